"""Columns that the database computes, and the indexes by which the ledger is listed."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from actions.words import EntryKind

STANDS = Q(stands=True)


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
