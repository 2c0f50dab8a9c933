"""What only reports, proposes or quotes a decision is no outcome."""

from __future__ import annotations

import pytest
from unit.meetings.importing.pages import page, record_of, texts_of

from meetings.importing.parse import parse


@pytest.mark.parametrize(
    "minutes",
    [
        "The Panel noted the report.",
        "The minutes of the last meeting were agreed as a correct record.",
        "Members agreed that it was difficult to find drivers.",
        "The Panel agreed that buses were late too often.",
        "Members agreed with the officer.",
        "The Director agreed that the figures would be checked.",
        "Cabinet had resolved that the levy be raised.",
        "Cabinet, at its meeting on 3 March 2023, RESOLVED that the levy be raised.",
        "Council on 3 March RESOLVED that the levy be raised.",
        "It had been agreed that the levy be raised.",
        "The Chair explained that the Cabinet agreed to raise the levy in 2021.",
        "The officer reported that it was agreed last year that the levy be raised.",
        "The Panel was asked to RESOLVE that the levy be raised.",
        "Councillor Holt read the motion: “This Council RESOLVED to plant trees.”",
        "“RESOLVED: That the Panel:-\n\n(a) notes the report; and\n\n(b) thanks the drivers.”",
        "The officer recommendation was that the levy be raised.",
        "Councillor Holt asked whether it was agreed that the levy should rise.",
        "The amendment was moved by Councillor Holt and seconded by Councillor Pike that the levy be halved. The "
        "amendment was LOST.",
        "The following was noted:\n\n- The route is long.\n\n- Buses are old.",
        "The Panel asked if the action plan had been agreed.",
        "The Head of Transport described the actions and activities taken.",
        "The issue had been resolved to the driver's liking.",
        "An action plan was drawn up to resolve the matter.",
        "She said that the recommendations of the review were good.",
        "RESOLVED: None.",
        "There were no actions arising.",
    ],
)
def test_prose_is_no_outcome(minutes):
    assert texts_of(minutes) == []


def test_formula_in_the_purpose_is_only_proposed():
    formula = "RESOLVED: That under section 100(A)(4) the public be excluded from the meeting for the next item."
    record = record_of(
        page(
            "The public stayed.",
            title="Exclusion of the public",
            purpose=f"To consider passing the following resolution:\n\n{formula}",
        )
    )
    assert record.items[1].outcomes == []


def test_agenda_without_minutes_has_no_outcomes():
    text = (
        "Agenda\n\nTransport Panel - Monday, 3rd June, 2024 2.00 pm\n\nVenue: Town Hall\n\nNo. Item\n\n1.\n\n"
        "Apologies\n\nTo receive apologies.\n\n"
        "2.\n\nExclusion of the press\n\nIf so, to pass the following resolution:-\n\nRESOLVED – That the press "
        "be excluded.\n\n3.\n\nBuses pdf icon PDF 90 KB\n\n"
        "RECOMMENDED that the Panel note the report.\n"
    )
    record = record_of(text)
    assert record.kind == "agenda"
    assert [outcome for item in record.items for outcome in item.outcomes] == []


def test_officers_recommendation_before_the_resolution_is_left_out():
    minutes = "Recommendation: That the levy be raised.\n\nMembers spoke.\n\nRESOLVED that the levy be halved."
    assert texts_of(minutes) == ["the levy be halved."]


def test_cabinet_quoted_in_a_call_in_is_no_outcome_of_the_panel():
    minutes = (
        "The matter was considered by Cabinet at its meeting on 2 May 2023 and was called in for the "
        "following reasons:\n\nCabinet resolved that the levy be raised."
    )
    assert texts_of(minutes) == []


def test_a_marker_that_only_names_an_owner_makes_no_action_of_what_is_past():
    record = parse(
        "x.txt",
        "Minutes of the meeting of Harbour Scrutiny Committee held on Tuesday 3 February 2026\n\n14. INTERESTS\n\n"
        "The Leader declared an interest in the item on the quay as a member of a trust.\n\nACTION: Head of Law\n\n"
        "15. CLOSE\n\nThere was no more.\n",
    )[0]
    assert record.items[0].outcomes == []


def test_lines_that_cannot_be_whole_are_joined():
    record = parse(
        "x.txt",
        "Minutes of the meeting of Harbour Scrutiny Committee held on Tuesday 3 February 2026\n\n14. DREDGING\n\n"
        "- The performance of the harbour over the last year was raised and the work of the\n"
        " TADC was queried.\n- It was acknowledged that it was\n important to go on.\n\n15. CLOSE\n\nNo more.\n",
    )[0]
    assert "the work of the TADC was queried" in " ".join((record.items[0].minutes or "").split())
    assert len((record.items[0].minutes or "").strip().split("\n\n")) == 2
