"""Further forms of the genre: votes in the marker, decisions in a lead-in, tables of actions, lists of deeds."""

from __future__ import annotations

import datetime as dt

import pytest
from unit.meetings.importing.pages import outcomes_of, record_of, texts_of

ONE = "the bus report be noted."


@pytest.mark.parametrize(
    "minutes",
    [
        f"RESOLVED: (Unanimously)\n\nThat {ONE}",
        f"Resolved (4:4 and on the chair's casting vote) – that {ONE}",
        f"RESOLVED (subject to call-in) that {ONE}",
        f"It was agreed by the Panel that {ONE}",
        f"The Panel, having heard the operator, agreed that {ONE}",
        f"The Panel decided that {ONE}",
        f"Decision made: That {ONE}",
        f"It was proposed by Councillor Holt, seconded by Councillor Pike and resolved that {ONE}",
        f"Moved by Councillor Holt, Seconded by Councillor Pike,\n\nThat {ONE}",
        f"Subject to one change, it was,\n\nThat {ONE}",
        f"RESOLVED that {ONE} The Head of Transport then left the room.",
        f"RESOLVED that {ONE} Proposed Councillor Holt, seconded Councillor Pike.",
        "RESOLVED:\n\nThat the\nbus\nreport be\nnoted.",
    ],
)
def test_marker_with_a_vote_a_body_or_a_motion(minutes):
    assert [text.removeprefix("That ").split() for text in texts_of(minutes)] == [ONE.split()]


def test_mover_named_after_the_resolution():
    (outcome,) = outcomes_of(
        "RESOLVED that the fare be cut.\n\nProposed by Cllr Amber Holt, seconded by Cllr Jon Pike."
    )
    assert (outcome.proposer, outcome.seconder) == ("Cllr Amber Holt", "Cllr Jon Pike")


def test_lead_in_that_decides_first():
    minutes = "RESOLVED: That the report be noted and that:-\n\na) a map be drawn; and\n\nb) the map be printed."
    assert texts_of(minutes) == ["the report be noted", "a map be drawn; and", "the map be printed."]


def test_names_below_a_decision_are_no_entries():
    minutes = (
        "RESOLVED to receive the minutes of the following meetings:\n\n- Ferry Panel, 3 May\n\n- Tram Panel, 9 May"
    )
    assert texts_of(minutes) == ["receive the minutes of the following meetings:"]


def test_recommendation_within_a_list_of_resolutions():
    minutes = (
        "RESOLVED:\n\n1. That the report be noted.\n\n2. That on fares the panel recommends that a cap be set.\n\n"
        "3. That a review be held."
    )
    assert [outcome.kind for outcome in outcomes_of(minutes)] == ["resolution", "recommendation", "resolution"]


def test_recommends_within_a_running_list():
    minutes = "AGREED to:\n\n(a) note the report; and\n\n(b) RECOMMEND to the Council that a cap be set."
    assert [outcome.kind for outcome in outcomes_of(minutes)] == ["resolution", "recommendation"]


def test_body_before_a_list_of_what_it_did():
    minutes = "The Panel:\n\n• AGREED the annual report, subject to a foreword\n\n• NOTED the figures"
    assert texts_of(minutes) == ["AGREED the annual report, subject to a foreword", "NOTED the figures"]


def test_body_before_a_list_of_what_it_said():
    assert texts_of("The Panel:\n\n• noted that buses were full\n\n• asked if fares would rise") == []


def test_marker_behind_the_sentence():
    (outcome,) = outcomes_of(
        "The head spoke. The Panel requested that the audit be sent to the working group [ACTION]."
    )
    assert (outcome.kind, outcome.text) == (
        "action",
        "The Panel requested that the audit be sent to the working group",
    )


def test_action_with_a_post_in_brackets_is_no_owner():
    assert texts_of("Action: Circulate the slides (Scrutiny Officer)") == ["Circulate the slides (Scrutiny Officer)"]


@pytest.mark.parametrize(
    "minutes",
    [
        "Actions:\n\n| Action | Owner | Due |\n|---|---|---|\n| Share the map of stops | Head of Transport "
        "| 3 May 2024 |",
        "Action\n\nOwner\n\nDue date\n\nShare the map of stops\n\nHead of Transport\n\n3 May 2024",
    ],
)
def test_table_of_actions(minutes):
    (outcome,) = outcomes_of(minutes)
    assert (outcome.kind, outcome.text, outcome.owner) == ("action", "Share the map of stops", "Head of Transport")
    assert outcome.due_date == dt.date(2024, 5, 3)


@pytest.mark.parametrize(
    "minutes",
    [
        "Action 3: Complete. The map had been drawn.",
        "Action 1\n\nCouncillor Holt stated that officers would draw a map.",
        "The members resolved their differences over the map.",
        "The Panel resolved a query about speaking times.",
        "The Chair replied that the Planning Committee resolved to grant consent in May.",
        "It had been agreed by all partners that works should start in spring.",
        "The operator had resolved most of the complaints and members' recommendations had been acted upon.",
        "The Head of Transport said that he recommended that residents report faults.",
        "The Panel agreed with the officer's view that the matter was complex.",
        "Action\n\nOwner\n\nStatus\n\nDraw a map\n\nHead of Transport\n\nDone",
    ],
)
def test_old_actions_and_reports_are_no_outcomes(minutes):
    assert texts_of(minutes) == []


def test_decision_block_that_turns_to_a_recommendation():
    text = (
        "Venue: Town Hall\n\nNo. | Item |\n---|---|\nFARES REVIEW PDF 2 MB To receive the Committee’s "
        "review. Decision: i. Considered the "
        "fares;\nii. Commented on the caps; and\nRECOMMENDS TO THE TRANSPORT BOARD:\niii. Removal of the "
        "old fare.\n|\n|"
    )
    outcomes = [outcome for item in record_of(text).items for outcome in item.outcomes]
    assert [(outcome.label, outcome.kind) for outcome in outcomes] == [
        ("i", "resolution"),
        ("ii", "resolution"),
        ("iii", "recommendation"),
    ]
