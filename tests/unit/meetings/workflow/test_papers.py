"""Papers: brought in once, kept in every version, placed, taken out."""

import datetime as dt
import hashlib
import io
import os
import signal
import threading

import pytest
from django.core.files.storage import storages
from django.db import connection, connections
from factories import ItemFactory, MeetingFactory, held_meeting
from made_files import examined
from PIL import Image

from meetings.models import Document, PaperVersion
from meetings.paper_checks.examining import examine
from meetings.workflow import papers
from meetings.workflow.change import RefusedError
from meetings.workflow.orphan_files import orphans
from meetings.workflow.papers import bring_in, place_paper, remove_paper, replace_file, wait_for_papers
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db

ONE, TWO = b"%PDF-1.4 one", b"%PDF-1.4 two"


def bring(meeting, by, content=ONE, name="Report on buses.pdf", item=None):
    found = examined(content, name)
    return bring_in(meeting=meeting, item=item, examined=found, source=io.BytesIO(content), by=by)


def replace(document, by, content=TWO, reason=""):
    return replace_file(document=document, examined=examined(content), source=io.BytesIO(content), reason=reason, by=by)


def stored(alias="default"):
    """The names of the files that lie in a storage."""
    root = storages[alias]
    found = []

    def walk(folder):
        try:
            folders, files = root.listdir(folder)
        except FileNotFoundError:
            return
        found.extend(f"{folder}/{name}".strip("/") for name in files)
        for name in folders:
            walk(f"{folder}/{name}".strip("/"))

    walk("")
    return found


@pytest.fixture
def meeting():
    meeting = MeetingFactory()
    ItemFactory(meeting=meeting, position=1, agenda_number="1", title="Buses")
    return meeting


def test_file_becomes_a_paper_with_its_first_version(meeting, clerk):
    item = meeting.items.get()
    arrived = bring(meeting, clerk, name="Appendix_A-routes.pdf", item=item)

    paper = Document.objects.get()
    assert (paper.title, paper.kind, paper.item) == ("Appendix A-routes", "appendix", item)
    assert (paper.version, paper.reading, paper.position) == (1, "waiting", 1)
    version = paper.versions.get()
    assert (version.number, version.file.name, version.sha256) == (1, paper.file.name, paper.sha256)
    assert version.uploaded_by == clerk
    assert paper.file.read() == ONE
    assert arrived.sentences == ["“Appendix_A-routes.pdf” is now “Appendix A-routes”, at item 1."]
    assert AuditEvent.objects.filter(deed="brought in a paper", by=clerk).exists()


def test_only_who_edits_the_record_brings_papers_in(meeting, councillor):
    with pytest.raises(NotPermittedError):
        bring(meeting, councillor)
    assert stored() == []


def test_same_file_twice_is_told_and_makes_nothing_new(meeting, clerk):
    bring(meeting, clerk, item=meeting.items.get())
    again = bring(meeting, clerk, name="copy.pdf")

    assert not again.is_new
    assert again.sentences == ["“copy.pdf” is “Report on buses”, which stands at item 1 already."]
    assert (Document.objects.count(), PaperVersion.objects.count(), len(stored())) == (1, 1, 1)


def test_same_file_at_another_meeting_of_the_committee_is_told(meeting, clerk):
    other = MeetingFactory(committee=meeting.committee, date=dt.date(2025, 3, 4), slug="2025-03-04")
    bring(other, clerk)
    arrived = bring(meeting, clerk)

    assert arrived.is_new
    assert arrived.sentences[-1] == "The same file is a paper of the meeting of 4 March 2025 too."


def test_earlier_file_of_a_paper_is_recognised(meeting, clerk):
    paper = bring(meeting, clerk).document
    replace(paper, clerk)
    again = bring(meeting, clerk)

    assert "is an earlier file of “Report on buses”" in again.sentences[0]
    assert not again.is_new


def test_new_file_is_a_new_version_and_the_old_one_is_kept(meeting, clerk):
    paper = bring(meeting, clerk).document
    Document.objects.update(text="Words of the old file")
    replace(paper, clerk)

    paper.refresh_from_db()
    assert (paper.version, paper.text, paper.reading) == (2, "", "waiting")
    assert [version.file.read() for version in paper.versions.order_by("number")] == [ONE, TWO]
    assert paper.file.read() == TWO


def test_published_file_is_replaced_with_a_reason_only(clerk, publisher):
    meeting = held_meeting()
    paper = bring(meeting, clerk, name="Map of buses.pdf").document
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    with pytest.raises(RefusedError, match="Say why another takes its place"):
        replace(paper, clerk)
    assert len(stored()) == 1
    replace(paper, clerk, reason="A table was wrong")

    assert paper.versions.get(number=2).reason == "A table was wrong"
    # The second file is not public yet, so a third may silently take its place.
    replace(paper, clerk, content=b"%PDF-1.4 three")
    assert len(stored("published")) == 1


def test_file_of_another_paper_is_no_new_version(meeting, clerk):
    paper = bring(meeting, clerk).document
    bring(meeting, clerk, content=TWO, name="Appendix 1.pdf")
    with pytest.raises(RefusedError, match="is “Appendix 1”, which stands"):
        replace(paper, clerk, content=TWO)
    assert replace(paper, clerk, content=ONE).is_new is False


