"""What is pasted or typed, from whatever program, comes to one form: nothing lost, nothing but the allow-list."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.rich_text import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, from_plain, sanitise
from meetings.word_html import DEEPEST_MARKUP, normalise

CLIPBOARD = Path(__file__).parent / "clipboard"
PROGRAMS = sorted(path.stem for path in CLIPBOARD.glob("*.html") if ".expected" not in path.name)
LISTED = (
    "<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><span style='mso-list:Ignore'>{mark}</span>x</p>"
)


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_puts_on_the_clipboard_keeps_what_minutes_hold(program):
    pasted = (CLIPBOARD / f"{program}.html").read_text()
    expected = (CLIPBOARD / f"{program}.expected.html").read_text().replace("\n", "")

    assert normalise(pasted) == expected
    assert normalise(expected) == expected


def lines(*marks, level=1):
    return "".join(LISTED.format(level=level, mark=mark) for mark in marks)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (["i.", "ii."], '<ol type="i"><li>x</li><li>x</li></ol>'),
        (["h.", "i."], '<ol start="8" type="a"><li>x</li><li>x</li></ol>'),
        (["1.", "2.", "4."], '<ol><li>x</li><li>x</li></ol><ol start="4"><li>x</li></ol>'),
        (["IV)"], '<ol start="4" type="I"><li>x</li></ol>'),
        (["(A)", "(B)"], '<ol type="A"><li>x</li><li>x</li></ol>'),
        (["z.", "aa."], '<ol start="26" type="a"><li>x</li><li>x</li></ol>'),
        (["-", "-"], "<ul><li>x</li><li>x</li></ul>"),
        (["3.1", "3.2"], "<p>3.1 x</p><p>3.2 x</p>"),
        (["-", "1."], "<ul><li>x</li></ul><ol><li>x</li></ol>"),
    ],
)
def test_a_mark_before_a_line_is_the_number_of_its_list(marks, expected):
    assert normalise(lines(*marks)) == expected


def test_lines_of_lists_are_nested_by_their_levels():
    pasted = lines("1.") + lines("a)", level=2) + lines("i)", "ii)", level=3) + lines("b)", level=2) + lines("2.")

    assert normalise(pasted) == (
        '<ol><li>x<ol type="a"><li>x<ol type="i"><li>x</li><li>x</li></ol></li><li>x</li></ol></li><li>x</li></ol>'
    )


def test_a_line_may_begin_below_the_first_level():
    assert normalise(lines("-", level=3) + lines("-")) == "<ul><li>x</li></ul><ul><li>x</li></ul>"


def test_a_paragraph_that_goes_on_from_a_line_belongs_to_it():
    pasted = lines("1.") + "<p class=MsoListParagraphCxSpMiddle>more</p>" + lines("2.")

    assert normalise(pasted) == "<ol><li><p>x</p><p>more</p></li><li>x</li></ol>"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""),
        ("<p>&nbsp;</p><p><br></p><p></p>", ""),
        ("loose words", "<p>loose words</p>"),
        ("<p>a</p>loose<p>b</p>", "<p>a</p><p>loose</p><p>b</p>"),
        ("<ul><li><p>a</p></li></ul>", "<ul><li>a</li></ul>"),
        ("<ul><li><p></p><ul><li>a</li></ul></li></ul>", "<ul><li><ul><li>a</li></ul></li></ul>"),
        ('<table><tbody><tr><td colspan="1" rowspan="1"><p>a</p></td><td>b</td></tr></tbody></table>',
         "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"),
        ("<table><caption>Routes</caption><tr><td>a</td><td>b</td></tr></table>",
         "<p>Routes</p><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"),
        ("<table><tr><td></td><td> </td></tr></table>", ""),
        ("<h4>a</h4><h5>b</h5>", "<h4>a</h4><h5>b</h5>"),
        ("<h5>only</h5>", "<h5>only</h5>"),
        ("<h3>a</h3><h4>b</h4><h6>c</h6>", "<h4>a</h4><h5>b</h5><h5>c</h5>"),
        ('<p><a href="//evil.example/">a</a> <a href="/meetings/">b</a> <a href="data:text/html,x">c</a></p>',
         "<p>a b c</p>"),
        ("<p><em><b>a</b></em><b><em>b</em></b></p>", "<p><strong><em>ab</em></strong></p>"),
        ("<p>a <b> b</b></p>", "<p>a <strong>b</strong></p>"),
        ("<p>one<br><br>two<br>three<br></p>", "<p>one</p><p>two<br>three</p>"),
        ("<th>stray</th>", "<p>stray</p>"),
        ("a<script>b</script><style>c</style><svg><text>d</text></svg>e", "<p>ae</p>"),
        ("<p onclick='x()' style='color:red' class=z>a</p>", "<p>a</p>"),
        ("x\x00\x0b\ud800\u200by", "<p>xy</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)  # fmt: skip
def test_one_form(typed, expected):
    assert normalise(typed) == expected


def test_a_head_that_reaches_into_the_rows_below_is_no_head_of_the_table():
    table = "<table><tr><th rowspan=2>a</th><th>b</th></tr><tr><td>c</td></tr></table>"

    assert normalise(table) == (
        '<table><tbody><tr><th rowspan="2" scope="rowgroup">a</th><th scope="row">b</th></tr>'
        "<tr><td>c</td></tr></tbody></table>"
    )


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul", "table", "b", "span", "p", "li"])
def test_markup_nested_without_end_keeps_its_words(tag):
    for depth in (DEEPEST_MARKUP - 10, 2_000):
        found = normalise(f"<{tag}>" * depth + "words" + f"</{tag}>" * depth)
        assert "words" in found
        assert normalise(found) == found


def test_plain_writing_made_into_markup_has_the_one_form():
    markup = from_plain("First & foremost.\n\n1. Cited\n2. Cited too\n\n- a\no b\n- c")

    assert normalise(markup) == markup


WORDS = st.sampled_from(["", "a", " b ", "x\xa0y", "\xa0", "&amp;", "&lt;p&gt;", "\n", "1 < 2", "é", "o", "·", "1."])
STYLES = st.sampled_from(
    ["", "font-weight:bold", "font-weight:400", "font-style:italic", "display:none", "mso-list:l0 level1 lfo1",
     "mso-list:l0 level3 lfo1", "mso-list:Ignore", "text-decoration:underline", "vertical-align:super"]
)  # fmt: skip
TAGS = st.sampled_from(
    ["p", "div", "b", "i", "u", "span", "a", "ul", "ol", "li", "table", "tr", "td", "th", "thead", "caption", "h1",
     "h4", "h5", "blockquote", "pre", "sub", "sup", "del", "ins", "br", "o:p", "script", "section"]
)  # fmt: skip
MARKUP = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, style, start, parts: (
            f'<{tag} style="{style}" start="{start}" colspan="{start}" href="https://a.example/?a&b">'
            + "".join(parts)
            + (f"</{tag}>" if tag != "br" else "")
        ),
        TAGS, STYLES, st.sampled_from(["", "0", "2", "x"]), st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(MARKUP, st.text(max_size=60), st.text(alphabet="<>/pbrulio =\"'&;a!-[]", max_size=60)))
def test_normalising_again_changes_nothing_and_leaves_the_allow_list_alone(markup):
    once = normalise(markup)

    assert normalise(once) == once
    assert sanitise(once) == once
    for closing, tag, attributes in re.findall(r"<(/?)(\w+)((?:\s[^>]*)?)>", once):
        assert tag in ALLOWED_TAGS
        names = set(re.findall(r'(\w+)="', attributes))
        assert names <= ALLOWED_ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set())
        assert not (closing and attributes)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet="abc ", min_size=1, max_size=12), min_size=1, max_size=6), TAGS)
def test_no_word_is_lost(texts, tag):
    if tag in ("del", "script"):
        return
    found = normalise("".join(f"<{tag}>{text}</{tag}>" for text in texts))

    assert re.sub(r"<[^>]*>|\s", "", found) == "".join(texts).replace(" ", "")
