"""Marks on words: exact in both directions, well-formed, safe, and in time."""

import sys
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.editions.marking import mark_html, mark_text
from meetings.rich_text import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, sanitise

WORDS = st.sampled_from(
    ["the", "committee", "noted", "that", "buses", "ran", "late", "on", "route 31,", "£38,000.", "a<b", "&", "2.30pm"]
)
SENTENCES = st.lists(WORDS, max_size=12).map(" ".join)
EMPHASIS = st.sampled_from(["{}", "<strong>{}</strong>", "<em>{}</em> again", '<a href="https://x.example/">{}</a>'])


@st.composite
def stretches(draw):
    """Minutes: paragraphs, lists with lists in them, tables, line breaks."""
    made = []
    for kind in draw(st.lists(st.sampled_from(["p", "ul", "nested", "table", "br"]), max_size=5)):
        one, two, three = (
            draw(EMPHASIS).format(draw(SENTENCES).replace("&", "&amp;").replace("<", "&lt;")) for _ in range(3)
        )
        made.append(
            {
                "p": f"<p>{one}</p>",
                "ul": f"<ul><li>{one}</li><li>{two}</li></ul>",
                "nested": f"<ol><li>{one}<ul><li>{two}</li></ul></li><li>{three}</li></ol>",
                "table": f"<table><tbody><tr><td>{one}</td><td>{two}</td></tr></tbody></table>",
                "br": f"<p>{one}<br>{two}</p>",
            }[kind]
        )
    return "".join(made)


class _Checker(HTMLParser):
    """The words outside one mark, and whether every tag that is opened is closed in its turn."""

    def __init__(self, without):
        super().__init__()
        self.without, self.open, self.words = without, [], []

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.words.append(" ")
            return
        self.open.append(tag)
        if tag not in ("strong", "em", "u", "a", "sub", "sup", "ins", "del"):
            self.words.append(" ")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.without not in self.open:
            self.words.append(data)


def words_outside(markup, mark):
    checker = _Checker(mark)
    checker.feed(markup)
    assert checker.open == []
    return "".join(checker.words).split()


def marked(before, after):
    return "".join(passage.html for passage in mark_html(before, after))


@given(stretches())
def test_minutes_do_not_differ_from_themselves(markup):
    assert {passage.state for passage in mark_html(markup, markup)} <= {"same"}
    assert "<ins>" not in marked(markup, markup)
    assert "<del>" not in marked(markup, markup)


@given(stretches(), stretches())
@settings(max_examples=300)
def test_without_the_marks_stand_the_words_of_both_editions(before, after):
    html = marked(before, after)
    assert words_outside(html, "ins") == words_outside(sanitise(before), "ins")
    assert words_outside(html, "del") == words_outside(sanitise(after), "del")


@given(stretches(), stretches())
def test_no_tag_is_written_but_those_allowed(before, after):
    html = marked(before, after)
    cleaned = nh3.clean(
        html,
        tags=ALLOWED_TAGS | {"ins", "del"},
        attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
        link_rel="noopener noreferrer nofollow",
    )
    assert cleaned.replace("&quot;", '"') == html.replace("&quot;", '"').replace("&#x27;", "'")


@given(st.text(max_size=60), st.text(max_size=60))
def test_plain_texts_keep_their_words_and_are_escaped(before, after):
    html = mark_text(before, after).html
    assert words_outside(html, "ins") == before.split()
    assert words_outside(html, "del") == after.split()
    assert set(_tags(html)) <= {"ins", "del", "br"}


def _tags(html):
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append(tag)
    parser.feed(html)
    return found


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>x</p>",
        '<a href="javascript:alert(1)">x</a>',
        "<ins>x</ins><del>y</del>",
        "<p><![CDATA[<script>]]></p>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        '<a href="https://x.example/&quot; onmouseover=&quot;alert(1)">x</a>',
    ],
)
def test_markup_that_was_never_sanitised_does_no_harm(nasty):
    for html in (marked("", nasty), marked(nasty, ""), marked(nasty, "<p>else</p>"), mark_text(nasty, "x").html):
        assert "<script" not in html
        assert "javascript:" not in html or html.count("<a") == 0
        assert '" onmouseover="' not in html
        assert " onclick" not in html or "&lt;p onclick" in html
    assert marked(nasty, nasty).count("<ins>") == 0


def test_words_that_came_and_went_are_marked_in_place():
    html = marked(
        "<p>The committee asked for a report in May.</p>", "<p>The committee asked for a full report in June.</p>"
    )
    assert html == "<p>The committee asked for a <ins>full </ins>report in <del>May</del><ins>June</ins>.</p>"


def test_a_list_item_that_came_leaves_the_others_alone():
    html = marked("<ul><li>Bus</li><li>Tram</li></ul>", "<ul><li>Bus</li><li>Ferry</li><li>Tram</li></ul>")
    assert html == "<ul><li>Bus</li><li><ins>Ferry</ins></li><li>Tram</li></ul>"


def test_a_table_keeps_its_columns_when_a_cell_changes():
    row = "<table><tbody><tr><td>Route 31</td><td>{}</td></tr></tbody></table>"
    assert marked(row.format("12"), row.format("15")) == row.format("<del>12</del><ins>15</ins>")


def test_a_changed_numbering_is_told_though_no_word_changed():
    (passage,) = mark_html('<ol start="3"><li>Bus</li></ol>', '<ol start="4"><li>Bus</li></ol>')
    assert passage.state == "restyled"


def test_an_address_behind_a_link_is_part_of_it():
    (passage,) = mark_html('<p><a href="https://a.example">Map</a></p>', '<p><a href="https://b.example">Map</a></p>')
    assert passage.state == "changed"


def test_a_paragraph_that_came_before_another_marks_that_alone():
    states = [passage.state for passage in mark_html("<p>One two</p>", "<p>Nought at all</p><p>One two</p>")]
    assert states == ["added", "same"]


def test_wordings_with_nothing_in_common_are_not_mixed():
    html = mark_text("Committee Room 2", "By video from the Guildhall").html
    assert html == "<del>Committee Room 2</del><ins>By video from the Guildhall</ins>"


def long_minutes(paragraphs, every, word):
    """About 1 KB a paragraph."""

    def paragraph(p):
        return " ".join(
            f"{word if (p * 150 + n) % every == 0 else (p * 7919 + n * 31) % 997} asked" for n in range(110)
        )

    return "".join(f"<p>{paragraph(p)}</p>" for p in range(paragraphs))


def steps_of(deed):
    """How many functions are called while the deed is done, Python's own among them: a measure that no load changes."""
    steps = 0

    def count(frame, event, argument):
        nonlocal steps
        steps += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        deed()
    finally:
        sys.setprofile(None)
    return steps


@pytest.mark.parametrize("shape", ["paragraphs", "one line", "the same word"])
def test_long_minutes_take_steps_in_proportion(shape):
    def steps(size):
        before, after = long_minutes(size, 50, "before"), long_minutes(size, 50, "after")
        if shape == "one line":
            before, after = (f"<p>{text.replace('<p>', '').replace('</p>', '. ')}</p>" for text in (before, after))
        if shape == "the same word":
            before, after = f"<p>{'asked ' * size * 150}</p>", f"<p>{'asked ' * size * 140} so</p>"
        return steps_of(lambda: mark_html(before, after))

    assert 0 < steps(80) < 6 * steps(20)
