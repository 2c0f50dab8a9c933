"""Promises in the prose are told apart from requests, reports of what was done, and outcomes."""

from __future__ import annotations

import pytest
from unit.meetings.importing.pages import page, record_of

from meetings.importing.grammar.undertakings import is_undertaking


def promises(minutes: str) -> list[str]:
    """The undertakings in a piece of minutes."""
    return [undertaking.text for undertaking in record_of(page(minutes)).items[1].undertakings]


@pytest.mark.parametrize(
    "sentence",
    [
        "A written answer would be provided to the question.",
        "A briefing note would be circulated to the committee after the meeting.",
        "The officer said that the data was held and could be circulated after the meeting.",
        "The letter from the ministry would be shared with the panel.",
        "The director gave an assurance that they would look at it and provide a written answer.",
        "The officer undertook to find out the cost and circulate the outcome to members.",
        "Ms Fry will circulate to Councillors.",
        "The Head of Transport agreed to send the figures to members.",
    ],
)
def test_promise_is_kept_whole(sentence):
    assert promises(f"The panel asked about buses. {sentence} The next point was bus stops.") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "A briefing note had been circulated to the committee.",
        "It was requested that a briefing note be shared with the committee.",
        "The service would provide support to families.",
        "The committee would like to see a closer look at buses.",
        "Members asked whether the data could be provided.",
        "The route will be provided by a new operator.",
        "Information was provided to members at the last meeting.",
    ],
)
def test_other_prose_is_no_promise(sentence):
    assert promises(f"The panel spoke of buses. {sentence}") == []


def test_an_outcome_is_not_an_undertaking_too():
    assert promises("RESOLVED that a briefing note would be circulated to the committee.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Officers undertook to bring back a note on fares to the panel in November.",
        "The Chair agreed to seek clarification of what the plan meant.",
        "The Deputy Head of Ferries said that she could not be sure and that she would check on the permits.",
    ],
)
def test_promise_to_pursue_something(sentence):
    assert is_undertaking(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Work had been undertaken to inform the plan for the ferries.",
        "Members asked whether the Chair agreed to pursue the matter.",
        "The Panel agreed to seek clarification of the fares.",
    ],
)
def test_work_and_decisions_are_no_promises(sentence):
    assert not is_undertaking(sentence)
