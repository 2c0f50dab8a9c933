"""Which titles of restricted papers may be read by the public."""

import pytest
from factories import DocumentFactory
from paper_files import versioned

from meetings.policies.public_title import why_no_public_title

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "filename", "wrong"),
    [
        ("Offers for the depot", "acme-bid.pdf", ""),
        ("Offers acme", "offers_acme.pdf", "is the name of a file"),
        ("offers_acme.pdf", "other.pdf", "is the name of a file"),
        ("OFFERS acme", "Item 5 - Offers Acme.pdf", "is the name of a file"),
        ("Offers from Acme", "Offers from Acme.docx", "is the name of a file"),
        ("Appendix B", "Item 5 - Appendix B.pdf", ""),
        ("Exempt report", "exempt-report.pdf", ""),
        ("-", "acme.pdf", "says nothing"),
        ("1", "", "says nothing"),
        ("Scan 0012", "acme.pdf", "says nothing"),
        ("Untitled document (final)", "acme.pdf", "says nothing"),
        ("Offers from Acme", "", ""),
        ("Cynigion ar gyfer y depo", "acme.pdf", ""),
    ],
)
def test_a_title_is_public_that_somebody_has_chosen(title, filename, wrong):
    paper = DocumentFactory.with_file(name=filename, title=title) if filename else DocumentFactory(title=title)
    assert why_no_public_title(paper) == wrong


def test_the_name_of_an_earlier_file_is_no_title_either():
    version = versioned(b"%PDF one", "offers_acme.pdf", title="Offers acme")
    paper = version.document
    paper.filename = "second.pdf"
    paper.save()
    assert why_no_public_title(paper) == "is the name of a file"
