"""verify_record finds what was changed behind the door's back."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from factories import DocumentFactory, ItemFactory, held_meeting
from made_files import examined

from actions.models import LedgerEntry
from actions.words import UpdateKind
from actions.workflow.recording import FactFile, NewFact, record_fact
from meetings.editions.canonical import digest
from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from meetings.editions.papers import paper_path, storage
from portal.publishing.door import publish, withdraw
from portal.publishing.verification import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def editions(publisher):
    """Three editions of two meetings, one with a paper."""
    meeting = held_meeting()
    DocumentFactory.with_file(meeting=meeting)
    first = publish(meeting=meeting, by=publisher, reason="Draft minutes")
    other = publish(meeting=held_meeting(), by=publisher, reason="Draft minutes")
    ItemFactory(meeting=meeting, position=2)
    second = publish(meeting=meeting, by=publisher, reason="More")
    return first, other, second


def behind_the_door(sql, *parameters):
    """Does what a superuser could: switches the triggers off, changes a row, and switches them on again."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, parameters)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def first_fault():
    return str(next(faults(), ""))


def test_a_whole_record_has_no_fault(editions, capsys):
    assert first_fault() == ""
    call_command("verify_record")
    assert "The record is whole: 5 editions" in capsys.readouterr().out


def test_a_record_with_a_withdrawn_edition_has_no_fault(editions, publisher):
    withdraw(edition=editions[2], by=publisher, reason="Too much")
    assert first_fault() == ""


def test_nothing_published_is_said(capsys):
    call_command("verify_record")
    assert "Nothing has been published yet" in capsys.readouterr().out


def test_a_changed_document_is_named(editions, capsys):
    behind_the_door("UPDATE meetings_edition SET document = document || ' ' WHERE id = %s", editions[1].pk)
    assert f"edition {editions[1].register_number} " in first_fault()
    with pytest.raises(SystemExit, match="1"):
        call_command("verify_record")
    assert "does not have the SHA-256" in capsys.readouterr().err


def test_a_forged_document_with_a_digest_of_its_own_breaks_the_chain(editions):
    forged = editions[1].document.replace("evening", "morning")
    behind_the_door(
        "UPDATE meetings_edition SET document = %s, sha256 = %s WHERE id = %s", forged, digest(forged), editions[1].pk
    )
    following = editions[1].register_number + 1
    assert first_fault().startswith(f"edition {following} ")
    assert "does not carry the SHA-256 of the edition before it" in first_fault()


@pytest.mark.parametrize("document", ["{}", "[1]", "no JSON at all"])
def test_a_document_that_is_no_edition_is_named(editions, document):
    behind_the_door(
        "UPDATE meetings_edition SET document = %s, sha256 = %s WHERE id = %s",
        document,
        digest(document),
        editions[1].pk,
    )
    assert "is not an edition of this record" in first_fault()


def test_a_missing_edition_is_named(editions):
    behind_the_door("DELETE FROM meetings_edition WHERE id = %s", editions[1].pk)
    assert "an edition is missing" in first_fault()


def test_a_changed_reason_is_named(editions):
    behind_the_door("UPDATE meetings_edition SET reason = 'Another' WHERE id = %s", editions[0].pk)
    assert "the row says reason 'Another'" in first_fault()


def test_a_public_row_that_shows_another_edition_is_named(editions):
    PublishedMeeting.objects.filter(edition=editions[2]).update(edition=editions[0])
    assert "the edition of its public row is not its edition's" in first_fault()


def test_a_changed_ledger_entry_is_named(editions):
    entry = LedgerEntry.objects.filter(kind="recommendation").first()
    LedgerEntry.objects.filter(pk=entry.pk).update(text="Something milder")
    assert first_fault().startswith(f"ledger entry {entry.reference}")


def test_a_removed_ledger_entry_is_named(editions):
    LedgerEntry.objects.filter(kind="action").first().delete()
    assert "has no ledger entry" in first_fault()


