"""Addresses of the office: one workspace per meeting, and what is done from it."""

from django.urls import path

from meetings.views import office_agenda, office_desk, office_facts, office_meetings, office_workspace

app_name = "office"

MEETING = "meetings/<slug:committee>/<slug:slug>/"

urlpatterns = [
    path("", office_desk.desk, name="desk"),
    path("meetings/", office_meetings.meeting_list, name="meeting-list"),
    path("meetings/new/", office_meetings.meeting_new, name="meeting-new"),
    path(MEETING, office_workspace.workspace, name="workspace"),
    path(f"{MEETING}facts/", office_facts.facts, name="facts"),
    path(f"{MEETING}agenda/", office_agenda.save, name="agenda-save"),
    path(f"{MEETING}agenda/deferred/", office_agenda.take_over, name="agenda-take-over"),
    # Attendance and declarations.
    # Minutes.
    # Outcomes and undertakings.
    # Reference data.
]
