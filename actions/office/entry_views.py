"""One entry of the ledger in the office: its whole history, and the forms of what can be recorded next."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.html import escape
from django.views.decorators.http import require_POST, require_safe

from actions.life.told import facts_told, updates_of
from actions.models import LedgerEntry, LedgerUpdate
from actions.office.entry_page import TakeBackForm, TakingBack, entry_for, fact_of, kind_of, show
from actions.office.fact_form import FactForm, recorded_since
from actions.office.fact_forms import FORMS, last_day_told
from actions.office.review_form import ItemForm
from actions.words import UpdateKind
from actions.workflow.facts import RefusedUpdateError
from actions.workflow.recording import put_right, record_fact, take_back_fact
from meetings.editions.models import PublishedCommittee, PublishedMeeting
from meetings.editions.spelling import long_date
from portal.accounts.office import OfficeRequest, permit_knowing
from portal.accounts.permissions import Permission

UNPROCESSABLE = 422
# Buttons that only show more of the form: the last day for a response, the items of the chosen meeting.
SHOW_MORE = "show"


@require_safe
def entry(request: OfficeRequest, reference: str) -> HttpResponseBase:
    """The page; `record` in its address opens the form of a kind of fact, `take_back` that of taking one back."""
    row = entry_for(request, reference)
    if reference != row.reference:
        return redirect("ledger:entry", row.reference, permanent=True)
    said = _said(row, request.GET.get("saved", ""))
    if number := request.GET.get("take_back", ""):
        return show(request, row, taking_back=_taking_back(request, row, fact_of(row, number)), said=said)
    kind = kind_of(row, request.GET.get("record", ""))
    if kind is None:
        return show(request, row, said=said)
    form = FORMS[kind](entry=row, request=request, initial={"seen": _last(row)})
    form.begin_with_first_field()
    return show(request, row, form=form, said=said)


@require_POST
def entry_record(request: OfficeRequest, reference: str, kind: str) -> HttpResponse:
    """Records one fact with its files; where somebody recorded another meanwhile, that is shown first."""
    row = entry_for(request, reference)
    of_kind = kind_of(row, kind)
    if of_kind is None:
        raise Http404("no such kind of fact")
    if request.POST.get("deed") == SHOW_MORE:
        typed = request.POST.dict()
        return show(request, row, form=FORMS[of_kind](entry=row, request=request, initial=typed))
    form = FORMS[of_kind](request.POST, entry=row, request=request)
    if form.is_valid():
        with transaction.atomic():
            meanwhile = _meanwhile(row, form.cleaned_data["seen"])
            update = (
                None if meanwhile else _done(form, lambda: record_fact(entry=row, fact=form.fact(), by=request.user))
            )
        if update is not None:
            return _back(row, update)
        if meanwhile:
            form = _with_last(form, meanwhile)
    return show(request, entry_for(request, reference), form=form, status=UNPROCESSABLE)


@require_POST
def entry_take_back(request: OfficeRequest, reference: str, fact: int) -> HttpResponse:
    """Takes a wrong fact back, alone or with the right one in its place."""
    row = entry_for(request, reference)
    if done := row.updates.filter(corrects__in=row.updates.filter(pk=fact)).first():
        return _back(row, done)  # pressed twice, or by two officers: what the second wanted is done
    wrong = fact_of(row, str(fact))
    form = TakeBackForm(request.POST)
    is_replaced = request.POST.get("deed") in ("put-right", SHOW_MORE)
    right = FORMS[UpdateKind(wrong.kind)](
        request.POST if is_replaced else None, entry=row, request=request, right=wrong
    )
    if request.POST.get("deed") == SHOW_MORE:
        right = FORMS[UpdateKind(wrong.kind)](entry=row, request=request, right=wrong)
        right.initial.update(request.POST.dict())
        form = TakeBackForm(initial=request.POST.dict())
        return show(request, row, taking_back=TakingBack(_told(row, wrong), form, right))
    if all([form.is_valid(), not is_replaced or right.is_valid()]):
        because = form.cleaned_data["because"]

        def deed() -> LedgerUpdate:
            if is_replaced:
                return put_right(update=wrong, because=because, fact=right.fact(), by=request.user)
            return take_back_fact(update=wrong, because=because, by=request.user)

        with transaction.atomic():
            meanwhile = _meanwhile(row, request.POST.get("seen", ""))
            update = None if meanwhile else _done(form, deed)
        if update is not None:
            return _back(row, update)
        if meanwhile:
            _tell(form, meanwhile)
            right = _with_last(right, [])
    return show(
        request, entry_for(request, reference), taking_back=TakingBack(_told(row, wrong), form, right),
        status=UNPROCESSABLE,
    )  # fmt: skip


@require_safe
def last_day(request: OfficeRequest, reference: str) -> HttpResponse:
    """The last day for a response to what is received on the day in the address, with its rule: a sentence."""
    row = entry_for(request, reference)
    try:
        day = parse_date(request.GET.get("on", ""))
    except ValueError:
        day = None
    if day is None or day > timezone.localdate():
        return HttpResponse("Give a day that has come, to see the last day for a response.")
    return HttpResponse(escape(last_day_told(row, day)))


@require_safe
def meeting_items(request: OfficeRequest, committee: str) -> HttpResponse:
    """The items of a published meeting of the committee, as the field in which one of them is chosen."""
    row = get_object_or_404(PublishedCommittee, slug=committee)
    permit_knowing(request.user, Permission.UPDATE_LEDGER, scope=row.code)
    slug = request.GET.get("meeting", "").replace("\x00", "")
    meeting = PublishedMeeting.objects.standing().filter(committee=row, slug=slug).select_related("edition").first()
    return render(request, "office/ledger/items.html", {"field": ItemForm(meeting)["item"]})


def _taking_back(request: OfficeRequest, row: LedgerEntry, wrong: LedgerUpdate) -> TakingBack:
    right = FORMS[UpdateKind(wrong.kind)](entry=row, request=request, right=wrong, initial={"seen": _last(row)})
    why = TakeBackForm()
    why.fields["because"].widget.attrs["autofocus"] = True
    return TakingBack(_told(row, wrong), why, right)


def _told(row: LedgerEntry, wrong: LedgerUpdate) -> Any:
    facts = facts_told(row, updates_of(row), timezone.localdate())
    return next(told for told in facts if told.update.pk == wrong.pk)


def _last(row: LedgerEntry) -> str:
    """The last fact that was recorded, whatever its day."""
    return str(row.updates.order_by("-pk").values_list("pk", flat=True).first() or 0)


def _meanwhile(row: LedgerEntry, seen: str) -> list[str]:
    """What somebody recorded after the officer had opened the page; locks the entry until the transaction ends."""
    LedgerEntry.objects.select_for_update(no_key=True).only("pk").get(pk=row.pk)
    facts = facts_told(row, updates_of(row, with_recorder=True), timezone.localdate())
    return [
        f"{told.what} ({long_date(told.update.on)}), recorded by {told.update.recorded_by or 'the portal'}"
        for told in recorded_since(seen, facts)
    ]


def _tell(form: Any, meanwhile: list[str]) -> None:
    sentence = f"Meanwhile something else was recorded: {'; '.join(meanwhile)}."
    form.add_error(None, f"{sentence} Yours stands below: save again to record it too.")


def _with_last(form: FactForm, meanwhile: list[str]) -> FactForm:
    """The form as it was sent, with the history that is shown beside it now counted as seen."""
    if isinstance(form.data, QueryDict) and form.is_bound:
        typed = form.data.copy()
        typed["seen"] = _last(form.entry)
        form.data = typed
    else:
        form.initial["seen"] = _last(form.entry)
    if meanwhile:
        _tell(form, meanwhile)
        if form.arrived:
            form.add_error("chosen", "Choose the files again: none was kept.")
    return form


def _done(form: Any, deed: Any) -> LedgerUpdate | None:
    """What the deed recorded; None where it was refused, which the form then says."""
    try:
        with transaction.atomic():
            recorded: LedgerUpdate = deed()
    except RefusedUpdateError as refused:
        form.add_error(None, str(refused))
        return None
    return recorded


def _back(row: LedgerEntry, update: LedgerUpdate) -> HttpResponse:
    response = redirect("ledger:entry", row.reference)
    response["Location"] += f"?saved={update.pk}#history"
    return response


def _said(row: LedgerEntry, number: str) -> str:
    """What was just recorded, as a sentence."""
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return ""
    update = row.updates.select_related("other").filter(pk=number).first()
    if update is None:
        return ""
    if update.kind == UpdateKind.CORRECTED:
        return "The fact was taken back. It stays to be read, struck through."
    opened = f" Action {update.other} was opened." if update.kind == UpdateKind.PLANNED and update.other else ""
    return f"Recorded: {update.get_kind_display()}, {long_date(update.on)}.{opened}"
