"""Papers are read in the background: asked for in a transaction, kept by page, told to the office where they fail."""

import pytest
from django.core.files.storage import storages
from django.db import connection, transaction
from factories import DocumentFactory
from paper_files import encrypted, pdf_of, pdf_of_pictures, read_now, versioned
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import JobAborted

from meetings import tasks
from meetings.models import Document, PaperPage, Reading
from meetings.reading import reader
from meetings.reading.faults import ChangedError, DamagedError, EncryptedError, MissingError, OtherKindError
from meetings.reading_requests import request_missing_readings, request_reading
from portal.audit.models import AuditEvent
from portal.background.jobs import MOST_ATTEMPTS, defer

pytestmark = pytest.mark.django_db


def jobs() -> list[tuple[str, dict]]:
    return list(ProcrastinateJob.objects.order_by("pk").values_list("task_name", "args"))


def test_a_request_is_a_job_and_a_state():
    version = versioned(b"%PDF-1.4")
    request_reading(version)
    request_reading(version)
    assert jobs() == [("read_paper", {"version": version.pk})]
    assert Document.objects.get().reading == Reading.WAITING


def test_a_request_that_is_undone_leaves_no_job():
    version = versioned(b"%PDF-1.4")
    with transaction.atomic():
        request_reading(version)
        transaction.set_rollback(True)
    assert jobs() == []
    assert Document.objects.get().reading == Reading.NONE


def test_a_job_that_waits_already_does_not_undo_the_transaction_that_asks_again():
    version = versioned(b"%PDF-1.4")
    with transaction.atomic():
        request_reading(version)
        request_reading(version)
        Document.objects.update(title="Changed in the same transaction")
    assert Document.objects.get().title == "Changed in the same transaction"


def test_words_are_kept_by_page():
    version = versioned(pdf_of("The ferry timetable", "Evening buses"))
    request_reading(version)
    read_now(version)
    assert list(version.texts.values_list("number", "text")) == [(1, "The ferry timetable"), (2, "Evening buses")]
    paper = Document.objects.get()
    assert (paper.reading, paper.reading_note, paper.pages) == (Reading.READ, "", 2)
    version.refresh_from_db()
    assert version.pages == 2


def test_reading_twice_keeps_the_words_once():
    version = versioned(pdf_of("The ferry timetable"))
    read_now(version)
    read_now(version)
    assert PaperPage.objects.count() == 1


def test_an_older_version_does_not_speak_for_the_paper():
    version = versioned(pdf_of("The ferry timetable"))
    Document.objects.update(version=2, reading=Reading.WAITING)
    read_now(version)
    assert version.texts.count() == 1
    paper = Document.objects.get()
    assert (paper.reading, paper.pages) == (Reading.WAITING, None)


def test_a_version_that_is_gone_is_nobodys_fault():
    version = versioned(pdf_of("The ferry timetable"))
    key = version.pk
    version.document.delete()
    version.pk = key
    read_now(version)
    assert not PaperPage.objects.exists()


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: versioned(encrypted(pdf_of("Secret"))), EncryptedError),
        (lambda: versioned(pdf_of("Cut off")[:300]), DamagedError),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_once(make, fault):
    version = make()
    read_now(version)
    paper = Document.objects.get()
    assert (paper.reading, paper.reading_note) == (Reading.FAILED, fault.sentence)


def test_a_picture_is_no_failure():
    version = versioned(b"\x89PNG\r\n", "map.png")
    version.media_type = "image/png"
    version.save()
    read_now(version)
    paper = Document.objects.get()
    assert (paper.reading, paper.reading_note) == (Reading.READ, OtherKindError.sentence)


def test_a_scan_is_read_and_the_clerk_is_told():
    read_now(versioned(pdf_of_pictures(2)))
    paper = Document.objects.get()
    assert (paper.reading, paper.pages, paper.reading_note) == (Reading.READ, 2, reader.SCANNED)


