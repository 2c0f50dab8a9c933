"""What a clerk types as outcomes: groups and lines, and never a word lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.importing.grammar import votes
from meetings.importing.grammar.typed import read


def shape(text, own_name="Transport Scrutiny Committee"):
    return [
        (group.marker, group.lead_in, [(line.level, line.label, line.kind, line.text) for line in group.lines])
        for group in read(text, own_name)
    ]


def test_a_list_typed_on_one_line_is_parted_by_its_letters():
    text = (
        "RESOLVED: That the committee: a) notes the report; b) recommends that Cabinet publishes a plan; "
        "ACTION: the Director of Place to report back by next meeting"
    )
    assert shape(text) == [
        ("RESOLVED:", "That the committee:", [
            (0, "a", "resolution", "notes the report;"),
            (0, "b", "recommendation", "recommends that Cabinet publishes a plan;"),
        ]),
        ("ACTION:", "", [(0, "", "action", "the Director of Place to report back by next meeting")]),
    ]  # fmt: skip
    action = read(text)[1].lines[0]
    assert (action.owner, action.due) == ("Director of Place", "next meeting")
    assert read(text)[0].lines[1].addressee == "Cabinet"


def test_a_pasted_list_keeps_its_depth():
    text = "RESOLVED:\nThat the committee:\na) notes:\n(i) the figures;\n(ii) the map;\nb) agrees;\nc) thanks officers."
    [(marker, lead_in, lines)] = shape(text)
    assert (marker, lead_in) == ("RESOLVED:", "That the committee:")
    assert [(level, label) for level, label, _, _ in lines] == [(0, "a"), (1, "i"), (1, "ii"), (0, "b"), (0, "c")]


def test_a_letter_after_h_is_no_roman_numeral():
    [(_, _, lines)] = shape("g) six\nh) seven\ni) eight\nj) nine")
    assert [(level, label) for level, label, _, _ in lines] == [(0, "g"), (0, "h"), (0, "i"), (0, "j")]


def test_word_bullets_have_no_label_and_keep_their_depth():
    [(_, _, lines)] = shape("•\tNotes the report;\no\tby year\no\tby school\n•\tThanks")
    assert [(level, label, text) for level, label, _, text in lines] == [
        (0, "", "Notes the report;"), (1, "", "by year"), (1, "", "by school"), (0, "", "Thanks"),
    ]  # fmt: skip


def test_lines_without_labels_are_a_line_each():
    [(marker, _, lines)] = shape("notes the report\nrecommends that Cabinet publishes a plan")
    assert marker == ""
    assert [(kind, text) for _, _, kind, text in lines] == [
        ("resolution", "notes the report"),
        ("recommendation", "recommends that Cabinet publishes a plan"),
    ]


@pytest.mark.parametrize("that", ["That", "that", "THAT"])
def test_that_before_a_single_line_is_its_first_word(that):
    assert shape(f"RESOLVED: {that} the plan be approved.") == [
        ("RESOLVED:", "", [(0, "", "resolution", f"{that} the plan be approved.")])
    ]


def test_that_before_a_list_leads_in_to_it():
    [(_, lead_in, lines)] = shape("RESOLVED: That\na) the plan be approved;\nb) the officers be thanked.")
    assert lead_in == "That"
    assert [label for _, label, _, _ in lines] == ["a", "b"]


def test_a_label_alone_on_its_line_belongs_to_the_next():
    assert [line[1::2] for line in shape("a)\nnotes this\nb)\nnotes that")[0][2]] == [
        ("a", "notes this"),
        ("b", "notes that"),
    ]


def test_lines_wrapped_by_a_page_are_put_together():
    text = (
        "RESOLVED: That the committee:\n"
        "a) notes the report on the ferries and the work that the officers have done since the\n"
        "last meeting to bring the landing stages up to the standard that the inspectors had\n"
        "asked for; and\n"
        "b) asks that the figures for each of the landing stages be brought to the meeting of\n"
        "the committee in March."
    )
    [(_, _, lines)] = shape(text)
    assert [label for _, label, _, _ in lines] == ["a", "b"]
    assert lines[1][3].endswith("in March.")


@pytest.mark.parametrize(
    ("line", "movers", "result", "figures"),
    [
        ("Proposed by Councillor Anwen Price, seconded by Councillor Bob Dunn. Carried unanimously.",
         ("Councillor Anwen Price", "Councillor Bob Dunn"), "Carried unanimously", None),
        ("For: 7, Against: 2, Abstentions: 1", ("", ""), "", (7, 2, 1)),
        ("(7 votes for, 2 against, 1 abstention)", ("", ""), "", (7, 2, 1)),
        ("Agreed unanimously", ("", ""), "Agreed unanimously", None),
    ],
)  # fmt: skip
def test_how_the_vote_went_is_no_line(line, movers, result, figures):
    [group] = read(f"RESOLVED: That the report be noted.\n{line}")
    assert len(group.lines) == 1
    assert (group.proposer, group.seconder) == movers
    assert (group.result, group.votes) == (result, figures)


def test_a_vote_that_says_more_stays_a_line():
    [group] = read("RESOLVED: That the report be noted.\nCarried, Councillor Dunn asking that his dissent be recorded.")
    assert [line.text for line in group.lines][1].startswith("Carried, Councillor Dunn asking")


@pytest.mark.parametrize(
    ("text", "figures"),
    [("5 for and 4 against", (5, 4, 0)), ("in favour 5, against none, abstained 2", (5, 0, 2)), ("5 years", None)],
)
def test_votes_are_counted(text, figures):
    assert votes.counted(text) == figures


def test_movers_before_the_marker_are_no_line():
    [group] = read("Moved by Councillor Price, seconded by Councillor Dunn and RESOLVED: That the report be noted.")
    assert (group.marker, group.proposer, group.seconder) == ("RESOLVED:", "Councillor Price", "Councillor Dunn")


def test_an_addressee_in_capitals_is_read():
    [group] = read("RECOMMENDED TO CABINET: That the budget be amended")
    assert (group.lines[0].kind, group.lines[0].addressee) == ("recommendation", "Cabinet")


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("recommends that the Cabinet Member for Ferries and Roads acts", "Cabinet Member for Ferries and Roads"),
        ("recommends to the Head of Property that it be sold", "Head of Property"),
        ("recommends that Cabinet acts", "Cabinet"),
    ],
)  # fmt: skip
def test_an_addressee_has_its_whole_name(text, addressee):
    assert read(text)[0].lines[0].addressee == addressee


def test_what_is_not_understood_is_a_line_with_its_words():
    assert shape("Something %% quite 7 else!") == [("", "", [(0, "", "resolution", "Something %% quite 7 else!")])]


# The words that an answer may leave out: what joins movers and figures.
JOINING = {
    "proposed",
    "seconded",
    "moved",
    "by",
    "and",
    "it",
    "was",
    "for",
    "against",
    "abstentions",
    "vote",
    "in",
    "favour",
}
PIECES = st.sampled_from(
    ["RESOLVED:", "RESOLVED that", "That the committee:", "a)", "b)", "(i)", "(ii)", "1.", "•", "o", "-", "ACTION:",
     "ACTION BY", "notes the report", "Cabinet should act", "and", "; and", "Proposed by Councillor Price", "carried",
     "7 for, 2 against", "unanimously", "None", "by the next meeting", "Recommendation:", "The Board:", "\n", "**"]
)  # fmt: skip


@given(st.one_of(st.lists(PIECES, max_size=14).map(" ".join), st.text(max_size=80)))
def test_nothing_typed_is_lost(text):
    kept = []
    for group in read(text):
        kept += [group.marker, group.lead_in, group.proposer, group.seconder, group.result, str(group.votes)]
        kept += [f"{line.label} {line.kind} {line.text}" for line in group.lines]
    words = set(re.findall(r"\w+", " ".join(kept).lower()))
    lost = {word for word in re.findall(r"\w+", text.lower()) if word not in words}
    assert lost - JOINING - {"o"} == set()
