"""Filters of the office's lists of the ledger: as the public's, of the clerk's own committees, and when they chased."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from actions.filter_form import EntryFilterForm, choice
from actions.filters import ActionFilter, EntryFilter, RecommendationFilter
from actions.lists.chased import sent_messages
from actions.models.entry import LedgerEntryQuerySet
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.reach import scopes_of

NEVER = "never"
CHASED = [(NEVER, "Never"), ("7", "Not in the last 7 days"), ("14", "Not in the last 14 days")]


class OfficeFilterForm(EntryFilterForm):
    """As the public's, with the last chase."""

    rarely = ["chased", *EntryFilterForm.rarely]
    field_order = [*EntryFilterForm.often, *rarely]


class OfficeFilter(EntryFilter):
    """What both of the office's lists have beside the filters of the public ones."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = scopes_of(user, Permission.UPDATE_LEDGER)
        self.holds_all = codes is None
        if codes is not None:
            own = [committee for committee in self.offered.committees if committee.code in codes]
            self.committees = {committee.slug: committee.pk for committee in own}
            self.offer("committee", [(committee.slug, committee.name) for committee in own])

    def filter_queryset(self, queryset: LedgerEntryQuerySet) -> LedgerEntryQuerySet:
        own = queryset if self.holds_all else queryset.filter(committee__in=self.committees.values())
        return super().filter_queryset(own)

    def chased_last(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        """Entries about which nothing was sent, ever or in the last days."""
        sent = sent_messages().filter(entry=OuterRef("pk"))
        if value != NEVER:
            sent = sent.filter(sent_at__gte=timezone.now() - dt.timedelta(days=int(value)))
        return queryset.filter(~Exists(sent))


class OfficeActionFilter(OfficeFilter, ActionFilter):
    chased = choice("Last chased", "Whenever", "chased_last", CHASED)

    class Meta(EntryFilter.Meta):
        form = OfficeFilterForm


class OfficeRecommendationFilter(OfficeFilter, RecommendationFilter):
    chased = choice("Last chased", "Whenever", "chased_last", CHASED)

    class Meta(EntryFilter.Meta):
        form = OfficeFilterForm
