"""Where an entry stands, computed from facts: the rules one by one, and Python against the database."""

import datetime as dt
import uuid
from functools import partial

import pytest
from django.utils import timezone
from factories import held_meeting
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.models import LedgerEntry, LedgerUpdate
from actions.projection import append_update
from actions.status import Facts, facts_of, standing
from actions.words import (
    ACTION_KINDS,
    LATE,
    NAMING_KINDS,
    RECOMMENDATION_KINDS,
    Attention,
    Status,
    UpdateKind,
    Verdict,
    rank_of,
)
from portal.publishing.door import publish

TODAY = dt.date(2026, 6, 1)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


def recommendation(**fields):
    return LedgerEntry(kind="recommendation", addressee="Cabinet", **{"addressee_kind": "executive", **fields})


def action(**fields):
    return LedgerEntry(kind="action", **fields)


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        (Facts(), Status.NOT_SENT),
        (Facts(sent_on=YESTERDAY, due_on=TODAY), Status.AWAITING),
        (Facts(sent_on=YESTERDAY), Status.AWAITING),
        (Facts(sent_on=YESTERDAY, due_on=YESTERDAY), Status.RESPONSE_OVERDUE),
        (Facts(sent_on=YESTERDAY, due_on=YESTERDAY, verdict="accepted"), Status.ACCEPTED),
        (Facts(verdict="accepted in principle"), Status.IN_PRINCIPLE),
        (Facts(verdict="accepted in principle", planned=True), Status.ACCEPTED),
        (Facts(verdict="rejected", planned=True), Status.REJECTED),
        (Facts(verdict="accepted", end="completed"), Status.IMPLEMENTED),
        (Facts(verdict="accepted", end="reopened"), Status.ACCEPTED),
        (Facts(verdict="accepted", end="withdrawn"), Status.WITHDRAWN),
        (Facts(verdict="accepted", end="superseded"), Status.SUPERSEDED),
        (Facts(verdict="accepted", end="merged"), Status.MERGED),
    ],
)
def test_status_of_a_recommendation(facts, status):
    assert standing(recommendation(), facts, TODAY).status == status


def test_a_committee_owes_itself_no_response():
    assert standing(recommendation(addressee_kind="committee"), Facts(), TODAY).status == Status.OPEN


@pytest.mark.parametrize(
    ("facts", "due_on", "status"),
    [
        (Facts(), None, Status.OPEN),
        (Facts(), TODAY, Status.OPEN),
        (Facts(), YESTERDAY, Status.OVERDUE),
        (Facts(progress=True), YESTERDAY, Status.OVERDUE),
        (Facts(progress=True), TODAY, Status.IN_PROGRESS),
        (Facts(due_on=TOMORROW), YESTERDAY, Status.OPEN),
        (Facts(end="completed"), YESTERDAY, Status.COMPLETE),
        (Facts(end="reopened"), YESTERDAY, Status.OVERDUE),
        (Facts(end="withdrawn"), YESTERDAY, Status.WITHDRAWN),
    ],
)
def test_status_of_an_action(facts, due_on, status):
    assert standing(action(original_due_on=due_on), facts, TODAY).status == status


def test_days_late_are_counted_from_the_due_date_in_force():
    facts = Facts(due_on=TODAY - dt.timedelta(days=9))
    assert standing(action(original_due_on=YESTERDAY), facts, TODAY).days_late == 9


of_recommendation = partial(facts_of, kind="recommendation")
of_action = partial(facts_of, kind="action")


def told(kind, day, due=None):
    """An update of a day of June 2026, which may give a due date of that month."""
    on, due_on = (dt.date(2026, 6, number) if number else None for number in (day, due))
    return LedgerUpdate(kind=kind, on=on, due_on=due_on, verdict="noted" if kind == "response" else "", text="Said")