def test_a_file_that_was_exchanged_is_not_read():
    version = versioned(pdf_of("The ferry timetable"))
    with storages["default"].open(version.file.name, "wb") as file:
        file.write(pdf_of("Something else"))
    read_now(version)
    assert Document.objects.get().reading_note == ChangedError.sentence
    assert not PaperPage.objects.exists()


def test_a_file_that_is_missing_is_told():
    version = versioned(pdf_of("The ferry timetable"))
    storages["default"].delete(version.file.name)
    read_now(version)
    assert Document.objects.get().reading_note == MissingError.sentence


def test_a_restricted_file_is_read_where_it_lies_apart():
    version = versioned(pdf_of("Not for publication"), is_restricted=True)
    assert version.file.name.startswith("restricted/")
    read_now(version)
    assert version.texts.get().text == "Not for publication"


def test_a_reader_that_fails_is_tried_again_and_then_told(monkeypatch, tmp_path):
    """The reader's own process ends without a word, as one does that the system killed."""
    (tmp_path / "python").write_text("#!/bin/sh\nexit 9\n")
    (tmp_path / "python").chmod(0o755)
    monkeypatch.setattr(reader.sys, "executable", str(tmp_path / "python"))
    version = versioned(pdf_of("The ferry timetable"))
    request_reading(version)
    for attempts in range(MOST_ATTEMPTS):
        assert Document.objects.get().reading == Reading.WAITING
        with pytest.raises(reader.ReaderStoppedError) as caught:
            read_now(version, attempts=attempts)
        retry = tasks.read_paper.retry_strategy.get_retry_decision(
            exception=caught.value, job=ProcrastinateJob.objects.get().procrastinate_job.evolve(attempts=attempts)
        )
        assert (retry is None) == (attempts + 1 == MOST_ATTEMPTS)
    paper = Document.objects.get()
    assert (paper.reading, paper.reading_note) == (Reading.FAILED, tasks.TOO_MUCH)


def test_a_file_that_takes_its_worker_down_is_given_up():
    version = versioned(pdf_of("The ferry timetable"))
    read_now(version, attempts=MOST_ATTEMPTS)
    paper = Document.objects.get()
    assert (paper.reading, paper.reading_note) == (Reading.FAILED, tasks.CUT_OFF)
    assert not PaperPage.objects.exists()


def test_reading_stops_with_its_worker():
    version = versioned(pdf_of_pictures(2_000))
    with pytest.raises(JobAborted):
        read_now(version, abort_reason=lambda: "shutdown")
    assert not PaperPage.objects.exists()


def test_the_log_says_that_nobody_but_the_machine_read_it():
    read_now(versioned(pdf_of("The ferry timetable")))
    event = AuditEvent.objects.filter(deed="read the file of a paper", verb="changed paper").get()
    assert (event.by, event.after["reading"]) == (None, "read")
    assert "ferry" not in str(list(AuditEvent.objects.values_list("before", "after")))


def test_papers_of_before_are_asked_for_once():
    version = versioned(pdf_of("The ferry timetable"))
    DocumentFactory(title="Listed without a file")
    assert request_missing_readings() == 1
    assert request_missing_readings() == 0
    assert jobs() == [("read_paper", {"version": version.pk})]


def test_jobs_hold_no_words():
    """Whoever may read the table of jobs may read what stands in it."""
    version = versioned(pdf_of("The ferry timetable"), title="Confidential title")
    request_reading(version)
    read_now(version)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        told = " ".join(row[0] for row in cursor.fetchall())
    assert version.sha256 in told
    assert "ferry" not in told.lower()
    assert "confidential" not in told.lower()


def test_a_name_that_nobody_knows_can_be_asked_for():
    """By name: the app that asks need not know the one that does it."""
    defer("show_words_of_paper", once="a", sha256="0" * 64)
    assert jobs() == [("show_words_of_paper", {"sha256": "0" * 64})]
