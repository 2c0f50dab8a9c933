"""What is done with the agenda of a meeting from its workspace."""

from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from meetings.forms.agenda import AgendaForm
from meetings.models import Meeting
from meetings.views.office_page import UNPROCESSABLE, answer_with, working_meeting
from meetings.workflow.agenda import AgendaRefusedError, SavedAgenda, save_agenda
from meetings.workflow.change import RefusedError
from meetings.workflow.deferral import take_over_waiting
from meetings.workflow.exclusion import add_exclusion
from portal.accounts.office import OfficeRequest

# Parts that name the items of the agenda.
NAMING = ("attendance", "declarations", "minutes")


@require_POST
def save(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Saves the whole agenda: words, order, numbers, new lines, and what is to be removed."""
    meeting = working_meeting(request.user, committee, slug)
    form = AgendaForm(meeting, meeting.items.select_related("deferred_to__meeting").order_by("position"), request.POST)
    if not form.is_valid():
        return answer_with(request, meeting, "agenda", status=UNPROCESSABLE, form=form)
    try:
        saved = _save(request, meeting, form)
    except AgendaRefusedError as refused:
        form.refuse(refused.by_row)
        return answer_with(request, meeting, "agenda", status=UNPROCESSABLE, form=form)
    except RefusedError as refused:
        form.problems += refused.reasons
        return answer_with(request, meeting, "agenda", status=UNPROCESSABLE, form=form)
    also = NAMING if saved.is_changed else ()
    if saved.left or saved.order_left:
        left = form.after(saved, meeting)
        return answer_with(request, meeting, "agenda", also=also, status=UNPROCESSABLE, form=left)
    return answer_with(request, meeting, "agenda", also=also)


@require_POST
def take_over(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Puts what earlier meetings deferred on this agenda."""
    meeting = working_meeting(request.user, committee, slug)
    take_over_waiting(meeting=meeting, by=request.user)
    return answer_with(request, meeting, "agenda", also=NAMING)


@transaction.atomic
def _save(request: OfficeRequest, meeting: Meeting, form: AgendaForm) -> SavedAgenda:
    saved = save_agenda(
        meeting=meeting,
        rows=form.sent(),
        shown=form.shown,
        by=request.user,
        is_renumbering=form.deed == "renumber",
        turned=form.subject if form.deed == "turn" else "",
    )
    if form.deed == "exclude":
        add_exclusion(meeting=meeting, by=request.user)
        saved.is_changed = True
    return saved
