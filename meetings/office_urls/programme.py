"""Work programmes, and task and finish groups."""

from django.urls import path

import portal.converters  # noqa: F401  # makes the kinds of parts of addresses known
from meetings.views import office_programme, office_programme_deeds, office_programme_row, office_task_group

PROGRAMME = "programmes/<slug:committee>/<number:year>/"
ROW = f"{PROGRAMME}rows/<number:row>/"

urlpatterns = [
    path("programmes/", office_programme.programme_list, name="programme-list"),
    path(PROGRAMME, office_programme.programme, name="programme"),
    path(f"{PROGRAMME}note/", office_programme_deeds.note, name="programme-note"),
    path(f"{PROGRAMME}add/", office_programme_deeds.add, name="programme-add"),
    path(f"{PROGRAMME}release/", office_programme_deeds.release_programme, name="programme-release"),
    path(f"{PROGRAMME}copy/", office_programme_deeds.copy, name="programme-copy"),
    path(f"{PROGRAMME}topics/<number:topic>/take/", office_programme_deeds.take_topic, name="programme-topic"),
    path(ROW, office_programme_row.row_edit, name="programme-row"),
    path(f"{ROW}move/", office_programme_row.row_move, name="programme-row-move"),
    path(f"{ROW}agenda/", office_programme_row.row_agenda, name="programme-row-agenda"),
    path(f"{ROW}remove/", office_programme_row.row_remove, name="programme-row-remove"),
    path("groups/<slug:committee>/", office_task_group.task_group, name="task-group"),
]
