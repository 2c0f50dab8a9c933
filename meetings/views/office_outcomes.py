"""Outcomes of items: added as a list, changed, moved and removed one by one."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.forms.outcomes import GroupForm, LineForm
from meetings.models import Meeting, Outcome, OutcomeGroup, Post
from meetings.policies.next_meeting import next_meeting_day
from meetings.policies.published_lines import published_lines
from meetings.views.office_item_block import answer_with_outcomes, found_block, item_of
from meetings.views.office_page import UNPROCESSABLE, working_meeting
from meetings.workflow.change import RefusedError
from meetings.workflow.outcome_groups import edit_group, move_group, remove_group
from meetings.workflow.outcome_lines import edit_line, move_line, remove_line
from meetings.workflow.outcomes import add_outcomes
from portal.accounts.office import OfficeRequest

MOST_OWNERS = 500


@require_safe
def outcomes(request: OfficeRequest, committee: str, slug: str, item: int) -> HttpResponse:
    """The outcomes of an item as they stand, with no form open."""
    meeting = working_meeting(request.user, committee, slug)
    return answer_with_outcomes(request, meeting, item_of(meeting, item), focus=request.GET.get("focus", ""))


@require_safe
def found(request: OfficeRequest, committee: str, slug: str, item: int) -> HttpResponse:
    """What was found in the text of an item: outcomes and promises."""
    meeting = working_meeting(request.user, committee, slug)
    return found_block(request, meeting, item_of(meeting, item))


@require_POST
def add(request: OfficeRequest, committee: str, slug: str, item: int) -> HttpResponse:
    """Adds what was typed or pasted into the field of one item."""
    meeting = working_meeting(request.user, committee, slug)
    row = item_of(meeting, item)
    typed = request.POST.get(f"outcomes-{row.pk}", "")
    try:
        groups = add_outcomes(item=row, text=typed, by=request.user)
    except RefusedError as refused:
        problem = " ".join(refused.reasons)
        return answer_with_outcomes(request, meeting, row, status=UNPROCESSABLE, typed=typed, problem=problem)
    said = "Added." if groups else "These outcomes stand here already."
    return answer_with_outcomes(request, meeting, row, said=said, focus="typed")


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def edit(request: OfficeRequest, committee: str, slug: str, line: int) -> HttpResponse:
    """One line as a form, and what was typed into it."""
    meeting = working_meeting(request.user, committee, slug, lock=request.method == "POST")
    row = line_of(meeting, line)
    form = line_form(meeting, row, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return with_line_form(request, meeting, row, form)
    if form.is_valid():
        try:
            confirmed = form.cleaned_data.get("confirmed", False)
            edit_line(line=row, values=form.values, by=request.user, confirmed=confirmed)
            return answer_with_outcomes(request, meeting, row.group.item, focus=f"line {row.pk}")
        except RefusedError as refused:
            form.add_error(None, refused.reasons)
    return with_line_form(request, meeting, row, form, status=UNPROCESSABLE)


@require_POST
def move(request: OfficeRequest, committee: str, slug: str, line: int) -> HttpResponse:
    """Moves a line up, down, or to another group of its item."""
    meeting = working_meeting(request.user, committee, slug)
    row = line_of(meeting, line)
    try:
        move_line(line=row, to=request.POST.get("to", ""), by=request.user)
    except RefusedError as refused:
        problem = " ".join(refused.reasons)
        return answer_with_outcomes(request, meeting, row.group.item, status=UNPROCESSABLE, problem=problem)
    return answer_with_outcomes(request, meeting, row.group.item)


@require_POST
def remove(request: OfficeRequest, committee: str, slug: str, line: int) -> HttpResponse:
    """Takes a line out of the record; a line of the ledger only when that was said on purpose."""
    meeting = working_meeting(request.user, committee, slug)
    row = line_of(meeting, line)
    item, number = row.group.item, row.pk
    try:
        remove_line(line=row, by=request.user, confirmed=request.POST.get("confirmed") == "yes")
    except RefusedError as refused:
        asked = ("line", number, " ".join(refused.reasons))
        return answer_with_outcomes(request, meeting, item, status=UNPROCESSABLE, confirm=asked)
    return answer_with_outcomes(request, meeting, item, said="Removed.")


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def group(request: OfficeRequest, committee: str, slug: str, group: int) -> HttpResponse:
    """One group as a form, and what was typed into it."""
    meeting = working_meeting(request.user, committee, slug, lock=request.method == "POST")
    row = group_of(meeting, group)
    published = published_lines(meeting)
    form = GroupForm(
        request.POST if request.method == "POST" else None,
        instance=row,
        prefix=f"group-{row.pk}",
        html=row.item.minutes_html,
        published=any(published.holds(line) for line in row.lines.all()),
    )
    if form.is_bound and form.is_valid():
        edit_group(group=row, values=form.values, by=request.user)
        return answer_with_outcomes(request, meeting, row.item, focus=f"group {row.pk}")
    movers = [entry.name for entry in meeting.attendance.all()]
    status = UNPROCESSABLE if form.is_bound else 200
    return answer_with_outcomes(
        request, meeting, row.item, status=status, is_shown=True, group_form=form, movers=movers
    )


@require_POST
def group_move(request: OfficeRequest, committee: str, slug: str, group: int) -> HttpResponse:
    """Moves a group before or behind its neighbour."""
    meeting = working_meeting(request.user, committee, slug)
    row = group_of(meeting, group)
    move_group(group=row, to=request.POST.get("to", ""), by=request.user)
    return answer_with_outcomes(request, meeting, row.item)


@require_POST
def group_remove(request: OfficeRequest, committee: str, slug: str, group: int) -> HttpResponse:
    """Takes a group with its lines out of the record."""
    meeting = working_meeting(request.user, committee, slug)
    row = group_of(meeting, group)
    item, number = row.item, row.pk
    try:
        remove_group(group=row, by=request.user, confirmed=request.POST.get("confirmed") == "yes")
    except RefusedError as refused:
        asked = ("group", number, " ".join(refused.reasons))
        return answer_with_outcomes(request, meeting, item, status=UNPROCESSABLE, confirm=asked)
    return answer_with_outcomes(request, meeting, item, said="Removed.")


def line_form(meeting: Meeting, row: Outcome, data: Any = None) -> LineForm:
    return LineForm(
        data,
        instance=row,
        prefix=f"line-{row.pk}",
        meeting_day=meeting.date,
        next_meeting=next_meeting_day(meeting),
        in_ledger=published_lines(meeting).in_ledger(row),
    )


def with_line_form(
    request: OfficeRequest, meeting: Meeting, row: Outcome, form: LineForm, *, status: int = 200
) -> HttpResponse:
    """The outcomes of the line's item with the form of the line open."""
    posts = list(Post.objects.values_list("title", flat=True)[:MOST_OWNERS])
    owners = dict.fromkeys([*posts, *(entry.name for entry in meeting.attendance.all())])
    return answer_with_outcomes(
        request, meeting, row.group.item, status=status, is_shown=True, line_form=form, owners=list(owners)
    )


def line_of(meeting: Meeting, number: int) -> Outcome:
    """The line of this meeting; Http404 for another meeting's."""
    row = Outcome.objects.select_related("group__item").filter(pk=number, group__item__meeting=meeting).first()
    if row is None:
        raise Http404("no such line in this meeting")
    row.group.item.meeting = meeting
    return row


def group_of(meeting: Meeting, number: int) -> OutcomeGroup:
    """The group of this meeting; Http404 for another meeting's."""
    row = OutcomeGroup.objects.select_related("item").filter(pk=number, item__meeting=meeting).first()
    if row is None:
        raise Http404("no such group in this meeting")
    row.item.meeting = meeting
    return row
