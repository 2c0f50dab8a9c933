"""Names from outside become safe ones that people still recognise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.paper_checks.names import safe_name, shown_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Report on buses.pdf", "Report on buses.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\windows\\system32\\report.pdf", "report.pdf"),
        ("C:\\Users\\clerk\\Agenda item 5.pdf", "Agenda item 5.pdf"),
        ("/", "paper.pdf"),
        ("", "paper.pdf"),
        ("..", "paper.pdf"),
        (".pdf", "paper.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("minutes.pdf.exe", "minutes.pdf"),
        ("minutes.PDF", "minutes.pdf"),
        ("minutes.docx", "minutes.pdf"),
        ("Strategy v1.2.pdf", "Strategy v1.2.pdf"),
        ("Letter of J. Price.pdf", "Letter of J. Price.pdf"),
        ("Budget 🎉🎉 2026.pdf", "Budget 2026.pdf"),
        ("🎉.pdf", "paper.pdf"),
        ("Adroddiad ar y Gŵyl – rhan 2.pdf", "Adroddiad ar y Gŵyl – rhan 2.pdf"),
        ("报告.pdf", "报告.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("a\x00b\x1fc\r\nd.pdf", "abc d.pdf"),
        ("zero\u200bwidth\ufeff.pdf", "zerowidth.pdf"),
        ('what? <b>*: "x" | y%20#1.pdf', "what b x y 20 1.pdf"),
        ("con.pdf", "paper con.pdf"),
        ("LPT1", "paper LPT1.pdf"),
        ("nul.backup.pdf", "paper nul.backup.pdf"),
        ("Console.pdf", "Console.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("é" * 300 + ".pdf", "é" * 90 + ".pdf"),
        ("trailing. . .pdf", "trailing.pdf"),
    ],
)
def test_name_is_made_safe(given_name, kept):
    assert safe_name(given_name, ".pdf") == kept


@given(st.text(max_size=400))
def test_any_name_is_safe_on_any_disk(given_name):
    kept = safe_name(given_name, ".pdf")
    assert kept.endswith(".pdf")
    assert len(kept.encode()) <= 200
    assert not set(kept) & set('/\\:*?"<>|\x00\n\r\t%#')
    assert kept[0] not in ". "
    assert kept.isprintable()
    assert safe_name(kept, ".pdf") == kept


def test_shown_name_is_short_and_cannot_turn_the_line():
    assert shown_name("a\u202egpj.exe") == "agpj.exe"
    assert shown_name("") == "a file without a name"
    assert len(shown_name("x" * 300)) == 80
