import re

import pytest

from portal.demonstration.papers import BODY, BULLET, TEXT_WIDTH, TITLE, make_pdf, width, wrap

SHORT = "# Potholes & puddles\n\n## Money\n\nIt cost £5 (five pounds).\n\n- one\n- two"


def objects_of(data):
    """The objects of a file by number, found through its table of places and by nothing else."""
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", data)[1])
    count = int(re.match(rb"xref\n0 (\d+)\n", data[start:])[1])
    entries = re.findall(rb"(\d{10}) 00000 n \n", data[start:])
    assert len(entries) == count - 1
    return {number: data[int(place) :].split(b"endobj", 1)[0] for number, place in enumerate(entries, start=1)}


def test_make_pdf_places_every_object_where_its_table_says():
    for number, body in objects_of(make_pdf(SHORT).data).items():
        assert body.startswith(b"%d 0 obj\n" % number)


def test_make_pdf_states_the_true_length_of_each_content():
    bodies = [body for body in objects_of(make_pdf(SHORT).data).values() if b"stream\n" in body]
    assert bodies
    for body in bodies:
        stream = body.split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0]
        assert int(re.search(rb"/Length (\d+)", body)[1]) == len(stream)


def test_make_pdf_escapes_brackets_and_uses_winansi():
    assert rb"(It cost \2435 \(five pounds\).) Tj".replace(rb"\243", b"\xa3") in make_pdf(SHORT).data


def test_make_pdf_counts_its_pages():
    pdf = make_pdf("# Long\n\n" + "\n\n".join(f"Paragraph {n} says little." for n in range(100)))
    assert pdf.pages > 2
    assert pdf.data.count(b"/Type /Page ") == pdf.pages
    assert b"/Count %d" % pdf.pages in pdf.data
    assert b"(Page 1 of %d) Tj" % pdf.pages in pdf.data


def test_make_pdf_gives_the_same_bytes_for_the_same_text():
    assert make_pdf(SHORT).data == make_pdf(SHORT).data


def test_make_pdf_keeps_title_and_words():
    pdf = make_pdf(SHORT)
    assert pdf.title == "Potholes & puddles"
    assert pdf.text.splitlines()[::2] == ["Potholes & puddles", "Money", "It cost £5 (five pounds).", "one", "two"]


@pytest.mark.parametrize("text", ["", "no title", "## only a heading"])
def test_make_pdf_refuses_a_text_without_a_title(text):
    with pytest.raises(ValueError, match="begins with its title"):
        make_pdf(text)


@pytest.mark.parametrize("style", [BODY, BULLET, TITLE])
def test_wrap_keeps_within_the_margins_and_loses_nothing(style):
    text = "The committee considered the report and asked what would be done about it. " * 9
    lines = wrap(text, style)
    assert len(lines) > 3
    assert max(width(line, style) for line in lines) <= TEXT_WIDTH - style.indent
    assert " ".join(lines).split() == text.split()
