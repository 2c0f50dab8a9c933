"""Declarations of interest: entering several at once, changing and removing one."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.declarations import DeclarationForm
from meetings.models import Declaration, Meeting
from meetings.views.office_attendance import beside_attendance
from meetings.views.office_page import (
    UNPROCESSABLE,
    answer_with,
    is_part_wanted,
    rendered_parts,
    working_meeting,
    workspace_page,
)
from meetings.workflow.change import RefusedError
from meetings.workflow.declarations import add_declarations, change_declaration, remove_declaration
from meetings.workspace import Workspace
from meetings.workspace.declarations import Line, declaration_rows
from portal.accounts.office import OfficeRequest


@require_POST
def declarations_add(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Enters the declarations of all lines that are filled."""
    meeting = working_meeting(request.user, committee, slug)
    rows = declaration_rows(Workspace(meeting, request.user), request.POST)
    problems: list[str] = []
    if rows.is_valid():
        filled = [form for form in rows.forms if form.has_changed()]
        try:
            declared = [(form.instance, form.row, form.item) for form in filled]
            add_declarations(meeting=meeting, declared=declared, by=request.user)
        except RefusedError as refused:
            problems = refused.reasons
        else:
            return _changed(request, meeting)
    problems += [str(error) for error in rows.non_form_errors()]
    return answer_with(request, meeting, "declarations", status=UNPROCESSABLE, added=rows, problems=problems)


@require_safe
def declaration(request: OfficeRequest, committee: str, slug: str, declaration: int) -> HttpResponse:
    """The form of one declaration: for a script alone, without one within the whole workspace."""
    meeting = working_meeting(request.user, committee, slug)
    form = _form(request, meeting, _declaration_of(meeting, declaration))
    if is_part_wanted(request):
        context: dict[str, Any] = {"line": Line(form.instance, form), "meeting": meeting}
        return render(request, "office/parts/declaration_form.html", context)
    return workspace_page(request, meeting, given={"declarations": {"opened": form}})


@require_POST
@transaction.atomic
def declaration_change(request: OfficeRequest, committee: str, slug: str, declaration: int) -> HttpResponse:
    """Saves the form of one declaration."""
    meeting = working_meeting(request.user, committee, slug, lock=True)
    form = _form(request, meeting, _declaration_of(meeting, declaration))
    if form.is_valid():
        try:
            change_declaration(declaration=form.instance, row=form.row, concerned=form.item, by=request.user)
        except RefusedError as refused:
            form.add_error(None, refused.reasons)
        else:
            return _changed(request, meeting)
    return answer_with(request, meeting, "declarations", status=UNPROCESSABLE, opened=form)


@require_POST
def declaration_remove(request: OfficeRequest, committee: str, slug: str, declaration: int) -> HttpResponse:
    """Takes a declaration out of the record that is being prepared."""
    meeting = working_meeting(request.user, committee, slug)
    remove_declaration(declaration=_declaration_of(meeting, declaration), by=request.user)
    return _changed(request, meeting)


def _declaration_of(meeting: Meeting, pk: int) -> Declaration:
    found = Declaration.objects.select_related("item__meeting__committee").filter(pk=pk, item__meeting=meeting).first()
    if found is None:
        raise Http404("no such declaration")
    return found


def _form(request: OfficeRequest, meeting: Meeting, row: Declaration) -> DeclarationForm:
    workspace = Workspace(meeting, request.user)
    return DeclarationForm(
        request.POST if request.method == "POST" else None,
        instance=row,
        prefix="declaration",
        rows=workspace.attendance,
        items=workspace.items,
    )


def _changed(request: OfficeRequest, meeting: Meeting) -> HttpResponse:
    if not is_part_wanted(request):
        return answer_with(request, meeting, "declarations")
    anew = rendered_parts(request, meeting, "declarations", also=())
    return HttpResponse(anew + beside_attendance(request, meeting))
