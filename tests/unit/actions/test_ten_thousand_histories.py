"""Ten thousand random histories: what Python says of each, and what the database says, of days passed and of now."""

import dataclasses
import datetime as dt
import os
import random

import pytest
from django.db import connection
from django.utils import timezone
from factories import held_meeting

from actions.models import LedgerEntry, LedgerUpdate
from actions.status import Facts, facts_of, standing
from actions.words import (
    ACTION_KINDS,
    LATE,
    NAMING_KINDS,
    RECOMMENDATION_KINDS,
    EntryKind,
    Origin,
    Status,
    UpdateKind,
    Verdict,
)
from meetings.models import AddresseeKind
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db

HISTORIES = 10_000
# Each so many histories share the day as at which they are compared.
TOGETHER = 2000
# Always the same ones; HISTORIES_SEED tries others.
SEED = int(os.environ.get("HISTORIES_SEED", "9"))
FIRST, DAYS = dt.date(2025, 1, 6), 240  # the last of them lies before today, so that "now" knows every fact
MOMENT = dt.datetime(2026, 1, 5, 10, tzinfo=dt.UTC)
NOTHING = dataclasses.asdict(Facts())
SETS_A_DAY = frozenset({"sent", "extended", "reconsidered", "planned"})
# The words of other facts may be missing.
NEEDS_WORDS = frozenset(UpdateKind) - {"sent", "planned", "handed over", "completed"}


class Histories:
    """Invents entries and what happened to them; rows have their numbers before they are written."""

    def __init__(self, seed, template):
        self.random = random.Random(seed)  # noqa: S311 - invented histories, no secrets
        self.template = template
        self.entries, self.told = [], {}
        self._last_update = 0

    def invent(self, number):
        entry = self._entry(number)
        updates = self.told[entry.pk] = []
        kinds = sorted(RECOMMENDATION_KINDS if entry.kind == EntryKind.RECOMMENDATION else ACTION_KINDS)
        for _ in range(self.random.randint(0, 9)):
            update = self._update(entry, self.random.choice(kinds), updates)
            if update is not None:
                updates.append(update)
        known = facts_of(updates, kind=entry.kind)
        for name in NOTHING:
            setattr(entry, f"known_{name}", getattr(known, name))
        self.entries.append(entry)

    def day(self, first=FIRST):
        return first + dt.timedelta(days=self.random.randint(0, DAYS - (first - FIRST).days))

    def maybe(self, value):
        return value if self.random.random() < 0.5 else "" if isinstance(value, str) else None

    def _entry(self, number):
        kind = EntryKind.ACTION if number % 2 else EntryKind.RECOMMENDATION
        is_action = kind == EntryKind.ACTION
        return LedgerEntry(
            pk=self.template.pk + number,
            kind=kind,
            reference=f"X-2024-{number}",
            committee=self.template.committee,
            year=2024,  # of 2025 the meeting has entries of its own
            number=number,
            origin=Origin.BETWEEN if is_action else Origin.MINUTES,
            meeting=self.template.meeting,
            edition=None if is_action else self.template.edition,
            anchor=self.template.anchor,
            made_on=FIRST,
            text="Look into it",
            cites_no_meeting=self.random.random() < 0.1,
            addressee="" if is_action else "Cabinet",
            addressee_kind="" if is_action else self.random.choice(AddresseeKind.values),
            original_owner=self.maybe("Clerk") if is_action else "",
            original_directorate=self.maybe("Resources") if is_action else "",
            original_due_on=self.maybe(self.day()),
        )

    def _update(self, entry, kind, before):
        """A fact that the database takes, on any day; None where nothing is left to be taken back."""
        told = {"kind": kind, "on": self.day(), "evidence": self.maybe("A letter")}
        if kind == UpdateKind.CORRECTED:
            taken_back = {update.corrects_id for update in before}
            wrong = [update for update in before if update.kind != kind and update.pk not in taken_back]
            if not wrong:
                return None
            told["corrects"] = self.random.choice(wrong)
            told["on"] = self.day(told["corrects"].on)
        told["text"] = f"Said {len(before)}" if kind in NEEDS_WORDS else self.maybe(f"Said {len(before)}")
        if kind == UpdateKind.COMPLETED and not told["text"]:
            told["evidence"] = "A letter"
        if kind == UpdateKind.RESPONSE:
            told |= {"verdict": self.random.choice(Verdict.values), "by_name": "Cabinet"}
        if kind in SETS_A_DAY:
            told["due_on"] = self.day() if kind in ("extended", "planned") else self.maybe(self.day())
        if kind in (UpdateKind.HANDED_OVER, UpdateKind.PLANNED):
            told |= {"owner": self.random.choice(["Director", "Treasurer"]), "directorate": self.maybe("Finance")}
        if kind in NAMING_KINDS:
            told["other"] = self.template
        self._last_update += 1
        return LedgerUpdate(pk=self._last_update, entry=entry, published_at=MOMENT, recorded_at=MOMENT, **told)


