"""Addresses of the office: one workspace per meeting, and what is done from it."""

from django.urls import path

from meetings.views import office_agenda, office_desk, office_workspace

app_name = "office"

MEETING = "meetings/<slug:committee>/<slug:slug>/"

urlpatterns = [
    path("", office_desk.desk, name="desk"),
    path(MEETING, office_workspace.workspace, name="workspace"),
    # The meeting itself: list, new, its facts.
    path(f"{MEETING}agenda/", office_agenda.save, name="agenda-save"),
    path(f"{MEETING}agenda/deferred/", office_agenda.take_over, name="agenda-take-over"),
    # Attendance and declarations.
    # Minutes.
    # Outcomes and undertakings.
    # Reference data.
]
