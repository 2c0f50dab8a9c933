"""Minutes parted into prose and groups of outcomes: nothing lost, nothing doubled, the order kept."""

import re

import pytest

from meetings.importing.drafts.narrative import narrative_of
from meetings.importing.parse import parse
from meetings.importing.records import AgendaItem, Outcome
from meetings.rich_text import blocks, plain_text

HEAD = "Minutes of the meeting of Harbour Scrutiny Committee held at the Guildhall on Tuesday 3 February 2026\n\n"
MINUTES = [
    "The report was introduced.\n\nRESOLVED: That the report be noted.\n\nThe Chairperson thanked the officers.",
    "Members asked about cost.\n\nRESOLVED: That:\n\na) the report be noted; and\n\nb) Cabinet be asked to fund it.",
    "RESOLVED (unanimously) that the plan be approved subject to a review in May.\n\n- one\n- two",
    "It was noted that trade fell.\n\nRECOMMENDED that Cabinet cut the fee.\n\nACTION: Clerk to write to operators.",
    "The Committee agreed that a group be set up.\n\nFurther discussion followed.\n\nRESOLVED: That it report in June.",
    "A) Prose with a letter.\n\nB) More prose.",
    "",
]


def words(text):
    return re.findall(r"\w+", text.lower())


def told_by(narrative):
    """All words of a narrative in its order."""
    prose, told, done = blocks(narrative.markup), [], 0
    for group in narrative.groups:
        told.append(plain_text("".join(prose[done : group.after_block])))
        told += [group.marker, group.lead_in, *(f"{line.label or ''} {line.text}" for line in group.lines)]
        done = group.after_block
    return words(" ".join([*told, plain_text("".join(prose[done:]))]))


@pytest.mark.parametrize("minutes", MINUTES)
def test_no_word_is_lost_or_doubled(minutes):
    record = parse(
        "x.txt", f"{HEAD}14. DREDGING\n\n{minutes or 'Nothing was said.'}\n\n15. CLOSE\n\nThere was no more.\n"
    )[0]
    item = record.items[0]
    assert told_by(narrative_of(item)) == words(item.minutes or "")


def test_an_outcome_stands_where_it_stood():
    item = AgendaItem(
        minutes="Before.\n\nRESOLVED: That it be so.\n\nAfter.",
        outcomes=[Outcome(kind="resolution", text="it be so.", marker="RESOLVED:", position=23)],
    )
    narrative = narrative_of(item)
    assert narrative.markup == "<p>Before.</p><p>After.</p>"
    group = narrative.groups[0]
    assert (group.marker, group.lead_in, group.after_block) == ("RESOLVED:", "That", 1)


def test_a_wrong_position_is_mended_by_the_words():
    item = AgendaItem(
        minutes="Before. AGREED: to wait.",
        outcomes=[Outcome(kind="resolution", text="to wait.", marker="AGREED:", position=2)],
    )
    assert narrative_of(item).markup == "<p>Before.</p>"


def test_an_outcome_from_elsewhere_stands_at_the_end():
    item = AgendaItem(
        minutes="Only prose.", outcomes=[Outcome(kind="resolution", text="Approved.", marker="Decision:")]
    )
    narrative = narrative_of(item)
    assert narrative.markup == "<p>Only prose.</p>"
    assert narrative.groups[0].after_block == 1
