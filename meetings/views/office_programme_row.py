"""What is done with one row of a work programme."""

import datetime as dt
from copy import copy
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST

from meetings.forms.programme import RowForm
from meetings.models import Meeting, ProgrammeRow, RowState
from meetings.policies.work_programme import when_of
from meetings.views.office_page import UNPROCESSABLE, is_part_wanted
from meetings.views.office_programme import done, programme_page, working_programme
from meetings.views.office_programme_deeds import reason_in
from meetings.workflow.change import RefusedError
from meetings.workflow.programme_links import put_on_agenda
from meetings.workflow.work_programme import change_row, place_row, remove_row, set_state
from meetings.workspace.programme import DONE, DROPPED, RELATED, UNSCHEDULED, Move, section_key
from portal.accounts.office import OfficeRequest

_UNKNOWN = "Choose where to move the row: a meeting of this committee, or “To be scheduled”."


def working_row(request: OfficeRequest, committee: str, year: int, row: int, *, lock: bool = False) -> ProgrammeRow:
    """The row, for somebody who may edit its programme; Http404 for everybody else."""
    programme = working_programme(request.user, committee, year, lock=lock)
    found = programme.rows.select_related(*RELATED).filter(pk=row).first()
    if found is None:
        raise Http404("no such row")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def row_edit(request: OfficeRequest, committee: str, year: int, row: int) -> HttpResponse:
    """The form of a row, in its place for a script, else on a page of its own."""
    found = working_row(request, committee, year, row, lock=request.method == "POST")
    if request.method != "POST":
        return _form_page(request, found, RowForm(instance=copy(found)))
    form = RowForm(request.POST, instance=copy(found))
    if not form.is_valid():
        return _form_page(request, found, form, status=UNPROCESSABLE)
    try:
        with transaction.atomic():
            reason = form.cleaned_data.get("reason", "")
            changed = change_row(row=found, values=form.columns, by=request.user, reason=reason)
    except RefusedError as refused:
        is_about_reason = found.programme.is_released and not form.cleaned_data.get("reason")
        form.add_error("reason" if is_about_reason else None, refused.reasons)
        return _form_page(request, found, form, status=UNPROCESSABLE)
    said = "The row is saved." if changed else "Nothing was changed."
    return done(request, found.programme, said=said, at=f"row-{found.pk}")


def _form_page(request: OfficeRequest, row: ProgrammeRow, form: RowForm, *, status: int = 200) -> HttpResponse:
    context = {"row": row, "form": form, "programme": row.programme}
    if is_part_wanted(request):
        return HttpResponse(render_to_string("office/programme/row_form.html", context, request=request), status=status)
    return render(request, "office/programme/row.html", context, status=status)


@require_POST
@transaction.atomic
def row_move(request: OfficeRequest, committee: str, year: int, row: int) -> HttpResponse:
    """Moves the row to another section (`to`), before another row (`before`), or both."""
    found = working_row(request, committee, year, row, lock=True)
    programme, to, reason = found.programme, request.POST.get("to", ""), reason_in(request)
    before = request.POST.get("before", "")
    was = section_key(found)
    try:
        with transaction.atomic():
            if to and to != was:
                _move(found, to, reason, request)
            if before or to == was:
                number = int(before) if before.isdecimal() and len(before) < 10 else 0
                place_row(row=found, before=programme.rows.filter(pk=number).first(), by=request.user)
    except RefusedError as refused:
        move = Move(row=row, to=to, reason=reason)
        return programme_page(request, programme, refused=refused.reasons, move=move)
    found = programme.rows.select_related(*RELATED).get(pk=found.pk)
    told = found.get_state_display().lower() if found.state != RowState.PLANNED else when_of(found)
    return done(request, programme, said=f"“{found.title}”: {told}.", at=f"row-{found.pk}")


def _move(row: ProgrammeRow, to: str, reason: str, request: OfficeRequest) -> None:
    """Gives the row the time or the state that a section stands for. Raises RefusedError."""
    ends = {DONE: RowState.DONE, DROPPED: RowState.DROPPED}
    if to in ends:
        set_state(row=row, state=ends[to], by=request.user, reason=reason)
        return
    values = _when(row, to)
    if row.state != RowState.PLANNED:
        set_state(row=row, state=RowState.PLANNED, by=request.user, reason=reason)
    change_row(row=row, values=values, by=request.user, reason=reason)


def _when(row: ProgrammeRow, to: str) -> dict[str, Any]:
    if to == UNSCHEDULED:
        return {"target_meeting": None, "target_date": None, "target_words": ""}
    kind, _, rest = to.partition("-")
    if kind == "meeting" and rest.isdecimal() and len(rest) < 10:
        meeting = Meeting.objects.filter(committee=row.programme.committee_id, pk=int(rest)).first()
        if meeting is not None:
            return {"target_meeting": meeting, "target_date": None, "target_words": ""}
    if kind == "date":
        try:
            return {"target_meeting": None, "target_date": dt.date.fromisoformat(rest), "target_words": ""}
        except ValueError:
            pass
    raise RefusedError(_UNKNOWN)


@require_POST
def row_agenda(request: OfficeRequest, committee: str, year: int, row: int) -> HttpResponse:
    """Makes the row an item of the agenda of its meeting."""
    found = working_row(request, committee, year, row)
    try:
        item = put_on_agenda(row=found, by=request.user)
    except RefusedError as refused:
        return programme_page(request, found.programme, refused=refused.reasons)
    said = f"“{found.title}” stands on the agenda of {item.meeting.long_date}."
    return done(request, found.programme, said=said, at=f"row-{found.pk}")


@require_POST
def row_remove(request: OfficeRequest, committee: str, year: int, row: int) -> HttpResponse:
    """Takes a row out of a programme that was not released."""
    found = working_row(request, committee, year, row)
    try:
        remove_row(row=found, by=request.user)
    except RefusedError as refused:
        return programme_page(request, found.programme, refused=refused.reasons)
    return done(request, found.programme, said=f"“{found.title}” was removed.")
