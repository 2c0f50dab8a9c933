"""Columns that the database computes, and the indexes by which the ledger is listed."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from actions.words import EntryKind

STANDS = Q(stands=True)
# How lists are sorted unless the reader says otherwise; today is not in it, so an index holds it.
URGENCY = ["rank", "clock_ends_on", "-made_on", "id"]


def computed(expression: Any, column: "models.Field[Any, Any]") -> models.GeneratedField:
    """A column that the database computes from the others of its row and stores."""
    return models.GeneratedField(expression=expression, output_field=column, db_persist=True)


def listed(name: str, *order: str, only: Q | None = None) -> models.Index:
    """An index of the entries that stand in a published record, which alone are listed."""
    return models.Index(fields=order, name=name, condition=STANDS & only if only else STANDS)


def found(name: str, kind: EntryKind) -> GinIndex:
    """An index of any three letters in a row; one for each kind, because a list is of one kind."""
    letters = (OpClass(F(column), name="gin_trgm_ops") for column in ("words", "answerable"))
    return GinIndex(*letters, name=name, condition=STANDS & Q(kind=kind.value))


ENTRY_INDEXES = [
    listed("ledger_by_urgency", "kind", *URGENCY),
    listed("ledger_of_committee", "committee", "kind", *URGENCY),
    listed("ledger_by_status", "kind", "settled", *URGENCY),
    listed("ledger_by_addressee_kind", "addressee_kind", *URGENCY, only=Q(kind="recommendation")),
    listed("ledger_by_directorate", "directorate_in_force", *URGENCY, only=Q(kind="action")),
    listed("ledger_late", *URGENCY, only=Q(clock_ends_on__isnull=False)),
    listed("ledger_answered_late", *URGENCY, only=Q(kind="recommendation", answer_days_late__gt=0)),
    listed("ledger_by_due_date", "kind", "due_in_force", "id"),
    models.Index(
        "kind",
        F("due_in_force").desc(nulls_last=True),
        F("id").desc(),
        name="ledger_by_due_date_last",
        condition=STANDS,
    ),
    listed("ledger_of_origin", "kind", "origin", *URGENCY),
    listed("ledger_needing_attention", "kind", *URGENCY, only=Q(needs_attention=True)),
    listed("ledger_by_meeting_day", "kind", "made_on", "id"),
    listed("ledger_by_reference", "kind", "committee_code", "year", "number"),
    found("ledger_recommendation_words", EntryKind.RECOMMENDATION),
    found("ledger_action_words", EntryKind.ACTION),
]
