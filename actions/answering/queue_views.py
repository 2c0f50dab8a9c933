"""The officers' queue of owners' answers, and one answer beside what stands."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actions.answering.deeds import accept, close, send_back
from actions.answering.queue_forms import AcceptForm, CloseForm, ReturnForm
from actions.models import LedgerUpdate, OwnerAnswer
from actions.models.owner_answer import AnswerState
from actions.policies import waits_for_an_action
from actions.words import ACCEPTING
from actions.workflow.facts import RefusedUpdateError
from meetings.pagination import CappedPaginator
from meetings.views.office_page import UNPROCESSABLE
from meetings.views.public_paper import POLICY, UNKNOWN, disposition
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest, permit_knowing
from portal.accounts.permissions import NotPermittedError, Permission
from portal.accounts.reach import scopes_of

PAGE_SIZE = 50
STATES = {AnswerState.WAITING: "Waiting", AnswerState.ACCEPTED: "Accepted", AnswerState.RETURNED: "Returned",
          AnswerState.CLOSED: "Closed"}  # fmt: skip


@require_safe
def answer_list(request: OfficeRequest) -> HttpResponse:
    """What owners answered about this officer's committees: waiting (the oldest first), accepted, returned, closed."""
    mine = answers_of(request.user)
    state = request.GET.get("state", "")
    state = state if state in STATES else AnswerState.WAITING.value
    order = ("sent_at", "pk") if state == AnswerState.WAITING else ("-handled_at", "-pk")
    rows = mine.filter(state=state).select_related("entry__committee").annotate(file_count=Count("files"))
    page = CappedPaginator(rows.order_by(*order), PAGE_SIZE).get_page(request.GET.get("page"))
    counts = dict(mine.order_by().values_list("state").annotate(Count("pk")))
    states = [
        {"name": name.value, "label": label, "count": counts.get(name, 0), "is_here": name == state}
        for name, label in STATES.items()
    ]
    context = {"page_obj": page, "rows": page.object_list, "state": state, "states": states}
    return render(request, "office/answers/list.html", context)


@require_safe
def answer_detail(request: OfficeRequest, answer: int) -> HttpResponse:
    """What was sent beside what stands, and what can be done with it."""
    return _page(request, _found(request.user, answer))


@require_POST
def answer_accept(request: OfficeRequest, answer: int) -> HttpResponse:
    """Makes it a fact, as it was sent or as the officer has edited it; it is public from then on."""
    row = _found(request.user, answer)
    form = AcceptForm(request.POST, answer=row)
    return _do(request, row, form, "accept", lambda: accept(answer=row, fact=form.fact, by=request.user))


@require_POST
def answer_return(request: OfficeRequest, answer: int) -> HttpResponse:
    """Sends it back to its owner with the officer's words."""
    row = _found(request.user, answer)
    form = ReturnForm(request.POST)
    return _do(
        request, row, form, "send_back",
        lambda: send_back(answer=row, because=form.cleaned_data["because"], by=request.user),
    )  # fmt: skip


@require_POST
def answer_close(request: OfficeRequest, answer: int) -> HttpResponse:
    """Ends it without a fact."""
    row = _found(request.user, answer)
    form = CloseForm(request.POST)
    return _do(
        request, row, form, "close", lambda: close(answer=row, because=form.cleaned_data["because"], by=request.user)
    )


@require_safe
def answer_file(request: OfficeRequest, answer: int, file: int) -> HttpResponseBase:
    """A file as it was sent, handed over and never shown: nobody has published it."""
    found = _found(request.user, answer).files.filter(pk=file).first()
    if found is None:
        raise Http404("no such file of this answer")
    try:
        response = FileResponse(found.file.open("rb"))
    except FileNotFoundError:
        raise Http404("the file is missing") from None
    response["Content-Type"] = UNKNOWN
    response["Content-Length"] = str(found.size)
    response["Content-Disposition"] = disposition(found.title, is_pdf=False)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store, private"
    response["Accept-Ranges"] = "none"
    response["X-Robots-Tag"] = "noindex"
    return response


def answers_of(user: User) -> QuerySet[OwnerAnswer]:
    """Those of the committees whose ledger the user keeps; NotPermittedError where there is none."""
    codes = scopes_of(user, Permission.UPDATE_LEDGER)
    if codes == frozenset():
        raise NotPermittedError(f"Your account may not {Permission.UPDATE_LEDGER.value}.")
    answers = OwnerAnswer.objects.all()
    return answers if codes is None else answers.filter(entry__committee__code__in=codes)


def _found(user: User, pk: int) -> OwnerAnswer:
    answers = OwnerAnswer.objects.select_related(
        "entry__committee", "entry__meeting__committee", "link__contact", "link__message", "handled_by", "update"
    )
    row = get_object_or_404(answers.prefetch_related("files"), pk=pk)
    permit_knowing(user, Permission.UPDATE_LEDGER, scope=row.entry.committee.code)
    return row


SAID = {
    "accept": "Accepted: it stands in the public ledger now.",
    "send_back": "Returned. The mail with your words and the link is in the outbox.",
    "close": "Closed. Nothing was recorded.",
}
NO_ADDRESS = "Returned, but no address is known, so no mail goes. Tell the owner yourself: the link shows your words."


def _do(request: OfficeRequest, row: OwnerAnswer, form: Any, deed: str, do: Callable[[], object]) -> HttpResponse:
    """Does it where the form is in order; whoever comes second is told so on the page as it stands now."""
    if not form.is_valid():
        return _page(request, row, status=UNPROCESSABLE, **{deed: form})
    try:
        done = do()
    except RefusedUpdateError as refusal:
        now = _found(request.user, row.pk)
        if not now.is_waiting:
            messages.error(request, str(refusal))
            return redirect("ledger:answer", answer=row.pk)
        form.add_error(None, str(refusal))
        return _page(request, row, status=UNPROCESSABLE, **{deed: form})
    messages.success(request, NO_ADDRESS if deed == "send_back" and done is None else SAID[deed])
    if isinstance(done, LedgerUpdate) and done.verdict in ACCEPTING:
        return redirect("ledger:answer", answer=row.pk)
    return redirect("ledger:answer-list")


def _page(request: OfficeRequest, row: OwnerAnswer, *, status: int = 200, **given: Any) -> HttpResponse:
    context = {
        "row": row,
        "entry": row.entry,
        "accept": given.get("accept") or AcceptForm(answer=row),
        "send_back": given.get("send_back") or ReturnForm(),
        "close": given.get("close") or CloseForm(),
        "sent_form": next(iter(given.values()), None),
        "waits_for_an_action": row.update is not None and bool(row.update.verdict) and waits_for_an_action(row.entry),
    }
    return render(request, "office/answers/detail.html", context, status=status)
