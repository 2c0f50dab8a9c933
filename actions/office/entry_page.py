"""What the page of an entry in the office shows beside what the public sees: what can be recorded, and the form."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from actions.life.page import find, told_of
from actions.life.told import Told
from actions.models import LedgerEntry, LedgerUpdate
from actions.office.fact_form import FactForm
from actions.office.fact_forms import FORMS
from actions.policies import possible_kinds, why_not_take_back
from actions.words import ACTION_KINDS, RECOMMENDATION_KINDS, SET_ASIDE, Status, UpdateKind
from portal.accounts.office import OfficeRequest, permit_knowing
from portal.accounts.permissions import Permission

# What usually comes next, by where the entry stands: its form is open from the beginning.
NEXT = {
    Status.NOT_SENT: UpdateKind.SENT,
    Status.AWAITING: UpdateKind.RESPONSE,
    Status.RESPONSE_OVERDUE: UpdateKind.RESPONSE,
    Status.IN_PRINCIPLE: UpdateKind.PLANNED,
    Status.ACCEPTED: UpdateKind.PROGRESS,
    Status.IN_PART: UpdateKind.PROGRESS,
    Status.IMPLEMENTED: UpdateKind.REVIEWED,
    Status.COMPLETE: UpdateKind.REOPENED,
    **dict.fromkeys(SET_ASIDE, UpdateKind.REOPENED),
}


class TakeBackForm(forms.Form):
    """Why a fact is taken back; the public reads it."""

    use_required_attribute = False

    because = forms.CharField(
        label="What was wrong",
        help_text="The public reads it beside the fact, which stays to be read.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what was wrong with it."},
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of fact that may follow, as the page offers it."""

    kind: UpdateKind
    slug: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class TakingBack:
    """The panel in which a fact is taken back; `right` is the form of the right one."""

    told: Told
    form: TakeBackForm
    right: FactForm


def entry_for(request: OfficeRequest, reference: str) -> LedgerEntry:
    """The entry, for somebody who may record facts of it; Http404 for everybody else, who may not know of the page."""
    entry = find(reference, timezone.localdate())
    if entry is None:
        raise Http404("no such entry")
    permit_knowing(request.user, Permission.UPDATE_LEDGER, scope=entry.committee.code)
    return entry


def slug_of(kind: UpdateKind) -> str:
    return kind.value.replace(" ", "-")


def kind_of(entry: LedgerEntry, slug: str) -> UpdateKind | None:
    """The kind of this slug, where it can happen to such an entry at all."""
    kinds = RECOMMENDATION_KINDS if entry.is_recommendation else ACTION_KINDS
    return next((UpdateKind(kind) for kind in FORMS if kind in kinds and slug_of(UpdateKind(kind)) == slug), None)


def fact_of(entry: LedgerEntry, number: str) -> LedgerUpdate:
    """The fact of this entry that may be taken back; Http404 for another entry's, or where there is none."""
    known = entry.updates.select_related("meeting", "other", "entry__committee").filter(correction__isnull=True)
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    update = known.filter(pk=number).first() if is_number else None
    if update is None or why_not_take_back(update):
        raise Http404("no such fact to take back")
    return update


def show(
    request: OfficeRequest,
    entry: LedgerEntry,
    *,
    form: FactForm | None = None,
    taking_back: TakingBack | None = None,
    status: int = 200,
    **given: Any,
) -> HttpResponse:
    """The page with one open form: the one given, or the one that is usually wanted next."""
    told = told_of(entry, timezone.localdate(), with_recorder=True)
    kinds = possible_kinds(entry)
    last = str(max((fact.update.pk for fact in told.facts), default=0))
    if form is None and taking_back is None:
        likely = NEXT.get(entry.status, UpdateKind.PROGRESS)
        for kind in [likely] if likely in kinds else kinds[:1]:
            form = FORMS[kind](entry=entry, request=request, initial={"seen": last})
    context = {
        "entry": entry,
        "told": told,
        "choices": [Choice(kind, slug_of(kind), form is not None and form.kind == kind) for kind in kinds],
        "form": form,
        "slug": slug_of(form.kind) if form else "",
        "taking_back": taking_back,
        "last": last,
        "can_take_back": entry.stands,
        **given,
    }
    return render(request, "office/ledger/entry.html", context, status=status)
