"""The meetings, and the workspace of one: agenda, attendance, minutes, outcomes."""

from django.urls import path

from meetings.office_urls.place import MEETING
from meetings.views import (
    office_agenda,
    office_approval,
    office_attendance,
    office_attendee,
    office_declarations,
    office_facts,
    office_meetings,
    office_minutes,
    office_outcomes,
    office_presence,
    office_undertakings,
    office_versions,
    office_workspace,
)

OUTCOMES = f"{MEETING}outcomes/"
UNDERTAKING = f"{MEETING}undertakings/<int:undertaking>/"
MINUTES = f"{MEETING}items/<int:item>/minutes/"

urlpatterns = [
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
    path("fresh-token/", office_minutes.fresh_token, name="fresh-token"),
    path(f"{MEETING}presence/", office_presence.presence, name="presence"),
    path(f"{MEETING}clean-paste/", office_minutes.clean_paste, name="clean-paste"),
    path(f"{MEETING}minutes/", office_minutes.save_all, name="minutes-save-all"),
    path(f"{MINUTES}", office_minutes.save, name="minutes-save"),
    path(f"{MINUTES}versions/", office_versions.versions, name="minutes-versions"),
    path(f"{MINUTES}compare/", office_versions.compare, name="minutes-compare"),
    path(f"{MINUTES}restore/", office_versions.restore, name="minutes-restore"),
    path(f"{MINUTES}settle/<int:number>/", office_versions.settle, name="minutes-settle"),
    # Outcomes and undertakings.
    path(f"{OUTCOMES}<int:item>/", office_outcomes.outcomes, name="outcomes"),
    path(f"{OUTCOMES}<int:item>/add/", office_outcomes.add, name="outcomes-add"),
    path(f"{OUTCOMES}<int:item>/found/", office_outcomes.found, name="outcomes-found"),
    path(f"{OUTCOMES}<int:item>/lift/", office_undertakings.lift, name="outcomes-lift"),
    path(f"{OUTCOMES}<int:item>/keep/", office_undertakings.keep, name="outcomes-keep"),
    path(f"{OUTCOMES}lines/<int:line>/", office_outcomes.edit, name="outcome-edit"),
    path(f"{OUTCOMES}lines/<int:line>/move/", office_outcomes.move, name="outcome-move"),
    path(f"{OUTCOMES}lines/<int:line>/remove/", office_outcomes.remove, name="outcome-remove"),
    path(f"{OUTCOMES}groups/<int:group>/", office_outcomes.group, name="group-edit"),
    path(f"{OUTCOMES}groups/<int:group>/move/", office_outcomes.group_move, name="group-move"),
    path(f"{OUTCOMES}groups/<int:group>/remove/", office_outcomes.group_remove, name="group-remove"),
    path(f"{UNDERTAKING}act/", office_undertakings.act, name="undertaking-act"),
    path(f"{UNDERTAKING}dismiss/", office_undertakings.dismiss_one, name="undertaking-dismiss"),
    path(f"{UNDERTAKING}undo/", office_undertakings.undo_one, name="undertaking-undo"),
]