@pytest.fixture
def histories(publisher):
    publish(meeting=held_meeting(date=FIRST), by=publisher, reason="Draft minutes")
    made = Histories(SEED, LedgerEntry.objects.order_by("pk").last())
    for number in range(1, HISTORIES + 1):
        made.invent(number)
    LedgerEntry.objects.bulk_create(made.entries, batch_size=2000)
    LedgerUpdate.objects.bulk_create((update for told in made.told.values() for update in told), batch_size=5000)
    # Without figures the database goes through all corrections for each fact, which takes minutes.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE actions_ledgerentry, actions_ledgerupdate")
    return made


def said(row, prefix):
    """The facts as the database gives them; where nothing was said it gives null for an empty text too."""
    return Facts(**{name: getattr(row, prefix + name) or nothing for name, nothing in NOTHING.items()})


def test_ten_thousand_histories_have_one_status_in_python_and_in_the_database(histories):
    """And one set of facts, the same lateness, and a place in the same lists."""
    assert sum(map(len, histories.told.values())) > 4 * HISTORIES
    assert {update.kind for told in histories.told.values() for update in told} == set(UpdateKind)
    now, seen = timezone.localdate(), set()
    for first in range(0, HISTORIES, TOGETHER):
        entries = histories.entries[first : first + TOGETHER]
        chosen = LedgerEntry.objects.filter(pk__in=[entry.pk for entry in entries])
        for day in (histories.day(), now):
            # From today on the columns are asked; before it, the updates up to the day.
            expected = {}
            rows = chosen.with_facts(day).in_bulk()
            for entry in entries:
                updates = histories.told[entry.pk]
                facts = facts_of(updates, day, kind=entry.kind)
                there = standing(entry, facts, day)
                row = rows[entry.pk]
                in_python = there.status, facts, there
                in_sql = row.fact_status, said(row, "known_" if day == now else "fact_"), row.standing
                assert in_sql == in_python, told_of(entry, updates, day)
                expected[entry.pk] = there
                seen.add(there.status)
            compare_lists(chosen.with_facts(day), expected, f"seed {SEED}, histories from {first}, as at {day}")
    assert seen == set(Status)


def compare_lists(rows, expected, case):
    def numbers(found):
        return set(found.values_list("pk", flat=True))

    late = {pk for pk, there in expected.items() if there.status in LATE}
    came_late = {pk for pk, there in expected.items() if there.answered_late_by}
    awaited = {pk for pk, there in expected.items() if there.status == Status.RESPONSE_OVERDUE}
    assert numbers(rows.late()) == late, case
    assert numbers(rows.answered_late()) == came_late, case
    assert numbers(rows.ever_late()) == came_late | awaited, case
    for status in Status:
        of_status = {pk for pk, there in expected.items() if there.status == status}
        assert numbers(rows.with_status(status)) == of_status, f"{case}: {status}"


def told_of(entry, updates, day):
    """One history in the words of a failed test."""
    lines = [f"seed {SEED}, {entry.kind} {entry.number}, as at {day}"]
    for update in updates:
        corrects = f" of {update.corrects_id}" if update.corrects_id else ""
        due = f", due {update.due_on}" if update.due_on else ""
        lines.append(f"{update.pk} {update.kind} {update.verdict}{corrects} on {update.on}{due}")
    return "\n".join(lines)