@pytest.mark.parametrize(
    ("updates", "days"),
    [
        ([told("sent", 1, due=10)], 0),
        ([told("sent", 1, due=10), told("response", 10)], 0),
        ([told("sent", 1, due=10), told("response", 19)], 9),
        ([told("sent", 1), told("response", 19)], 0),
        ([told("response", 19)], 0),
        ([told("sent", 1, due=10), told("response", 9), told("response", 19)], 0),
        ([told("sent", 1, due=10), told("extended", 5, due=15), told("response", 19)], 9),
        ([told("sent", 1, due=10), told("extended", 19, due=25), told("response", 19)], 9),
        ([told("sent", 1, due=10), told("response", 19), told("extended", 20, due=25)], 9),
        ([told("sent", 1, due=10), told("response", 19), told("sent", 20, due=22)], 9),
        ([told("sent", 1, due=10), told("response", 19), told("completed", 20)], 9),
    ],
)
def test_a_late_answer_is_measured_by_the_due_date_of_its_day(updates, days):
    for number, update in enumerate(updates):
        update.pk = number
    assert standing(recommendation(), of_recommendation(updates), dt.date(2026, 6, 30)).answered_late_by == days


def test_a_promise_moves_no_last_day_and_an_extension_moves_the_due_date():
    later = [told("extended", 5, due=25)]
    asked, owed = recommendation(original_due_on=dt.date(2026, 6, 10)), action(original_due_on=dt.date(2026, 6, 10))
    facts = of_recommendation([told("sent", 1), *later])
    assert (facts.due_on, facts.promised_on) == (None, dt.date(2026, 6, 25))
    assert standing(asked, facts, dt.date(2026, 6, 12)).days_late == 2
    by_rule = of_recommendation([told("sent", 1, due=11), *later])
    assert standing(asked, by_rule, dt.date(2026, 6, 12)).days_late == 1
    assert standing(owed, of_action(later), dt.date(2026, 6, 12)).days_late == 0
    assert standing(owed, of_action(later), dt.date(2026, 6, 27)).days_late == 2


def test_the_due_date_of_the_minutes_is_a_clock_where_no_other_was_given():
    entry, facts = recommendation(original_due_on=dt.date(2026, 6, 10)), of_recommendation([told("response", 19)])
    assert standing(entry, facts, dt.date(2026, 6, 30)).answered_late_by == 9


def test_attention_names_what_is_missing():
    assert standing(action(), Facts(), TODAY).attention == ["Nobody owns this action.", "No due date was set."]
    assert standing(action(), Facts(end="completed"), TODAY).attention == ["Closed without evidence."]
    principle = standing(recommendation(), Facts(verdict="accepted in principle"), TODAY)
    assert "Accepted in principle only" in principle.attention[0]


def test_facts_after_the_day_do_not_count():
    updates = [LedgerUpdate(pk=1, kind="completed", on=TOMORROW, evidence="A letter")]
    assert of_action(updates, TODAY) == Facts()
    assert of_action(updates, TOMORROW).end == "completed"


def test_what_was_taken_back_counts_until_the_day_of_its_correction():
    wrong = LedgerUpdate(pk=1, kind="completed", on=YESTERDAY, evidence="A letter")
    correction = LedgerUpdate(pk=2, kind="corrected", on=TODAY, text="Another action was meant.", corrects=wrong)
    assert of_action([wrong, correction], YESTERDAY).end == "completed"
    assert of_action([wrong, correction], TODAY) == Facts()


def test_a_recommendation_that_was_sent_back_waits_for_its_answer_once_more():
    updates = [told("sent", 1, due=5), told("response", 4), told("reconsidered", 10, due=20)]
    for number, update in enumerate(updates):
        update.pk = number
    entry = recommendation()
    assert standing(entry, of_recommendation(updates), dt.date(2026, 6, 20)).status == Status.AWAITING
    late = standing(entry, of_recommendation(updates), dt.date(2026, 6, 21))
    assert (late.status, late.days_late, late.answered_late_by) == (Status.RESPONSE_OVERDUE, 1, 0)


