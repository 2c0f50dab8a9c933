"""What is read from files is made fit to be searched, kept and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.reading.words import LONGEST_PAGE, clean


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("of\ufb01ce", "office"),
        ("consul-\r\ntation", "consultation"),
        ("consul\ufffe\r\ntation", "consultation"),
        ("consul\x02tation", "consultation"),
        ("soft\xadhyphen", "softhyphen"),
        ("2025-\n26", "2025-\n26"),
        ("North-\nSouth", "North-\nSouth"),
        ("two   words\t here", "two words here"),
        ("line\n \n\n next", "line\nnext"),
        ("nul\x00 and \x1b escape", "nul and escape"),
        ("turned \u202e round", "turned round"),
        ("half \ud800 pair", "half pair"),
        ("\f\v", ""),
    ],
)
def test_text_is_cleaned(read, words):
    assert clean(read) == words


@given(st.text(max_size=400))
def test_whatever_is_read_can_be_kept(read):
    words = clean(read)
    assert not any(ord(sign) < 32 and sign != "\n" for sign in words)
    words.encode("utf-8")


def test_a_page_without_end_is_cut():
    assert len(clean("word " * LONGEST_PAGE)) <= LONGEST_PAGE
