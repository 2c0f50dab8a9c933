"""Addresses of the office: one workspace per meeting, and what is done from it."""

from django.urls import path

from meetings.views import (
    office_agenda,
    office_approval,
    office_attendance,
    office_attendee,
    office_declarations,
    office_desk,
    office_facts,
    office_meetings,
    office_workspace,
)

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
    path(f"{MEETING}attendance/", office_attendance.attendance_save, name="attendance-save"),
    path(f"{MEETING}attendance/people/", office_attendance.attendance_people, name="attendance-people"),
    path(f"{MEETING}attendance/<int:attendee>/", office_attendee.attendee, name="attendee"),
    path(f"{MEETING}attendance/<int:attendee>/mark/", office_attendance.attendance_mark, name="attendance-mark"),
    path(f"{MEETING}attendance/<int:attendee>/change/", office_attendee.attendee_change, name="attendee-change"),
    path(f"{MEETING}attendance/<int:attendee>/move/", office_attendee.attendee_move, name="attendee-move"),
    path(f"{MEETING}attendance/<int:attendee>/remove/", office_attendee.attendee_remove, name="attendee-remove"),
    path(f"{MEETING}declarations/", office_declarations.declarations_add, name="declarations-add"),
    path(f"{MEETING}declarations/<int:declaration>/", office_declarations.declaration, name="declaration"),
    path(
        f"{MEETING}declarations/<int:declaration>/change/",
        office_declarations.declaration_change,
        name="declaration-change",
    ),
    path(
        f"{MEETING}declarations/<int:declaration>/remove/",
        office_declarations.declaration_remove,
        name="declaration-remove",
    ),
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
