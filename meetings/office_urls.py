"""Addresses of the office: one workspace per meeting, and what is done from it."""

from django.urls import path

from meetings.views import office_desk, office_outcomes, office_undertakings, office_workspace

app_name = "office"

MEETING = "meetings/<slug:committee>/<slug:slug>/"
OUTCOMES = f"{MEETING}outcomes/"
UNDERTAKING = f"{MEETING}undertakings/<int:undertaking>/"

urlpatterns = [
    path("", office_desk.desk, name="desk"),
    path(MEETING, office_workspace.workspace, name="workspace"),
    # The meeting itself: list, new, its facts.
    # Agenda.
    # Attendance and declarations.
    # Minutes.
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
    # Reference data.
]