def test_the_later_recorded_of_two_facts_of_one_day_counts():
    updates = [LedgerUpdate(pk=2, kind="reopened", on=TODAY), LedgerUpdate(pk=1, kind="completed", on=TODAY)]
    assert of_action(updates, TODAY).end == "reopened"


DAYS = st.dates(dt.date(2026, 3, 1), dt.date(2026, 9, 1))


@st.composite
def histories(draw, kinds):
    """A random history that the database takes."""
    updates = []
    for kind in draw(st.lists(st.sampled_from(sorted(kinds)), max_size=8)):
        if kind == UpdateKind.CORRECTED:
            if not updates:
                continue
            corrects = draw(st.integers(0, len(updates) - 1))
            if updates[corrects]["kind"] == "corrected" or corrects in [u.get("corrects") for u in updates]:
                continue
            later = draw(st.dates(updates[corrects]["on"], dt.date(2026, 9, 1)))
            updates.append({"kind": kind, "on": later, "text": "Wrong", "corrects": corrects})
            continue
        verdict = draw(st.sampled_from(Verdict.values)) if kind == UpdateKind.RESPONSE else ""
        needs_due = kind in (UpdateKind.EXTENDED, UpdateKind.PLANNED)
        due_on = draw(DAYS) if needs_due or (kind in ("sent", "reconsidered") and draw(st.booleans())) else None
        updates.append(
            {
                "kind": kind,
                "on": draw(DAYS),
                "text": "said",
                "by_name": "Somebody",
                "verdict": verdict,
                "due_on": due_on,
                "owner": draw(st.sampled_from(["Clerk", "Director"])) if kind in ("handed over", "planned") else "",
                "evidence": draw(st.sampled_from(["", "a letter"])),
            }
        )
    return updates


@pytest.fixture
def entries(publisher):
    publish(meeting=held_meeting(date=dt.date(2026, 2, 3)), by=publisher, reason="Draft minutes")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["recommendation", "action"])
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_python_and_the_database_say_the_same(kind, data, entries):
    """Of a day that has passed, from the updates up to it; and of what is known now, from the columns."""
    entry = another_entry(kind, data)
    kinds = RECOMMENDATION_KINDS if kind == "recommendation" else ACTION_KINDS
    moment = dt.datetime(2026, 9, 2, tzinfo=dt.UTC)
    updates = []
    for told in data.draw(histories(kinds)):
        corrects = updates[told.pop("corrects")] if "corrects" in told else None
        other = entry if told["kind"] in NAMING_KINDS else None
        updates.append(LedgerUpdate(entry=entry, published_at=moment, corrects=corrects, other=other, **told))
        append_update(updates[-1])
    as_at = data.draw(DAYS)
    another = data.draw(st.sampled_from(Status))
    every = LedgerEntry.objects.filter(kind=kind)

    for rows, facts in (
        (every.with_facts_up_to(as_at), facts_of(updates, as_at, kind=kind)),
        (every.with_known_facts(as_at), facts_of(updates, kind=kind)),
    ):
        row = rows.get(pk=entry.pk)
        expected = standing(entry, facts, as_at)
        assert row.fact_status == expected.status
        assert row.standing == expected
        assert (row.progress, row.progress_on) == (facts.latest, facts.latest_on)
        assert row.answered_on == facts.answered_on
        came_late = expected.answered_late_by > 0
        assert rows.answered_late().filter(pk=entry.pk).exists() == came_late
        is_late = expected.status == Status.RESPONSE_OVERDUE
        assert rows.ever_late().filter(pk=entry.pk).exists() == (came_late or is_late)
        assert rows.late().filter(pk=entry.pk).exists() == (expected.status in LATE)
        assert rows.needing_attention().filter(pk=entry.pk).exists() == bool(expected.attention)
        lacks = [lack for lack in Attention if rows.needing_attention(lack).filter(pk=entry.pk).exists()]
        assert lacks == expected.lacks
        for status in {expected.status, another}:
            found = rows.with_status(status).filter(pk=entry.pk).exists()
            assert found == (status == expected.status)

    entry.refresh_from_db()
    assert (entry.due_in_force, entry.directorate_in_force) == (expected.due_on, expected.directorate)
    assert entry.answerable == (expected.owner if kind == "action" else "Cabinet").lower()
    assert entry.rank == rank_of(Status(entry.settled)) == rank_of(expected.status)
    assert entry.answer_days_late == expected.answered_late_by


