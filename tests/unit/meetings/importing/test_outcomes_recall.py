"""Each form in which minutes mark an outcome is read, whole and without its marker or lead-in."""

from __future__ import annotations

import pytest
from unit.meetings.importing.pages import outcomes_of, page, record_of, texts_of

ONE = "the bus report be noted."


@pytest.mark.parametrize(
    "minutes",
    [
        f"RESOLVED that {ONE}",
        f"RESOLVED: That {ONE}",
        f"RESOLVED - That {ONE}",
        f"RESOLVED – That {ONE}",
        f"RESOLVEDthat {ONE}",
        f"RESOLVED:That {ONE}",
        f"RESOLVED THAT {ONE}",
        f"Resolved: that {ONE}",
        f"Resolved that {ONE}",
        f"**RESOLVED** that {ONE}",
        f"RESOLVED (unanimously) that {ONE}",
        f"RESOLVED UNANIMOUSLY: That {ONE}",
        f"Resolved unanimously that {ONE}",
        f"RESOLVED:\n\nThat {ONE}",
        f"RESOLVED\n\n{ONE}",
        f"It was resolved that {ONE}",
        f"It was unanimously RESOLVED that {ONE}",
        f"IT WAS RESOLVED that {ONE}",
        f"The Panel RESOLVED that {ONE}",
        f"The Panel resolved that {ONE}",
        f"The Committee agreed that {ONE}",
        f"Following discussion, the Panel agreed that {ONE}",
        f"AGREED: That {ONE}",
        f"AGREED that {ONE}",
        f"Agreed: {ONE}",
        f"Decision: {ONE}",
        f"DECISION\n\nThat {ONE}",
        f"Members asked about routes. RESOLVED that {ONE}",
        f"On being put to the vote it was RESOLVED that {ONE}",
        f"Proposed by Councillor Amber Holt, seconded by Councillor Jon Pike and RESOLVED that {ONE}",
        f"It was proposed by Councillor Holt, seconded by Councillor Pike and carried that {ONE}",
        f"It was moved by Councillor Holt, seconded by Councillor Pike and\n\n{ONE}",
        f"7.3 RESOLVED: That {ONE}",
        f"| RESOLVED that {ONE} |",
        f"RESOLVED – T H A T {ONE}",
        f"(1) RESOLVED that {ONE}",
        f"UNANIMOUSLY RESOLVED that {ONE}",
        f"Having considered the report, the Panel RESOLVED:\n\nThat {ONE}",
    ],
)
def test_marker_of_one_sentence(minutes):
    assert [text.removeprefix("That ") for text in texts_of(minutes)] == [ONE]


LIST = ["note the bus report;", "ask for a map of the routes; and", "meet again in May."]


