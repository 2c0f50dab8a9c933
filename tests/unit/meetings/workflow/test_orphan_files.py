"""Public copies that no edition names are found; those of withdrawn editions, and young ones, stay."""

import datetime as dt
import hashlib
import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from factories import DocumentFactory, held_meeting

from actions.models import LedgerEntry, LedgerFile
from actions.workflow.facts import add_update
from meetings.editions.papers import paper_path, storage
from meetings.workflow.orphan_files import orphans, remove_orphans
from portal.publishing.door import publish, withdraw

pytestmark = pytest.mark.django_db

OPEN = b"%PDF-1.4 open"


def copied(content, *, age=0, suffix=""):
    """A public copy that was put there so many hours ago."""
    name = paper_path(hashlib.sha256(content).hexdigest()) + suffix
    storage().save(name, ContentFile(content))
    aged(name, age)
    return name


def aged(name, hours):
    moment = time.time() - hours * 3600
    os.utime(storage().path(name), (moment, moment))


@pytest.fixture
def edition(publisher):
    meeting = held_meeting()
    DocumentFactory.with_file(OPEN, meeting=meeting)
    return publish(meeting=meeting, by=publisher, reason="Draft minutes")


def published():
    return paper_path(hashlib.sha256(OPEN).hexdigest())


def removed(capsys, *options):
    call_command("remove_orphan_files", *options)
    return capsys.readouterr().out.splitlines()


def test_copy_of_a_publication_that_failed_is_found_and_removed(edition, capsys):
    left, twin = copied(b"left", age=25), copied(OPEN, age=25, suffix="_x1")
    aged(published(), 25)

    told = removed(capsys, "--dry-run")
    assert {f"Would remove {name} (a public copy that no edition names)." for name in (left, twin)} == set(told)
    assert storage().exists(left)

    told = removed(capsys)
    assert {f"Removed {name} (a public copy that no edition names)." for name in (left, twin)} == set(told)
    assert [storage().exists(name) for name in (left, twin, published())] == [False, False, True]
    assert removed(capsys) == ["Every file belongs to a paper, and every public copy to an edition."]


def test_copy_of_a_withdrawn_edition_stays(edition, publisher, capsys):
    withdraw(edition=edition, by=publisher, reason="Published in error")
    aged(published(), 999)
    assert removed(capsys, "--hours=0") == ["Every file belongs to a paper, and every public copy to an edition."]
    assert storage().exists(published())


def test_copy_of_a_file_of_the_ledger_stays(publisher, capsys):
    publish(meeting=held_meeting(), by=publisher, reason="Draft minutes")
    name, letter = copied(b"a letter", age=25), copied(b"another", age=25)
    update = add_update(
        entry=LedgerEntry.objects.first(), kind="progress", on=dt.date(2026, 11, 1), by=publisher, text="Begun"
    )
    LedgerFile.objects.create(update=update, title="A letter", sha256=name[3:], size=8)
    assert removed(capsys) == [f"Removed {letter} (a public copy that no edition names)."]
    assert storage().exists(name)


def test_young_copies_are_left_alone_and_told(capsys):
    young = [copied(b"a", age=23), copied(b"b")]
    told = "2 files that nothing names are younger than 24 hours and left alone: work on them may be under way."
    assert removed(capsys) == [told]
    copied(b"old", age=30)
    assert len(removed(capsys)) == 2
    assert all(storage().exists(name) for name in young)


def test_files_of_others_in_the_public_folder_stay(capsys):
    for name in ("robots.txt", "ab/notes.txt", "letters/kept.pdf", f"abc/{'a' * 64}"):
        storage().save(name, ContentFile(b"x"))
    assert len(removed(capsys, "--hours=0")) == 1
    assert storage().exists("robots.txt")
    assert storage().exists(f"abc/{'a' * 64}")


def test_copy_that_an_edition_came_to_name_meanwhile_stays(publisher):
    """It was left by a publication that failed; the next one goes through while it is to be removed."""
    meeting = held_meeting()
    DocumentFactory.with_file(OPEN, meeting=meeting)
    name = copied(OPEN, age=30)
    found = orphans(older_than=dt.timedelta(hours=24))
    assert found.public == [name]

    publish(meeting=meeting, by=publisher, reason="Draft minutes")

    assert remove_orphans(found) == []
    assert storage().exists(name)
