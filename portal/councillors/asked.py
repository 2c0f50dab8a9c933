"""What became of what a councillor's committees asked, and what stands in his or her own name."""

import datetime as dt
import re
from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Lower

from actions.filter_form import EntryFilterForm, choice, statuses
from actions.filters import EntryFilter
from actions.models import Contact, LedgerEntry
from actions.models.contact import ContactKind
from actions.models.entry import LedgerEntryQuerySet
from actions.words import EntryKind, Status
from meetings.models import Attendance, Committee, CommitteeKind, Person
from portal.councillors.reader import Reader

OWN_AT_MOST = 50
KINDS = [(kind.value, f"{kind.label}s") for kind in EntryKind]


# What a councillor may be asked as, other than by name; "Vice-chairperson" of the cabinet is nobody's portfolio.
_PORTFOLIO = re.compile(r"\b(?:cabinet member|executive member|lead member|portfolio holder|leader)\b", re.IGNORECASE)
# "Cabinet Member for Finance" and "Cabinet Member Finance" are one.
_MEMBER_FOR = re.compile(r"\b(member|holder|leader)\\ (?:for\\ )?")
PORTFOLIO = "portfolio"
WHOSE = [(PORTFOLIO, "My portfolio")]


class AskedFilterForm(EntryFilterForm):
    """As the public lists have it, with both kinds in one."""

    often = ["whose", "kind", "committee", "status", "as_at", "late", "text"]
    rarely = ["attention", "origin", "year", "since", "until", "due_since", "due_until", "sort"]
    field_order = [*often, *rarely]


class AskedFilter(EntryFilter):
    """Recommendations and actions of the reader's own committees, or what any committee asks of the portfolio."""

    whose = choice("Whose", "My committees", "as_said", WHOSE)
    kind = choice("Kind", "Recommendations and actions", "of_kind", KINDS)
    status = choice("Status", "Any status", "with_status", statuses(list(Status)))

    class Meta(EntryFilter.Meta):
        form = AskedFilterForm

    def __init__(self, *args: Any, own: list[Committee], portfolio: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own, self.portfolio = own, portfolio
        if not portfolio:
            del self.filters["whose"]
        elif self.data.get("whose") == PORTFOLIO:
            return
        self.offer("committee", [(committee.slug, committee.name) for committee in own])

    @property
    def is_of_portfolio(self) -> bool:
        """Whether the list shows what is asked of the reader's portfolio."""
        return bool(self.form.cleaned_data.get("whose") == PORTFOLIO)

    def filter_queryset(self, queryset: LedgerEntryQuerySet) -> LedgerEntryQuerySet:
        mine = asked_of(self.portfolio) if self.is_of_portfolio else of_committees(self.own)
        return super().filter_queryset(queryset.filter(mine))

    def as_said(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        """Leaves no entry out: `filter_queryset` has chosen whose they are."""
        return queryset

    def of_kind(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.filter(kind=value)


def of_committees(own: list[Committee]) -> Q:
    return Q(committee__slug__in=[committee.slug for committee in own])


def asked_of(portfolio: list[str]) -> Q:
    """Recommendations whose addressee names one of these as a whole: letters only, in any case."""
    names = "|".join(_MEMBER_FOR.sub(r"\1 (for )?", re.escape(name.lower())) for name in portfolio)
    return Q(kind=EntryKind.RECOMMENDATION, answerable__regex=rf"\m({names})\M")


def portfolio_of(person: Person | None) -> list[str]:
    """As what recommendations are addressed to the person: by name, by the posts that he or she holds, by portfolio.

    A post is one of the office's contacts with the person as its holder. A portfolio is what the register of the last
    meeting of the Cabinet that the person came to says beside the name. Three queries.
    """
    if person is None:
        return []
    names = names_of(person)
    holders = Q()
    for name in {*names, person.full_name}:
        holders |= Q(holder__iexact=name)
    posts = Contact.objects.filter(holders, kind=ContactKind.POST).values_list("name", flat=True)
    said = (
        Attendance.objects.filter(person=person, meeting__committee__kind=CommitteeKind.CABINET)
        .exclude(role="")
        .order_by("-meeting__date")
        .values_list("role", flat=True)
        .first()
    )
    roles = [role.strip() for role in (said or "").split(";") if _PORTFOLIO.search(role)]
    return sorted({*names, *posts, *roles})


def names_of(person: Person) -> set[str]:
    """The whole names by which the record calls the person: a family name alone might be somebody else's."""
    spellings = person.spellings.values_list("spelling", flat=True)
    return {person.name, *(spelling for spelling in spellings if " " in spelling)}


def in_own_name(reader: Reader, today: dt.date) -> list[LedgerEntry]:
    """Open actions of any committee that the reader owns by name, the most urgent first. Two queries."""
    if reader.person is None:
        return []
    names = names_of(reader.person)
    letters = Q()
    for name in sorted(names):
        letters |= Q(answerable__contains=Lower(Value(name)))
    whole = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in sorted(names))})(?!\w)", re.IGNORECASE)
    actions = LedgerEntry.objects.published().actions().with_facts(today).for_lists()
    found = actions.filter(letters).by_urgency()[:OWN_AT_MOST]
    return [entry for entry in found if entry.is_open and whole.search(entry.owner)]