def another_entry(kind, data):
    """A further entry of the kind, with an addressee and a due date at random."""
    entry = LedgerEntry.objects.filter(kind=kind).order_by("pk").first()
    entry.pk, entry.number = None, LedgerEntry.objects.count() + 1
    entry.reference, entry.line_key = f"X-2026-{entry.number}", uuid.uuid4()
    entry.addressee_kind = data.draw(st.sampled_from(["executive", "committee"])) if kind == "recommendation" else ""
    entry.original_due_on = data.draw(st.none() | DAYS)
    entry.original_owner = data.draw(st.sampled_from(["", "Clerk"])) if kind == "action" else ""
    entry.cites_no_meeting = data.draw(st.sampled_from([False, False, True]))
    entry.save(force_insert=True)
    return entry


def states(publisher):
    """One action in each state that matters to the order of lists, by name."""
    publish(meeting=held_meeting(date=dt.date(2026, 2, 3)), by=publisher, reason="Draft minutes")
    moment = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    template = LedgerEntry.objects.get(kind="action")
    histories = {
        "later": (dt.date(2026, 7, 1), []),
        "undated": (None, []),
        "latest": (dt.date(2026, 4, 1), []),
        "late": (dt.date(2026, 5, 1), []),
        "done": (dt.date(2026, 3, 1), [{"kind": "completed", "text": "Done", "on": TODAY}]),
        "sooner": (dt.date(2026, 6, 2), [{"kind": "progress", "text": "Begun", "on": TODAY}]),
    }
    LedgerEntry.objects.filter(pk=template.pk).update(edition=None)
    for number, (name, (due_on, updates)) in enumerate(histories.items(), 2):
        template.pk, template.number, template.line_key = None, number, uuid.uuid4()
        template.reference, template.text, template.original_due_on = f"X-2026-{number}", name, due_on
        template.save(force_insert=True)
        for update in updates:
            append_update(LedgerUpdate(entry=template, published_at=moment, **update))
    return LedgerEntry.objects.actions().published()


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["with_known_facts", "with_facts_up_to"])
def test_urgency_puts_late_first_and_what_ended_last(publisher, way):
    rows = getattr(states(publisher), way)(TODAY)
    assert [entry.text for entry in rows.by_urgency()] == ["latest", "late", "sooner", "later", "undated", "done"]
    assert [entry.text for entry in rows.late().by_urgency()] == ["latest", "late"]
    figures = [(figure.number, figure.label) for figure in rows.tally({"action": 6, "recommendation": 0})]
    assert figures == [(6, "actions"), (2, "actions overdue")]


@pytest.mark.django_db
def test_a_day_that_has_passed_is_computed_from_the_updates_of_its_time(publisher):
    rows = states(publisher)
    before = TODAY - dt.timedelta(days=1)
    assert rows.with_facts(before).get(text="done").status == Status.OVERDUE
    assert rows.with_facts(TODAY).get(text="done").status == Status.COMPLETE
    assert rows.with_facts(timezone.localdate()).get(text="done").status == Status.COMPLETE


def test_what_is_due_is_late_by_the_clock_alone(publisher):
    """Nothing is written when a day passes: the same row is late the day after."""
    rows = states(publisher).filter(text="sooner")
    assert rows.with_known_facts(dt.date(2026, 6, 2)).get().status == Status.IN_PROGRESS
    assert rows.with_known_facts(dt.date(2026, 6, 3)).get().status == Status.OVERDUE