@pytest.mark.parametrize(
    "marks",
    [
        ("(a)", "(b)", "(c)"),
        ("a)", "b)", "c)"),
        ("a.", "b.", "c."),
        ("A.", "B.", "C."),
        ("1.", "2.", "3."),
        ("1)", "2)", "3)"),
        ("(1)", "(2)", "(3)"),
        ("(i)", "(ii)", "(iii)"),
        ("i.", "ii.", "iii."),
        ("i)", "ii)", "iii)"),
        ("-", "-", "-"),
        ("•", "•", "•"),
        ("·", "·", "·"),
        ("*", "*", "*"),
        ("–", "–", "–"),
        ("\uf0b7", "\uf0b7", "\uf0b7"),
        ("- a)", "- b)", "- c)"),
    ],
)
@pytest.mark.parametrize(
    "lead", ["RESOLVED: That the Panel:", "RESOLVED\n\nThat the Panel", "The Panel RESOLVED to:", "Resolved that:"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_list_has_one_outcome_per_label(marks, lead, gap):
    lines = gap.join(f"{mark} {text}".strip() for mark, text in zip(marks, LIST, strict=True))
    found = outcomes_of(f"{lead}\n\n{lines}\n\nThe Chair thanked the officers.")
    assert [outcome.text for outcome in found] == LIST
    assert [outcome.label or "" for outcome in found] == [mark.removeprefix("- ").strip("().") for mark in marks]
    assert {outcome.kind for outcome in found} == {"resolution"}


@pytest.mark.parametrize(
    "minutes",
    [
        "RESOLVED: That the Panel (a) note the bus report; (b) ask for a map of the routes; and (c) meet again in May.",
        "RESOLVED that the Panel: (i) note the bus report; (ii) ask for a map of the routes; and (iii) meet "
        "again in May.",
        "RESOLVED that 1) note the bus report; 2) ask for a map of the routes; and 3) meet again in May.",
    ],
)
def test_points_that_run_inline_are_split(minutes):
    assert texts_of(minutes) == LIST


def test_inline_labels_that_begin_the_list_go_on_below():
    minutes = (
        "RESOLVED – That (a) note the bus report;\n\n(b) ask for a map of the routes; and\n\n(c) meet again in May."
    )
    assert texts_of(minutes) == LIST


def test_nested_list_keeps_depth():
    found = outcomes_of(
        "RESOLVED: That the Panel:\n\n(a) asks Cabinet to:\n\n(i) fund the route;\n\n(ii) print the map;\n\n(b) "
        "notes the report."
    )
    assert [(outcome.level, outcome.text) for outcome in found] == [
        (0, "asks Cabinet to:"),
        (1, "fund the route;"),
        (1, "print the map;"),
        (0, "notes the report."),
    ]


def test_wrapped_lines_are_one_outcome():
    minutes = (
        "RESOLVED: That the Panel note the report on the bus routes of the northern\n"
        "villages and ask for a further paper on the cost of the evening services\nbefore the summer."
    )
    assert texts_of(minutes) == [
        "That the Panel note the report on the bus routes of the northern villages and ask for a further paper on the"
        " cost of the evening services before the summer."
    ]


@pytest.mark.parametrize(
    ("minutes", "owner", "text"),
    [
        (
            "ACTION: Head of Transport to circulate the map.",
            "Head of Transport",
            "Head of Transport to circulate the map.",
        ),
        ("Action – Clerk to book the hall by 3 May 2024.", "Clerk", "Clerk to book the hall by 3 May 2024."),
        ("ACTIONS:\n\n- Clerk to book the hall.", "Clerk", "Clerk to book the hall."),
        (
            "Members asked for a map of the routes.\n\nACTION BY: Head of Transport",
            "Head of Transport",
            "Members asked for a map of the routes.",
        ),
        ("Members asked for a map of the routes. (Action: Jo Fry)", "Jo Fry", "Members asked for a map of the routes."),
        ("Action Point 3: Jo Fry to circulate the map.", "Jo Fry", "Jo Fry to circulate the map."),
    ],
)
def test_action_has_its_owner(minutes, owner, text):
    (outcome,) = outcomes_of(minutes)
    assert (outcome.kind, outcome.owner, outcome.text) == ("action", owner, text)


def test_action_by_below_a_resolution_names_its_owner():
    (outcome,) = outcomes_of("AGREED that a map be drawn.\n\nACTION: Transport Officer")
    assert (outcome.text, outcome.owner) == ("a map be drawn.", "Transport Officer")


def test_action_keeps_its_due_date():
    (outcome,) = outcomes_of("Action: Clerk to book the hall by 3 May 2024.")
    assert outcome.as_json()["due"] == "2024-05-03"


@pytest.mark.parametrize(
    ("minutes", "addressee"),
    [
        ("RECOMMENDED to Council that the levy be raised.", "Council"),
        ("RECOMMENDED to Cabinet: That the levy be raised.", "Cabinet"),
        ("RECOMMENDED that Cabinet be asked to raise the levy.", "Cabinet"),
        ("Resolved that: Cabinet should raise the levy.", "Cabinet"),
        ("Resolved that:\n\n- Cabinet should raise the levy.", "Cabinet"),
        ("RESOLVED that the Cabinet Member for Roads be asked to raise the levy.", "Cabinet Member for Roads"),
        ("RESOLVED that it be recommended to Council that the levy be raised.", "Council"),
        ("RESOLVED to RECOMMEND to Cabinet that the levy be raised.", "Cabinet"),
        ("The Panel recommended that Cabinet raise the levy.", "Cabinet"),
        ("RESOLVED: That Cabinet be recommended to:\n\n(a) raise the levy.", "Cabinet"),
        ("RECOMMENDATIONS:\n\nThe Panel recommended that:\n\n- a) The levy be raised.", None),
    ],
)
def test_recommendation_has_its_addressee(minutes, addressee):
    (outcome,) = outcomes_of(minutes)
    assert (outcome.kind, outcome.addressee) == ("recommendation", addressee)


@pytest.mark.parametrize(
    ("minutes", "carried"),
    [
        ("RESOLVED (unanimously) that the map be drawn.", "unanimously"),
        ("RESOLVED that the map be drawn.\n\nThe motion was carried unanimously.", "carried unanimously"),
        (
            "RESOLVED that the map be drawn. (7 votes for, 2 against, 1 abstention)",
            "7 votes for, 2 against, 1 abstention",
        ),
        (
            "Proposed by the chair and seconded by Cllr Pike. The motion was carried.\n\nRESOLVED: That the map "
            "be drawn.",
            "carried",
        ),
        ("RESOLVED that the map be drawn.", None),
    ],
)
def test_vote_is_kept_as_printed(minutes, carried):
    outcome = outcomes_of(minutes)[0]
    assert outcome.carried == carried


def test_movers_are_named():
    (outcome,) = outcomes_of(
        "Proposed by Councillor Amber Holt, seconded by Councillor Jon Pike and RESOLVED that the map be drawn."
    )
    assert (outcome.proposer, outcome.seconder) == ("Councillor Amber Holt", "Councillor Jon Pike")


def test_what_follows_the_decision_is_no_part_of_it():
    assert texts_of("RESOLVED that the map be drawn. Councillor Pike left the meeting at 7.15 pm.") == [
        "the map be drawn."
    ]
    assert texts_of("RESOLVED: That the map be drawn.\n\nReason for decision: The old one is worn.") == [
        "That the map be drawn."
    ]


def test_two_decisions_in_one_item_are_both_read():
    assert texts_of(
        "RESOLVED that the map be drawn.\n\nThe Panel heard from the drivers.\n\nFURTHER RESOLVED that the "
        "drivers be thanked."
    ) == [
        "the map be drawn.",
        "the drivers be thanked.",
    ]


def test_decision_printed_twice_is_one_set():
    text = page_with_decision("RESOLVED:\n\n(1) That the map be drawn; and\n\n(2) That the drivers be thanked.")
    assert [outcome.text for outcome in record_of(text).items[0].outcomes] == [
        "That the map be drawn; and",
        "That the drivers be thanked.",
    ]


def page_with_decision(decided: str) -> str:
    return (
        "Agenda, decisions and minutes\n\nVenue: Town Hall\n\nNo. Item\n\n9.\n\nBus map pdf icon PDF 84 "
        "KB\n\nDecision:\n\n"
        f"{decided}\n\nREASON FOR DECISION: The old map is worn.\n\nMinutes:\n\nThe officer spoke.\n\n{decided}\n"
    )


def test_source_cut_in_the_middle_of_a_list_is_kept_as_far_as_it_goes():
    record = record_of(
        page(
            "RESOLVED: That the Panel:\n\n- note the report;\n\n- ask for a map of the  ...  view the full "
            "minutes text for item 7."
        )
    )
    assert [outcome.text for outcome in record.items[1].outcomes] == ["note the report;", "ask for a map of the"]
    assert any("cut off" in warning.message and warning.line for warning in record.warnings)


@pytest.mark.parametrize(
    "lead",
    [
        "The Committee made the following recommendations:",
        "RECOMMENDATIONS:",
        "Recommendations:\n\nThat the Panel recommends:",
    ],
)
def test_recommendations_below_their_announcement(lead):
    found = outcomes_of(f"{lead}\n\n- That the map be redrawn.\n\n- That the drivers be thanked.")
    assert [(outcome.kind, outcome.text) for outcome in found] == [
        ("recommendation", "That the map be redrawn."),
        ("recommendation", "That the drivers be thanked."),
    ]


def test_vote_within_the_marker_is_no_part_of_the_text():
    (outcome,) = outcomes_of("The Panel RESOLVED, by 5 votes to 3, to refuse the request.")
    assert (outcome.text, outcome.carried) == ("refuse the request.", "by 5 votes to 3")


def test_decision_in_welsh():
    assert texts_of("Penderfyniad: nodi'r adroddiad.") == ["nodi'r adroddiad."]
