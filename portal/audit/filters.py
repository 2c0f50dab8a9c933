"""Searching the audit log."""

import datetime as dt

import django_filters
from django import forms
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from portal.accounts.models import User
from portal.audit.models import AuditEvent
from portal.audit.search import EventWords, all_words

Choices = list[tuple[str, str]]
DATE_INPUT = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
# Words that stand in no more events than so many are looked up beforehand.
_RARE = 10_000
_LAST_DAY = dt.date(9999, 12, 30)

# From one value to the next by its index, so that the cost follows the number of different values and not the events.
_DIFFERENT = """
WITH RECURSIVE verbs AS (
    SELECT min(verb) AS word FROM audit_auditevent
    UNION ALL SELECT (SELECT min(verb) FROM audit_auditevent WHERE verb > verbs.word) FROM verbs WHERE word IS NOT NULL
), deeds AS (
    SELECT min(deed) AS word FROM audit_auditevent
    UNION ALL SELECT (SELECT min(deed) FROM audit_auditevent WHERE deed > deeds.word) FROM deeds WHERE word IS NOT NULL
)
SELECT 'verb', word FROM verbs WHERE word > '' UNION ALL SELECT 'deed', word FROM deeds WHERE word > ''
"""


def different_words() -> dict[str, Choices]:
    """What stands in the log as verbs and as deeds, each as choices of a field (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENT)
        rows = cursor.fetchall()
    return {
        column: sorted(((word, word) for each, word in rows if each == column), key=lambda pair: pair[1].casefold())
        for column in ("verb", "deed")
    }


class EventFilter(django_filters.FilterSet):
    """Who, when, what was done, on what, and words within what changed."""

    by = django_filters.ModelChoiceFilter(
        queryset=User.objects.order_by("name", "email"),
        label="Who",
        empty_label="Anybody",
        null_label="Nobody signed in",
    )
    since = django_filters.DateFilter(method="from_day", label="From", widget=DATE_INPUT)
    until = django_filters.DateFilter(method="to_day", label="To", widget=DATE_INPUT)
    subject = django_filters.CharFilter(
        lookup_expr="icontains", label="On what", min_length=3, max_length=200, help_text="Such as cyp/2026-04-26."
    )
    words = django_filters.CharFilter(
        method="with_words", label="Words that changed", max_length=200, help_text="Within what was or what became."
    )
    deed = django_filters.ChoiceFilter(label="Deed", empty_label="Any deed", choices=[])
    verb = django_filters.ChoiceFilter(label="Kind of event", empty_label="Any kind", choices=[])
    record = django_filters.CharFilter(label="Row", max_length=100, help_text="Such as agenda item 12.")

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        for name, choices in different_words().items():
            self.filters[name].extra["choices"] = choices

    def from_day(self, queryset: "QuerySet[AuditEvent]", name: str, value: dt.date) -> "QuerySet[AuditEvent]":
        return queryset.filter(at__gte=_begin(value))

    def to_day(self, queryset: "QuerySet[AuditEvent]", name: str, value: dt.date) -> "QuerySet[AuditEvent]":
        return queryset.filter(at__lt=_begin(min(value, _LAST_DAY) + dt.timedelta(days=1)))

    def with_words(self, queryset: "QuerySet[AuditEvent]", name: str, value: str) -> "QuerySet[AuditEvent]":
        """Rare words are looked up by their index first; common ones are met soon on the way back from the newest."""
        found = AuditEvent.objects.alias(words=EventWords("before", "after")).filter(words=all_words(value)).order_by()
        numbers = list(found.values_list("pk", flat=True)[: _RARE + 1])
        if len(numbers) <= _RARE:
            return queryset.filter(pk__in=numbers)
        return queryset.alias(words=EventWords("before", "after")).filter(words=all_words(value))


def _begin(day: dt.date) -> dt.datetime:
    """The first moment of a day in London; never before the database's own calendar."""
    return timezone.make_aware(dt.datetime.combine(max(day, dt.date(1900, 1, 1)), dt.time()))
