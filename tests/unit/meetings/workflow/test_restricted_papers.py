"""Files of restricted papers lie apart, at every moment at which a row names them; what is left over is removed."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from factories import ItemFactory, MeetingFactory
from made_files import examined

from meetings.models import Document, PaperVersion
from meetings.paper_storage import RESTRICTED
from meetings.workflow import papers
from meetings.workflow.change import RefusedError
from meetings.workflow.papers import bring_in, place_paper, replace_file
from meetings.workflow.restriction import Restriction, open_paper, restrict_paper

pytestmark = pytest.mark.django_db
REASONS = Restriction(3, "It names bidders.", dt.date(2027, 1, 1))


@pytest.fixture
def meeting():
    return MeetingFactory()


@pytest.fixture
def paper(meeting, clerk):
    """A paper with two versions."""
    for content in (b"%PDF one", b"%PDF two"):
        source, found = io.BytesIO(content), examined(content)
        if Document.objects.exists():
            replace_file(document=Document.objects.get(), examined=found, source=source, reason="", by=clerk)
        else:
            bring_in(meeting=meeting, item=None, examined=found, source=source, by=clerk)
    return Document.objects.get()


def names(alias):
    return sorted(path.name for path in Path(storages[alias].location).rglob("*.pdf"))


def exempt_item(meeting):
    return ItemFactory(
        meeting=meeting,
        position=1,
        is_exempt=True,
        exempt_paragraph=3,
        exempt_reason="It names bidders.",
        exempt_review_on=dt.date(2027, 1, 1),
    )


def named_in_rows():
    return {*Document.objects.values_list("file", flat=True), *PaperVersion.objects.values_list("file", flat=True)}


def test_restricting_moves_every_version(paper, clerk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        restrict_paper(document=paper, restriction=REASONS, by=clerk)

    assert all(name.startswith(RESTRICTED) for name in named_in_rows())
    assert (len(names("restricted")), names("default")) == (2, [])
    assert [version.file.read() for version in paper.versions.order_by("number")] == [b"%PDF one", b"%PDF two"]
    with django_capture_on_commit_callbacks(execute=True):
        open_paper(document=paper, by=clerk)
    paper.refresh_from_db()
    assert (paper.is_restricted, paper.exempt_paragraph, paper.exempt_reason) == (False, None, "")
    assert (names("restricted"), len(names("default"))) == ([], 2)


def test_stop_after_the_commit_leaves_a_file_that_no_row_names(paper, clerk, capsys):
    restrict_paper(document=paper, restriction=REASONS, by=clerk)  # what follows the commit is not done in this test
    left = names("default")
    assert len(left) == 2
    assert all(name.startswith(RESTRICTED) for name in named_in_rows())

    call_command("remove_orphan_files")
    assert names("default") == left, "a file that came a moment ago may belong to a deed that is under way"
    call_command("remove_orphan_files", "--hours=0", "--dry-run")
    assert names("default") == left
    call_command("remove_orphan_files", "--hours=0")
    assert names("default") == []
    assert len(names("restricted")) == 2
    assert "Removed papers/" in capsys.readouterr().out


def test_orphans_are_looked_for_among_papers_alone(paper):
    storages["default"].save("letters/kept.pdf", ContentFile(b"x"))
    call_command("remove_orphan_files", "--hours=0")
    assert "kept.pdf" in names("default")
    assert len(names("default")) == 3


def test_paper_of_an_exempt_item_is_restricted_from_the_beginning(meeting, clerk):
    item = exempt_item(meeting)
    found = examined(b"%PDF secret")
    arrived = bring_in(meeting=meeting, item=item, examined=found, source=io.BytesIO(b"%PDF secret"), by=clerk)

    paper = arrived.document
    assert paper.file.name.startswith(RESTRICTED)
    assert (paper.is_restricted, paper.exempt_paragraph) == (True, 3)
    assert any(sentence.startswith("It is restricted: the public reads its title") for sentence in arrived.sentences)
    with pytest.raises(RefusedError, match="which is exempt"):
        open_paper(document=paper, by=clerk)


def test_paper_that_moves_to_an_exempt_item_is_restricted_and_stays_so(meeting, paper, clerk):
    exempt = exempt_item(meeting)
    place_paper(document=paper, item=exempt, position=None, by=clerk)
    assert all(name.startswith(RESTRICTED) for name in named_in_rows())
    place_paper(document=paper, item=None, position=None, by=clerk)
    paper.refresh_from_db()
    assert paper.is_restricted


def test_new_version_of_a_restricted_paper_lies_apart(paper, clerk):
    restrict_paper(document=paper, restriction=REASONS, by=clerk)
    content = b"%PDF three"
    replace_file(document=paper, examined=examined(content), source=io.BytesIO(content), reason="", by=clerk)
    assert all(name.startswith(RESTRICTED) for name in named_in_rows())
    assert papers.file_was_published(paper) is False
