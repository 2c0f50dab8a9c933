"""Where the files of a paper lie while it is restricted, and what a stop in the middle leaves behind."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.utils import IntegrityError
from factories import DocumentFactory, GrantFactory, UserFactory

from meetings.models import Document, PaperVersion
from meetings.paper_storage import RESTRICTED, OfficePapers
from meetings.workflow.change import RefusedError
from meetings.workflow.paper_files import set_restricted
from portal.accounts.models import Role
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    """A paper with two versions; the second stands."""
    paper = DocumentFactory.with_file(b"%PDF second", "second.pdf")
    first = OfficePapers().save("papers/2026/11/first.pdf", ContentFile(b"%PDF first"))
    said = {"document": paper, "media_type": "application/pdf", "size": 10, "sha256": "1" * 64}
    PaperVersion.objects.create(number=1, file=first, filename="first.pdf", **said)
    PaperVersion.objects.create(number=2, file=paper.file.name, filename="second.pdf", **said)
    return paper


def names(paper):
    paper.refresh_from_db()
    return [paper.file.name, *(version.file.name for version in paper.versions.all())]


def contents(paper):
    return {OfficePapers().open(name).read() for name in names(paper)}


def lying_in(alias):
    """How many files lie in a storage."""

    def count(folder):
        if not storages[alias].exists(folder or "."):
            return 0
        folders, files = storages[alias].listdir(folder)
        return len(files) + sum(count(f"{folder}/{inner}".lstrip("/")) for inner in folders)

    return count("")


def test_every_file_moves_and_comes_back(paper, clerk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_restricted(document=paper, restricted=True, by=clerk)
    assert all(name.startswith(RESTRICTED) for name in names(paper))
    assert contents(paper) == {b"%PDF first", b"%PDF second"}
    assert (lying_in("default"), lying_in("restricted")) == (0, 2), "a file that two rows name is moved once"

    Document.objects.filter(pk=paper.pk).update(
        exempt_paragraph=3, exempt_reason="Bids.", exempt_review_on="2027-01-01"
    )
    with django_capture_on_commit_callbacks(execute=True):
        opened = set_restricted(document=paper, restricted=False, by=clerk)
    assert not any(name.startswith(RESTRICTED) for name in names(paper))
    assert (opened.exempt_paragraph, opened.exempt_reason, opened.exempt_review_on) == (None, "", None)
    assert (lying_in("default"), lying_in("restricted")) == (2, 0)


def test_a_deed_that_fails_later_leaves_every_row_with_its_file(paper, clerk):
    before = names(paper)
    with pytest.raises(RuntimeError), transaction.atomic():
        set_restricted(document=paper, restricted=True, by=clerk)
        raise RuntimeError("the machine stops")
    assert names(paper) == before
    assert contents(paper) == {b"%PDF first", b"%PDF second"}


def test_until_the_commit_both_copies_are_there(paper, clerk, django_capture_on_commit_callbacks):
    before = names(paper)
    with django_capture_on_commit_callbacks() as waiting:
        set_restricted(document=paper, restricted=True, by=clerk)
        assert all(OfficePapers().exists(name) for name in [*before, *names(paper)])
    assert len(waiting) == 2


def test_a_missing_file_is_told_and_nothing_moves(paper, clerk):
    before = names(paper)
    OfficePapers().delete(before[1])
    with pytest.raises(RefusedError, match=r"A file of “Report on buses” is missing"):
        set_restricted(document=paper, restricted=True, by=clerk)
    assert names(paper) == before
    assert lying_in("restricted") == 0


def test_an_old_file_that_another_row_names_is_kept(paper, clerk, django_capture_on_commit_callbacks):
    other = DocumentFactory(meeting=paper.meeting)
    PaperVersion.objects.create(
        document=other, number=1, file=paper.file.name, filename="a.pdf", media_type="application/pdf", size=1,
        sha256="2" * 64,
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        set_restricted(document=paper, restricted=True, by=clerk)
    assert OfficePapers().exists(other.versions.get().file.name)


def test_a_paper_without_a_file_is_restricted_too(clerk):
    assert set_restricted(document=DocumentFactory(), restricted=True, by=clerk).is_restricted


def test_the_database_keeps_a_restricted_file_apart(paper):
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=paper.pk).update(is_restricted=True)


def test_the_audit_log_tells_who_restricted_it(paper, clerk):
    set_restricted(document=paper, restricted=True, by=clerk)
    event = AuditEvent.objects.filter(record=f"paper {paper.pk}").latest("pk")
    assert (event.by, event.deed) == (clerk, "restricted a paper")
    assert event.after["is_restricted"] is True


def test_nobody_of_another_committee_restricts_a_paper(paper):
    other = UserFactory()
    GrantFactory(user=other, role=Role.CLERK, scope="OTHER")
    with pytest.raises(NotPermittedError):
        set_restricted(document=paper, restricted=True, by=other)