def test_paper_that_was_to_follow_clears_the_state_which_can_be_taken_back(meeting, clerk):
    item = meeting.items.get()
    item.state, item.state_note = "to follow", "Expected on Friday"
    item.save()
    arrived = bring(meeting, clerk, item=item)

    assert arrived.has_come
    assert "no longer marked “Papers to follow”" in arrived.sentences[-1]
    item.refresh_from_db()
    assert item.state == ""
    wait_for_papers(item=item, by=clerk)
    item.refresh_from_db()
    assert (item.state, item.state_note) == ("to follow", "Expected on Friday")
    with pytest.raises(RefusedError, match="is marked"):
        wait_for_papers(item=item, by=clerk)


def test_papers_are_placed_within_and_between_items(meeting, clerk):
    item = meeting.items.get()
    first, second, third = (
        bring(meeting, clerk, content=b"%PDF " + bytes([n]), name=f"{n}.pdf").document for n in b"abc"
    )
    place_paper(document=third, item=None, position=0, by=clerk)
    assert list(meeting.documents.order_by("position")) == [third, first, second]
    place_paper(document=first, item=item, position=None, by=clerk)
    first.refresh_from_db()
    assert (first.item, first.position) == (item, 1)
    place_paper(document=second, item=item, position=0, by=clerk)
    assert list(item.documents.order_by("position")) == [second, first]


def test_item_of_another_meeting_takes_no_paper(meeting, clerk):
    stranger = ItemFactory(meeting=MeetingFactory(), position=1)
    with pytest.raises(RefusedError, match="no longer on this agenda"):
        bring(meeting, clerk, item=stranger)
    assert stored() == []


def test_paper_that_was_never_public_goes_with_its_files(meeting, clerk, django_capture_on_commit_callbacks):
    paper = bring(meeting, clerk).document
    replace(paper, clerk)
    with django_capture_on_commit_callbacks(execute=True):
        remove_paper(document=paper, by=clerk)
    assert not Document.objects.exists()
    assert stored() == []


def test_published_paper_is_removed_with_a_reason_and_stays_in_its_edition(clerk, publisher):
    meeting = held_meeting()
    paper = bring(meeting, clerk, name="Map of buses.pdf").document
    edition = publish(meeting=meeting, by=publisher, reason="Draft minutes")
    with pytest.raises(RefusedError, match="Say why it is taken out"):
        remove_paper(document=paper, by=clerk)
    remove_paper(document=paper, reason="It belongs to another meeting", by=clerk)

    assert not Document.objects.exists()
    assert edition.content["documents"][0]["title"] == "Map of buses"
    assert len(stored("published")) == 1
    event = AuditEvent.objects.get(verb="removed a published paper")
    assert event.after["reason"] == "It belongs to another meeting"


def test_whoever_removes_what_is_gone_is_told(meeting, clerk):
    paper = bring(meeting, clerk).document
    remove_paper(document=paper, by=clerk)
    with pytest.raises(RefusedError, match="Somebody else removed"):
        place_paper(document=paper, item=None, position=0, by=clerk)


def test_deed_that_fails_leaves_no_row_and_no_file(meeting, clerk, monkeypatch):
    def fail(*args, **options):
        raise OSError("the database went away")

    monkeypatch.setattr(papers, "_arrived", fail)
    with pytest.raises(OSError, match="went away"):
        bring(meeting, clerk)
    assert not Document.objects.exists()
    assert not PaperVersion.objects.exists()
    assert stored() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_process_that_is_killed_in_the_middle_leaves_no_row(clerk, monkeypatch):
    meeting = MeetingFactory()
    connections.close_all()
    process = os.fork()
    if process == 0:
        monkeypatch.setattr(papers, "_arrived", lambda *args: os.kill(os.getpid(), signal.SIGKILL))
        try:
            bring(meeting, clerk)
        finally:
            os._exit(1)
    _, status = os.waitpid(process, 0)

    assert os.WTERMSIG(status) == signal.SIGKILL
    assert not Document.objects.exists()
    assert not PaperVersion.objects.exists()
    assert orphans(older_than=dt.timedelta()).of_office == stored()
    assert len(stored()) == 1
    assert bring(meeting, clerk).is_new, "and the next upload goes through"


@pytest.mark.django_db(transaction=True)
def test_two_officers_bring_the_same_file_at_once(clerk):
    meeting = MeetingFactory()
    start, told, failed = threading.Barrier(2), [], []

    def work():
        try:
            start.wait()
            told.append(bring(meeting, clerk).is_new)
        except Exception as error:  # noqa: BLE001  # told to the test
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert sorted(told) == [False, True]
    assert (Document.objects.count(), len(stored())) == (1, 1)
    assert connection.vendor == "postgresql"


def test_of_a_picture_only_what_it_shows_is_stored(clerk):
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "JPEG", comment=b"Ada Lin, at home")
    meeting = MeetingFactory()
    found = examine(out, "Crossing.jpg")
    arrived = bring_in(meeting=meeting, item=None, examined=found, source=out, by=clerk)

    with arrived.document.file.open("rb") as file:
        content = file.read()
    assert b"Ada Lin" not in content
    assert arrived.document.size == len(content)
    assert arrived.document.sha256 == hashlib.sha256(content).hexdigest()
    assert papers.LEFT_OUT in arrived.sentences
    again = examine(out, "Crossing again.jpg")
    assert not bring_in(meeting=meeting, item=None, examined=again, source=out, by=clerk).is_new
