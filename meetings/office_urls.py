"""Addresses of the office: one workspace per meeting, and what is done from it."""

from django.urls import path

from meetings.views import office_approval, office_desk, office_workspace

app_name = "office"

MEETING = "meetings/<slug:committee>/<slug:slug>/"

urlpatterns = [
    path("", office_desk.desk, name="desk"),
    path(MEETING, office_workspace.workspace, name="workspace"),
    # The meeting itself: list, new, its facts.
    # Agenda.
    # Attendance and declarations.
    # Minutes.
    path(f"{MEETING}items/<int:item>/approval/", office_approval.approve, name="approve-minutes"),
    path(
        f"{MEETING}items/<int:item>/approval/<int:earlier>/take-back/",
        office_approval.take_back,
        name="unapprove-minutes",
    ),
    # Outcomes and undertakings.
    # Reference data.
]
