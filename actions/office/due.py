"""What of the ledger stands on the desk: responses and actions that are late, or due soon."""

import datetime as dt

from django.db.models import Q
from django.urls import reverse

from actions.models import LedgerEntry, LedgerUpdate
from actions.models.entry import LedgerEntryQuerySet
from actions.words import Rank
from meetings.workspace.desk import Desk, DeskLine, Duty
from meetings.workspace.desk.line import day_told
from portal.accounts.permissions import Permission

# So many of each stand on the desk, of the late ones the last; the others are one click away.
AT_MOST = 12
AHEAD = dt.timedelta(days=14)
OWN_DATE = "The date that the committee set when it agreed the action."


def ledger(desk: Desk) -> list[DeskLine]:
    """Recommendations without a response and actions without a completion, late or due within two weeks."""
    late = list(_waiting(desk).filter(clock_ends_on__lt=desk.today).order_by(*_BACKWARDS)[: AT_MOST + 1])
    soon = _waiting(desk).filter(clock_ends_on__range=(desk.today, desk.today + AHEAD)).order_by(*_FORWARDS)
    due = list(soon[:AT_MOST])
    rules = _rules([*late, *due])
    lines = [_line(entry, rules) for entry in [*late[:AT_MOST], *due]]
    return [*lines, _more(desk, late[AT_MOST])] if len(late) > AT_MOST else lines


# Both as the index of late entries runs.
_FORWARDS = ("rank", "clock_ends_on", "-made_on", "id")
_BACKWARDS = ("-rank", "-clock_ends_on", "made_on", "-id")


def _waiting(desk: Desk) -> LedgerEntryQuerySet:
    mine = desk.of_committees("committee__code", Permission.UPDATE_LEDGER)
    entries = LedgerEntry.objects.published().for_lists()
    return entries.filter(mine, rank=Rank.WAITING, clock_ends_on__isnull=False)


def _rules(entries: list[LedgerEntry]) -> dict[int, str]:
    """By entry: the rule that was kept with the last update that set its day."""
    updates = LedgerUpdate.objects.filter(~Q(rule=""), entry__in=entries, due_on__isnull=False).order_by("on", "pk")
    return dict(updates.values_list("entry", "rule"))


def _line(entry: LedgerEntry, rules: dict[int, str]) -> DeskLine:
    what = f"Chase the response to {entry.reference}" if entry.is_recommendation else f"Chase action {entry.reference}"
    who = entry.addressee if entry.is_recommendation else entry.owner
    return DeskLine(
        Duty.LEDGER,
        f"{what}: {who}" if who else f"{what}, which has no owner",
        entry.url,
        entry.committee.name,
        f"{entry.item_title}, {day_told(entry.made_on)}",
        due=entry.clock_ends_on,
        rule=rules.get(entry.pk, "" if entry.is_recommendation else OWN_DATE),
    )


def _more(desk: Desk, next_one: LedgerEntry) -> DeskLine:
    """Where the late ones stand that have no line of their own."""
    of_kind = "recommendation" if next_one.is_recommendation else "action"
    query = f"?late=on&committee={desk.committee.slug}" if desk.committee else "?late=on"
    return DeskLine(
        Duty.LEDGER,
        "Look through what is late for longer than these",
        f"{reverse(f'actions:{of_kind}-list')}{query}",
        desk.committee.name if desk.committee else "All committees",
        "the ledger holds more than the desk has room for",
        due=next_one.clock_ends_on,
    )
