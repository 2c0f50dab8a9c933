"""Rich text: what is let through, how it falls into blocks, and its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rich_text import blocks, from_plain, plain_text, sanitise


@pytest.mark.parametrize(
    ("markup", "clean"),
    [
        ("<p>Fine</p>", "<p>Fine</p>"),
        ("<script>alert(1)</script><p>Fine</p>", "<p>Fine</p>"),
        ('<p onclick="x()" style="color:red" class="a">Fine</p>', "<p>Fine</p>"),
        ('<a href="javascript:x()">a</a>', '<a rel="noopener noreferrer nofollow">a</a>'),
        ("<h1>Big</h1>", "Big"),
        (
            '<table><tr><td colspan="2">x</td></tr></table>',
            '<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>',
        ),
    ],
)
def test_sanitise(markup, clean):
    assert sanitise(markup) == clean


@given(st.text())
def test_sanitise_is_idempotent(markup):
    once = sanitise(markup)
    assert sanitise(once) == once


def test_blocks_are_the_top_level_elements():
    assert blocks("<p>One</p><ul><li>Two</li></ul>loose<p>Three</p>") == [
        "<p>One</p>",
        "<ul><li>Two</li></ul>",
        "<p>loose</p>",
        "<p>Three</p>",
    ]


def test_from_plain_makes_paragraphs_and_lists():
    assert from_plain("One\nline.\n\n- first\n- second <b>\n\nLast") == (
        "<p>One line.</p><ul><li>first</li><li>second &lt;b&gt;</li></ul><p>Last</p>"
    )


def test_from_plain_nests_the_second_level():
    assert from_plain("- a\no b\no c\n- d") == "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"


def test_from_plain_keeps_the_marks_that_people_cite():
    assert from_plain("a) first\nb) second") == "<p>a) first</p><p>b) second</p>"


@given(st.lists(st.text(alphabet="abc <&\"'éß", min_size=1), max_size=8))
def test_no_word_of_plain_text_is_lost(lines):
    text = "\n\n".join(lines)
    assert plain_text(from_plain(text)).split() == text.split()


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<table><tr><td><strong>again</strong></td><td><em>the</em></td></tr></table>", "again the"),
        ("<table><tr><td><p>again</p></td></tr><tr><td>the</td></tr></table>", "again\nthe"),
        ("<blockquote><p><em>again</em></p><p><em>the</em></p></blockquote>", "again\nthe"),
        ("<ul><li><strong>again</strong><ul><li>the</li></ul></li><li>bus</li></ul>", "again\nthe\nbus"),
        ("<p>again<br><strong>the</strong></p>", "again\nthe"),
        ("<p>on<strong>ce <em>ag</em>ain</strong>, the</p>", "once again, the"),
        ("<p>once\nagain</p>", "once again"),
    ],
)
def test_plain_text_parts_words_where_the_page_does(markup, words):
    assert plain_text(markup) == words
