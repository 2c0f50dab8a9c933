"""The columns of facts and the counts of committees: written with what they follow from, filled where they were not."""

import datetime as dt
from importlib import import_module

import pytest
from django.db import connection
from factories import CommitteeFactory, OutcomeFactory, held_meeting

from actions.models import LedgerEntry, LedgerUpdate
from actions.projection import differences
from actions.workflow.facts import add_update
from meetings.editions.models import PublishedCommittee
from portal.publishing.door import publish, withdraw

pytestmark = pytest.mark.django_db

BLANK = {
    "known_end": "",
    "known_evidence": False,
    "known_verdict": "",
    "known_sent_on": None,
    "known_due_on": None,
    "known_owner": "",
    "known_directorate": "",
    "known_planned": False,
    "known_progress": False,
    "known_latest": "",
    "known_latest_on": None,
    "known_answered_on": None,
    "known_answer_due_on": None,
}
DAY = dt.date(2026, 2, 3)


@pytest.fixture
def meeting(publisher):
    meeting = held_meeting(committee=CommitteeFactory(slug="transport", code="TRA"), date=DAY)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


@pytest.fixture
def histories(meeting, publisher):
    """A recommendation and an action that have every fact between them."""
    recommendation, action = (LedgerEntry.objects.get(kind=kind) for kind in ("recommendation", "action"))

    def told(entry, kind, days, **fields):
        add_update(entry=entry, kind=kind, on=DAY + dt.timedelta(days=days), by=publisher, **fields)

    told(recommendation, "sent", 2)
    told(recommendation, "response", 9, text="Yes.", by_name="Cabinet", verdict="accepted in principle")
    told(recommendation, "planned", 9, due_on=dt.date(2026, 9, 1), owner="Head of Transport")
    told(recommendation, "extended", 10, text="The action takes longer.", due_on=dt.date(2026, 10, 1))
    told(recommendation, "response", 12, text="Yes, by autumn.", by_name="Cabinet", verdict="accepted in principle")
    told(recommendation, "reviewed", 20, text="The committee was content.")
    told(action, "handed over", 3, owner="Treasurer", directorate="Finance")
    told(action, "progress", 8, text="Figures are in.")
    told(action, "extended", 9, text="More figures were asked for.", due_on=dt.date(2026, 4, 1))
    told(action, "completed", 12, evidence="A letter")
    told(action, "reopened", 11, text="A page was missing.")
    return recommendation, action


def test_an_update_changes_the_entry_that_was_passed(histories):
    recommendation, action = histories
    assert recommendation.status == "accepted"
    assert action.status == "complete"
    assert action.owner == "Treasurer"


def test_the_columns_hold_what_the_updates_say(histories):
    recommendation, action = (LedgerEntry.objects.get(pk=entry.pk) for entry in histories)
    assert (recommendation.settled, recommendation.known_latest) == ("accepted", "The committee was content.")
    assert recommendation.known_due_on == dt.date(2026, 4, 4)  # two months from receipt, whatever was promised
    assert recommendation.known_promised_on == dt.date(2026, 10, 1)
    answered = (recommendation.known_answered_on, recommendation.known_answer_due_on)
    assert answered == (dt.date(2026, 2, 12), dt.date(2026, 4, 4))
    assert (action.settled, action.answerable, action.directorate_in_force) == ("complete", "treasurer", "Finance")
    assert (action.known_evidence, action.known_due_on, action.clock_ends_on) == (True, dt.date(2026, 4, 1), None)
    assert list(differences()) == []


def test_a_response_to_come_has_a_clock_and_an_unsent_one_has_none(meeting, publisher):
    entry = LedgerEntry.objects.get(kind="recommendation")
    assert (entry.settled, entry.clock_ends_on) == ("not sent", None)
    add_update(entry=entry, kind="sent", on=DAY, by=publisher)
    entry.refresh_from_db()
    assert (entry.settled, entry.clock_ends_on) == ("awaiting response", dt.date(2026, 4, 2))


def test_publishing_again_keeps_the_facts(histories, meeting, publisher):
    OutcomeFactory(group=meeting.items.get().outcome_groups.first(), position=9, anchor="item-1-z", text="More")
    publish(meeting=meeting, by=publisher, reason="A line was missing")
    assert list(differences()) == []
    assert LedgerEntry.objects.get(kind="action").settled == "complete"


def test_a_committee_counts_what_stands(meeting, publisher):
    def counts():
        row = PublishedCommittee.objects.get(slug="transport")
        return row.recommendation_count, row.action_count

    assert counts() == (1, 1)
    group = meeting.items.get().outcome_groups.first()
    OutcomeFactory(group=group, position=9, anchor="item-1-y", kind="action", text="Ask again")
    edition = publish(meeting=meeting, by=publisher, reason="An action was missing")
    assert counts() == (1, 2)
    withdraw(edition=edition, by=publisher, reason="It was not agreed")
    assert counts() == (1, 1)
    withdraw(edition=meeting.editions.get(number=1), by=publisher, reason="By mistake")
    assert counts() == (0, 0)
    assert list(differences()) == []


def test_the_migration_fills_the_columns_of_an_older_ledger(histories):
    """As `append_update` does it, on the same histories."""
    kept = list(LedgerEntry.objects.order_by("pk").values())
    LedgerEntry.objects.update(**BLANK)
    PublishedCommittee.objects.update(recommendation_count=7, action_count=0)
    assert len(list(differences())) == 4
    migration = import_module("actions.migrations.0004_fill_facts")
    with connection.cursor() as cursor:
        cursor.execute(migration.FACTS)
        cursor.execute(migration.COUNTS)
        assert [sentence for _, sentence in differences()] == [
            "its columns do not say what its updates say (due on, answered on, answer due on)"
        ]
        cursor.execute(import_module("actions.migrations.0007_fill_late_answers").ANSWERS)
        cursor.execute(import_module("actions.migrations.0019_fill_promises").PROMISES)
    assert list(LedgerEntry.objects.order_by("pk").values()) == kept
    assert list(differences()) == []


def test_an_update_behind_the_back_of_the_ledger_is_found(histories):
    _, action = histories
    LedgerUpdate.objects.bulk_create(
        [
            LedgerUpdate(
                entry=action, kind="reopened", on=dt.date(2026, 6, 1), text="No.", published_at="2026-06-01T09:00Z"
            )
        ]
    )
    row, sentence = next(differences())
    assert row == f"ledger entry {action.reference}"
    assert sentence == "its columns do not say what its updates say (end, end on, evidence, latest, latest on)"


@pytest.mark.parametrize(("name", "value"), BLANK.items())
def test_every_changed_column_is_found(histories, name, value):
    """Each fact is told of one of the two; a wrong value of its column on the other is a difference as well."""
    for entry in histories:
        row = LedgerEntry.objects.get(pk=entry.pk)
        wrong = value if getattr(row, name) != value else {"": "x", False: True, None: DAY}[value]
        LedgerEntry.objects.filter(pk=row.pk).update(**{name: wrong})
    assert len(list(differences())) == 2
