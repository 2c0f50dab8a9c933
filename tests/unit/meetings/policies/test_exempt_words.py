"""The resolution that excludes the public, and what stands where nobody may hear it."""

import pytest
from factories import ItemFactory

from meetings.policies.exempt_words import exclusion_words, left_after_exempt, paragraphs_named


def item(number, paragraph=None, **fields):
    return ItemFactory.build(
        meeting=None, agenda_number=number, is_exempt=paragraph is not None, exempt_paragraph=paragraph, **fields
    )


@pytest.mark.parametrize(
    ("exempt", "paragraphs", "words"),
    [
        ([item("7", 3)], {3}, "while item 7 is considered"),
        ([item("7", 3), item("8", 1)], {1, 3}, "while items 7 and 8 are considered"),
        ([item("7", 3), item("8", 1), item("9", 3)], {1, 3}, "items 7, 8 and 9"),
        ([item("", 5)], {5}, "while the exempt business is considered"),
    ],
)
def test_the_drafted_words_name_items_and_paragraphs(exempt, paragraphs, words):
    drafted = exclusion_words(exempt)
    assert paragraphs_named(drafted) == paragraphs
    assert words in drafted
    assert drafted.startswith("That under section 100A(4)")


@pytest.mark.parametrize(
    ("agenda", "left"),
    [
        ([item("1"), item("2", 3)], []),
        ([item("1", 3), item("2"), item("3")], ["2", "3"]),
        ([item("1", 3), item("2", title="Readmission of the public"), item("3")], []),
        ([item("1", 3), item("2", title="To re-admit the public"), item("3", 4), item("4")], ["4"]),
        ([item("1", 3), item("2", kind="exclusion of the public")], []),
        ([item("1", 3), item("2", state="withdrawn"), item("3", state="deferred")], []),
        ([], []),
    ],
)
def test_open_items_after_exempt_ones_are_pointed_out(agenda, left):
    assert [one.agenda_number for one in left_after_exempt(agenda)] == left
