"""Which facts may follow on an entry as it stands, and which may be taken back."""

import pytest

from actions.models import LedgerEntry, LedgerUpdate
from actions.policies import possible_kinds, waits_for_an_action, why_not, why_not_take_back


def entry(kind="recommendation", **known):
    return LedgerEntry(kind=kind, reference="TRA-2026-R1", stands=True, **known)


def test_a_recommendation_that_waits_takes_a_response_and_no_owner():
    kinds = possible_kinds(entry())
    assert {"sent", "response", "planned", "progress", "completed", "reviewed", "merged"} <= set(kinds)
    assert not {"handed over", "reconsidered", "reopened", "corrected"} & set(kinds)


def test_an_action_is_handed_over_and_never_answered():
    kinds = possible_kinds(entry("action"))
    assert {"handed over", "extended", "progress", "completed", "withdrawn"} <= set(kinds)
    assert not {"sent", "response", "planned", "reviewed"} & set(kinds)


@pytest.mark.parametrize(
    ("known", "kinds"),
    [
        ({"known_end": "completed"}, {"sent", "response", "reviewed", "reopened"}),
        ({"known_end": "merged"}, {"reopened"}),
        ({"known_end": "withdrawn"}, {"reopened"}),
    ],
)
def test_what_has_ended_takes_little(known, kinds):
    assert set(possible_kinds(entry(**known))) == kinds
    assert "Reopen it first" in why_not(entry(**known), "progress")


def test_only_an_answer_can_be_sent_back():
    assert "reconsidered" in possible_kinds(entry(known_verdict="rejected"))
    assert why_not(entry(), "reconsidered") == "TRA-2026-R1 has no response that could be considered again."


def test_a_line_that_no_longer_stands_takes_nothing():
    struck = entry()
    struck.stands = False
    assert possible_kinds(struck) == []
    assert "no longer stands" in why_not_take_back(LedgerUpdate(entry=struck, kind="sent"))


def test_every_fact_but_a_correction_can_be_taken_back():
    assert why_not_take_back(LedgerUpdate(entry=entry(), kind="response")) == ""
    assert "cannot be taken back" in why_not_take_back(LedgerUpdate(entry=entry(), kind="corrected"))


@pytest.mark.parametrize(
    ("known", "waits"),
    [
        ({}, False),
        ({"known_verdict": "accepted"}, True),
        ({"known_verdict": "accepted in part"}, True),
        ({"known_verdict": "accepted in principle"}, True),
        ({"known_verdict": "rejected"}, False),
        ({"known_verdict": "noted"}, False),
        ({"known_verdict": "accepted", "known_planned": True}, False),
        ({"known_verdict": "accepted", "known_end": "completed"}, False),
        ({"known_verdict": "accepted", "known_end": "withdrawn"}, False),
    ],
)
def test_what_was_accepted_waits_for_an_action_until_there_is_one(known, waits):
    assert waits_for_an_action(entry(**known)) is waits
