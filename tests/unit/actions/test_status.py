"""Where an entry stands, computed from facts: the rules one by one, and Python against the database."""

import datetime as dt
import uuid

import pytest
from factories import held_meeting
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.models import LedgerEntry, LedgerUpdate
from actions.status import Facts, facts_of, standing
from actions.words import ACTION_KINDS, RECOMMENDATION_KINDS, Status, UpdateKind, Verdict
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
        (Facts(progress="Asked"), YESTERDAY, Status.OVERDUE),
        (Facts(progress="Asked"), TODAY, Status.IN_PROGRESS),
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


def test_attention_names_what_is_missing():
    assert standing(action(), Facts(), TODAY).attention == ["Nobody owns this action.", "No due date was set."]
    assert standing(action(), Facts(end="completed"), TODAY).attention == ["Closed without evidence."]
    principle = standing(recommendation(), Facts(verdict="accepted in principle"), TODAY)
    assert "Accepted in principle only" in principle.attention[0]


def test_facts_after_the_day_do_not_count():
    updates = [LedgerUpdate(pk=1, kind="completed", on=TOMORROW, evidence="A letter")]
    assert facts_of(updates, TODAY) == Facts()
    assert facts_of(updates, TOMORROW).end == "completed"


def test_the_later_recorded_of_two_facts_of_one_day_counts():
    updates = [LedgerUpdate(pk=2, kind="reopened", on=TODAY), LedgerUpdate(pk=1, kind="completed", on=TODAY)]
    assert facts_of(updates, TODAY).end == "reopened"


DAYS = st.dates(dt.date(2026, 3, 1), dt.date(2026, 9, 1))


@st.composite
def histories(draw, kinds):
    """A random history that the database takes."""
    updates = []
    for kind in draw(st.lists(st.sampled_from(sorted(kinds)), max_size=7)):
        verdict = draw(st.sampled_from(Verdict.values)) if kind == UpdateKind.RESPONSE else ""
        needs_due = kind in (UpdateKind.EXTENDED, UpdateKind.PLANNED)
        due_on = draw(DAYS) if needs_due or (kind == UpdateKind.SENT and draw(st.booleans())) else None
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
    kinds = RECOMMENDATION_KINDS if kind == "recommendation" else ACTION_KINDS
    template = LedgerEntry.objects.filter(kind=kind).order_by("pk").first()
    template.pk, template.number = None, LedgerEntry.objects.count() + 1
    template.reference, template.line_key = f"X-{template.number}", uuid.uuid4()
    template.addressee_kind = data.draw(st.sampled_from(["executive", "committee"])) if kind == "recommendation" else ""
    template.original_due_on = data.draw(st.none() | DAYS) if kind == "action" else None
    template.save()
    moment = dt.datetime(2026, 9, 2, tzinfo=dt.UTC)
    updates = [
        LedgerUpdate.objects.create(entry=template, published_at=moment, **update)
        for update in data.draw(histories(kinds))
    ]
    as_at = data.draw(DAYS)

    row = LedgerEntry.objects.with_facts(as_at).get(pk=template.pk)
    expected = standing(template, facts_of(updates, as_at), as_at)

    assert row.fact_status == expected.status
    assert row.standing == expected