def test_a_fact_that_follows_from_no_update_is_named(editions):
    entry = LedgerEntry.objects.filter(kind="action").first()
    LedgerEntry.objects.filter(pk=entry.pk).update(known_end="completed")
    assert first_fault() == f"ledger entry {entry.reference}: its columns do not say what its updates say (end)"


def test_an_update_that_came_by_raw_sql_is_named(editions):
    entry = LedgerEntry.objects.filter(kind="action").first()
    behind_the_door(
        'INSERT INTO actions_ledgerupdate (entry_id, kind, "on", text, by_name, verdict, owner, directorate, evidence,'
        " rule, item_title, anchor, recorded_at, published_at)"
        " VALUES (%s, 'progress', '2026-05-01', 'Done.', '', '', '', '', '', '', '', '', now(), now())",
        entry.pk,
    )
    assert "do not say what its updates say (progress, latest, latest on)" in first_fault()


def test_a_wrong_count_of_a_committee_is_named(editions):
    committee = editions[0].committee
    PublishedCommittee.objects.filter(slug=committee.slug).update(action_count=5)
    assert first_fault() == f"address {committee.slug}: its action count is not the number of its entries"


def test_a_changed_paper_is_named(editions):
    sha256 = Edition.objects.get(pk=editions[0].pk).content["documents"][0]["sha256"]
    with open(storage().path(paper_path(sha256)), "wb") as file:
        file.write(b"another paper")
    assert "is not the one that was published" in first_fault()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE search_searchentry SET text = 'Something milder' WHERE kind = 'action'",
        "UPDATE search_searchentry SET title = 'Another' WHERE kind = 'item'",
        "UPDATE search_searchentry SET marks = marks || 'person:nobody'::text WHERE kind = 'meeting'",
        "UPDATE search_searchentry SET line_key = NULL WHERE kind = 'recommendation'",
        "UPDATE search_searchentry SET date = '2020-01-01' WHERE kind = 'paper'",
        "DELETE FROM search_searchentry WHERE kind = 'resolution'",
    ],
)
def test_a_changed_search_entry_is_named(editions, change):
    behind_the_door(change)
    assert "what the search finds of it is not what its edition says" in first_fault()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE search_searchword SET places = places + 1 WHERE word = 'timetable'",
        "DELETE FROM search_searchword WHERE word = 'timetable'",
        "UPDATE search_searchword SET word = 'timetables' WHERE word = 'timetable'",
    ],
)
def test_a_changed_word_of_the_search_is_named(editions, change):
    behind_the_door(change)
    assert first_fault().startswith("search word timetable")


def test_a_search_that_was_spoilt_is_made_anew(editions):
    behind_the_door("DELETE FROM search_searchentry")
    behind_the_door("UPDATE search_searchword SET places = 9")
    call_command("rebuild_public_rows", verbosity=0)
    assert first_fault() == ""


@pytest.fixture
def proof(editions, publisher):
    """A file that proves that an action was done."""
    content = b"%PDF-1.4 the proof"
    action = LedgerEntry.objects.filter(kind="action").first()
    file = FactFile(examined(content), io.BytesIO(content))
    return record_fact(
        entry=action, fact=NewFact(UpdateKind.COMPLETED, action.made_on, files=[file]), by=publisher
    ).files.get()


def test_a_missing_file_of_the_ledger_is_named(proof):
    assert first_fault() == ""
    storage().delete(paper_path(proof.sha256))
    assert first_fault() == (
        f"ledger entry {proof.update.entry}: the file “{proof.title}” of its fact of {proof.update.on} is missing"
    )


def test_another_file_in_the_place_of_one_of_the_ledger_is_named(proof):
    storage().delete(paper_path(proof.sha256))
    storage().save(paper_path(proof.sha256), io.BytesIO(b"other"))
    assert "is not the one that was published" in first_fault()
