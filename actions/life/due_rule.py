"""The rule of a due date, which is shown with every date."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from actions.life.told import Told, last_standing
from actions.models import AddresseeClock, LedgerEntry
from actions.words import DUE_KINDS, EntryKind, Origin, UpdateKind
from meetings.editions.spelling import long_date

# Who set the date with which an action began.
SET_BY = {
    Origin.MINUTES: "Named in the minutes",
    Origin.UNDERTAKING: "Named with the undertaking",
    Origin.RESPONSE: "Agreed when the action was",
    Origin.BETWEEN: "Set when the action was added",
    Origin.LOG: "As the older action log gives it",
}


def clock_told() -> Subquery:
    """The clock of an entry's kind of addressee, as months, days and rule, with the entry."""
    clocks = AddresseeClock.objects.filter(addressee_kind=OuterRef("addressee_kind"))
    return Subquery(clocks.values(told=JSONObject(months="months", days="days", rule="rule"))[:1])


def due_rule(entry: LedgerEntry, facts: list[Told], clock: dict[str, Any] | None) -> str:
    """The rule that gave the due date in force, or the one that will once a clock runs; "" where there is none.

    `clock` is as `clock_told` gives it.
    """
    setting = last_standing(facts, *DUE_KINDS[EntryKind(entry.kind)])
    if setting is not None and setting.update.kind == UpdateKind.EXTENDED:
        return f"Extended on {long_date(setting.update.on)}. {setting.update.text}"
    if setting is not None:
        return setting.update.rule
    if entry.original_due_on:
        return SET_BY[Origin(entry.origin)]
    if not entry.is_recommendation:
        return ""
    if clock is None:
        return ""
    runs = clock["months"] or clock["days"]
    return (
        f"{clock['rule']}. The time runs from the day of receipt, which is not recorded yet" if runs else clock["rule"]
    )
