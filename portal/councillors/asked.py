"""What became of what a councillor's committees asked, and what stands in his or her own name."""

import datetime as dt
import re
from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Lower

from actions.filters import EntryFilter, EntryFilterForm, choice, statuses
from actions.models import LedgerEntry
from actions.models.entry import LedgerEntryQuerySet
from actions.words import EntryKind, Status
from meetings.models import Committee
from portal.councillors.reader import Reader

OWN_AT_MOST = 50
KINDS = [(kind.value, f"{kind.label}s") for kind in EntryKind]


class AskedFilterForm(EntryFilterForm):
    """As the public lists have it, with both kinds in one."""

    often = ["kind", "committee", "status", "late", "text"]
    rarely = ["year", "since", "until", "due_since", "due_until", "sort"]
    field_order = [*often, *rarely]


class AskedFilter(EntryFilter):
    """Recommendations and actions of the reader's own committees."""

    kind = choice("Kind", "Recommendations and actions", "of_kind", KINDS)
    status = choice("Status", "Any status", "with_status", statuses(list(Status)))

    class Meta(EntryFilter.Meta):
        form = AskedFilterForm

    def __init__(self, *args: Any, own: list[Committee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("committee", [(committee.slug, committee.name) for committee in own])

    def of_kind(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.filter(kind=value)


def entries_of(own: list[Committee]) -> LedgerEntryQuerySet:
    """Every entry of these committees that stands in a published record."""
    return LedgerEntry.objects.published().filter(committee__slug__in=[committee.slug for committee in own])


def in_own_name(reader: Reader, today: dt.date) -> list[LedgerEntry]:
    """Open actions of any committee that the reader owns by name, the most urgent first. Two queries."""
    if reader.person is None:
        return []
    spellings = reader.person.spellings.values_list("spelling", flat=True)
    # A family name alone might be somebody else's.
    names = {reader.person.name, *(spelling for spelling in spellings if " " in spelling)}
    letters = Q()
    for name in sorted(names):
        letters |= Q(answerable__contains=Lower(Value(name)))
    whole = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in sorted(names))})(?!\w)", re.IGNORECASE)
    actions = LedgerEntry.objects.published().actions().with_facts(today).for_lists()
    found = actions.filter(letters).by_urgency()[:OWN_AT_MOST]
    return [entry for entry in found if entry.is_open and whole.search(entry.owner)]
