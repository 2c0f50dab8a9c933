"""What was found in the narrative: outcomes lifted out of it, promises made actions or dismissed."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from meetings.models import Meeting, Outcome, Undertaking
from meetings.views.office_item_block import answer_with_outcomes, item_of
from meetings.views.office_outcomes import line_form, with_line_form
from meetings.views.office_page import UNPROCESSABLE, is_part_wanted, working_meeting
from meetings.workflow.change import RefusedError
from meetings.workflow.lifting import keep_in_prose, lift_outcomes
from meetings.workflow.undertakings import dismiss, make_action, undo
from portal.accounts.office import OfficeRequest


@require_POST
def lift(request: OfficeRequest, committee: str, slug: str, item: int) -> HttpResponse:
    """Moves outcomes out of the narrative into a group; the editor of the item learns of it by an event."""
    meeting = working_meeting(request.user, committee, slug)
    row = item_of(meeting, item)
    try:
        lift_outcomes(item=row, digest=request.POST.get("digest", ""), by=request.user)
    except RefusedError as refused:
        problem = " ".join(refused.reasons)
        return answer_with_outcomes(request, meeting, row, status=UNPROCESSABLE, problem=problem)
    response = answer_with_outcomes(request, meeting, row, said="Lifted out of the text.")
    response["HX-Trigger"] = f'{{"minutes-changed": {{"item": {row.pk}}}}}'
    return response


@require_POST
def keep(request: OfficeRequest, committee: str, slug: str, item: int) -> HttpResponse:
    """Leaves words in the narrative that read like an outcome."""
    meeting = working_meeting(request.user, committee, slug)
    row = item_of(meeting, item)
    try:
        keep_in_prose(item=row, digest=request.POST.get("digest", ""), by=request.user)
    except RefusedError as refused:
        problem = " ".join(refused.reasons)
        return answer_with_outcomes(request, meeting, row, status=UNPROCESSABLE, problem=problem)
    return answer_with_outcomes(request, meeting, row, said="Left in the text.")


@require_POST
def act(request: OfficeRequest, committee: str, slug: str, undertaking: int) -> HttpResponse:
    """Makes a promise an action; to a script the new line comes open, with what was guessed."""
    meeting = working_meeting(request.user, committee, slug)
    row = undertaking_of(meeting, undertaking)
    action = make_action(undertaking=row, by=request.user)
    if not is_part_wanted(request):
        return answer_with_outcomes(request, meeting, row.item)
    line = Outcome.objects.select_related("group__item").get(pk=action.pk)
    line.group.item.meeting = meeting
    return with_line_form(request, meeting, line, line_form(meeting, line))


@require_POST
def dismiss_one(request: OfficeRequest, committee: str, slug: str, undertaking: int) -> HttpResponse:
    """Says why a promise needs no action: a common reason, or a typed one."""
    meeting = working_meeting(request.user, committee, slug)
    row = undertaking_of(meeting, undertaking)
    try:
        dismiss(undertaking=row, reason=request.POST.get("reason", ""), by=request.user)
    except RefusedError as refused:
        problem = " ".join(refused.reasons)
        return answer_with_outcomes(request, meeting, row.item, status=UNPROCESSABLE, problem=problem)
    return answer_with_outcomes(request, meeting, row.item, said="Dismissed.")


@require_POST
def undo_one(request: OfficeRequest, committee: str, slug: str, undertaking: int) -> HttpResponse:
    """Opens a dismissed promise again."""
    meeting = working_meeting(request.user, committee, slug)
    row = undertaking_of(meeting, undertaking)
    undo(undertaking=row, by=request.user)
    return answer_with_outcomes(request, meeting, row.item)


def undertaking_of(meeting: Meeting, number: int) -> Undertaking:
    """The undertaking of this meeting; Http404 for another meeting's."""
    row = Undertaking.objects.select_related("item").filter(pk=number, item__meeting=meeting).first()
    if row is None:
        raise Http404("no such undertaking in this meeting")
    row.item.meeting = meeting
    return row
