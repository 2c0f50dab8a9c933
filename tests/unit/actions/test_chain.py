"""The chain of an entry says how far each step has come, today and as at a day; and which day is asked for."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import timezone
from factories import CommitteeFactory, held_meeting

from actions.life.day import asked_day
from actions.life.page import find, told_of
from actions.models import LedgerEntry
from actions.workflow.facts import add_update, take_back
from actions.workflow.new_actions import add_action, carry_out
from meetings.editions.models import PublishedCommittee, PublishedMeeting
from portal.publishing.door import publish

DAY = dt.date(2026, 2, 3)
TODAY = timezone.localdate()


def chain_of(reference, day=TODAY):
    return told_of(find(reference, day), day).chain


def reaches(reference, day=TODAY):
    return [str(step.reach) for step in chain_of(reference, day)]


@pytest.fixture
def ledger(publisher):
    publish(meeting=held_meeting(committee=CommitteeFactory(code="TRA"), date=DAY), by=publisher, reason="Draft")

    def tell(reference, kind, days, **fields):
        entry = LedgerEntry.objects.select_related("committee", "meeting").get(reference=reference)
        return add_update(entry=entry, kind=kind, on=DAY + dt.timedelta(days=days), by=publisher, **fields)

    return tell


@pytest.mark.django_db
def test_a_chain_grows_step_by_step(ledger, publisher):
    assert reaches("TRA-2026-R1") == ["done", "not yet", "not yet", "not yet", "not yet"]
    ledger("TRA-2026-R1", "sent", 1)
    assert reaches("TRA-2026-R1")[1] == "under way"
    assert chain_of("TRA-2026-R1")[1].is_late  # the two months have passed
    ledger("TRA-2026-R1", "response", 20, text="Yes.", by_name="Cabinet", verdict="accepted")
    recommendation = LedgerEntry.objects.select_related("committee", "meeting").get(reference="TRA-2026-R1")
    carry_out(
        recommendation=recommendation, text="Do it", owner="Head", due_on=DAY + dt.timedelta(days=60),
        made_on=DAY + dt.timedelta(days=20), by=publisher,
    )  # fmt: skip
    assert reaches("TRA-2026-R1") == ["done", "done", "under way", "not yet", "not yet"]
    ledger("TRA-2026-2", "completed", 50, evidence="A letter")
    assert reaches("TRA-2026-R1") == ["done", "done", "done", "under way", "not yet"]
    ledger("TRA-2026-R1", "completed", 51, evidence="The timetable")
    meeting = PublishedMeeting.objects.get()
    ledger("TRA-2026-R1", "reviewed", 52, text="Good.", meeting=meeting, item_title="Bus services", anchor="item-1")
    assert reaches("TRA-2026-R1") == ["done"] * 5
    assert chain_of("TRA-2026-R1")[4].links[0].url == f"{meeting.get_absolute_url()}#item-1"
    # What carries it out stands in the same chain, and as at a day before nothing of it had come.
    assert [step.title for step in chain_of("TRA-2026-2")][2:] == ["This action", "Evidence", "Review by the committee"]
    assert reaches("TRA-2026-R1", DAY + dt.timedelta(days=10)) == ["done", "under way", "not yet", "not yet", "not yet"]


@pytest.mark.django_db
def test_what_was_rejected_or_withdrawn_will_not_come(ledger):
    ledger("TRA-2026-R1", "response", 5, text="No.", by_name="Cabinet", verdict="rejected")
    assert reaches("TRA-2026-R1") == ["done", "done", "never", "never", "not yet"]
    ledger("TRA-2026-1", "withdrawn", 5, text="Not needed.")
    assert reaches("TRA-2026-1") == ["done", "ended", "never"]


@pytest.mark.django_db
def test_a_completion_without_evidence_proves_nothing(ledger):
    ledger("TRA-2026-1", "completed", 5, text="Done.")
    step = chain_of("TRA-2026-1")[2]
    assert (step.reach, step.words) == ("not yet", "Closed without evidence")


@pytest.mark.django_db
def test_an_action_between_meetings_begins_without_a_minute(ledger, publisher):
    add_action(
        committee=PublishedCommittee.objects.get(), text="Ring them", made_on=DAY, by=publisher, source_number="7"
    )
    step = chain_of("TRA-2026-2")[0]
    assert (step.title, step.words, step.links) == ("Agreed between meetings", "Number 7", [])


@pytest.mark.django_db
def test_a_fact_that_was_taken_back_counts_until_that_day(ledger, publisher):
    wrong = ledger("TRA-2026-1", "completed", 5, evidence="A letter")
    take_back(update=wrong, because="It was another.", by=publisher)
    assert reaches("TRA-2026-1")[2] == "not yet"
    assert reaches("TRA-2026-1", TODAY - dt.timedelta(days=1))[2] == "done"
    facts = told_of(find("TRA-2026-1", TODAY), TODAY).facts
    assert [told.stands for told in facts] == [False, False]
    assert facts[1].corrects == wrong


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-02-31", "no date"),
        ("yesterday", "no date"),
        ("\x00", "no date"),
        ("9" * 100_000, "no date"),
        ("9999-12-31", "has not come yet"),
        ("2026-02-02", "it was made on 3 February 2026"),
    ],
)
def test_another_day_than_can_be_shown_is_said(typed, sentence):
    query = QueryDict(mutable=True)
    query["as_at"] = typed
    asked = asked_day(query, made_on=DAY)
    assert (asked.day, asked.is_past) == (timezone.localdate(), False)
    assert sentence in asked.problem


def test_a_day_that_has_passed_is_shown():
    asked = asked_day(QueryDict("as_at=2026-03-01"), made_on=DAY)
    assert (asked.day, asked.is_past, asked.problem) == (dt.date(2026, 3, 1), True, "")
