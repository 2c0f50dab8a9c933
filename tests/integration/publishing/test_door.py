"""The door: one transaction that writes edition, ledger and search."""

import datetime as dt
import json

import pytest
from django.core.files.base import ContentFile
from factories import DocumentFactory, ItemFactory, OutcomeFactory, held_meeting

from actions.models import LedgerEntry, LedgerUpdate
from meetings.editions.canonical import digest
from meetings.editions.models import Edition, PublishedMeeting
from meetings.editions.papers import paper_path, storage
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent
from portal.publishing.door import NotPublishableError, publish, withdraw
from portal.search.models import SearchEntry

pytestmark = pytest.mark.django_db


def test_publish_writes_edition_ledger_and_search(publisher):
    meeting = held_meeting()

    edition = publish(meeting=meeting, by=publisher, reason="Draft minutes")

    assert edition.number == 1
    assert edition.sha256 == digest(edition.document)
    assert edition.stage == "draft minutes"
    assert edition.content["edition"]["published_by"] == "Petra Publisher"
    row = PublishedMeeting.objects.get()
    assert (row.edition, row.item_count, row.outcome_count) == (edition, 1, 3)
    entries = LedgerEntry.objects.order_by("kind")
    assert [entry.reference.split("-", 1)[1] for entry in entries] == [
        f"{meeting.date.year}-1",
        f"{meeting.date.year}-R1",
    ]
    assert SearchEntry.objects.filter(vector="evening").count() == 1
    assert AuditEvent.objects.filter(verb="published", subject__startswith="meeting").count() == 1


def test_publish_by_a_clerk_is_refused_and_changes_nothing(clerk):
    with pytest.raises(NotPermittedError, match="Clem Clerk may not publish"):
        publish(meeting=held_meeting(), by=clerk, reason="Draft minutes")
    assert not Edition.objects.exists()


def test_publish_unchanged_is_refused(publisher):
    meeting = held_meeting()
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    with pytest.raises(NotPublishableError, match="Nothing has changed"):
        publish(meeting=meeting, by=publisher, reason="Again")


def test_publish_without_reason_is_refused(publisher):
    with pytest.raises(NotPublishableError, match="Say why"):
        publish(meeting=held_meeting(), by=publisher, reason="  ")


def test_publish_in_the_future_is_refused(publisher):
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    with pytest.raises(NotPublishableError, match="not come yet"):
        publish(meeting=held_meeting(), by=publisher, reason="Draft minutes", at=tomorrow)


def test_publish_before_the_last_edition_is_refused(publisher):
    publish(meeting=held_meeting(), by=publisher, reason="Draft minutes")
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    with pytest.raises(NotPublishableError, match="cannot be published before it"):
        publish(meeting=held_meeting(), by=publisher, reason="Draft minutes", at=yesterday)


def test_editions_are_chained(publisher):
    meeting = held_meeting()
    first = publish(meeting=meeting, by=publisher, reason="Draft minutes")
    ItemFactory(meeting=meeting, position=2, title="Any other business")
    other = publish(meeting=held_meeting(), by=publisher, reason="Draft minutes")
    second = publish(meeting=meeting, by=publisher, reason="The second item was missing")

    assert second.number == 2
    assert second.previous_sha256 == first.sha256
    assert second.register_sha256 == other.sha256
    assert json.loads(second.document)["edition"]["previous_sha256"] == first.sha256


def test_a_correction_keeps_references_and_strikes_what_was_removed(publisher):
    meeting = held_meeting()
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    group = meeting.items.get().outcome_groups.get(position=1)
    recommendation = group.lines.get(kind="recommendation")
    recommendation.text = "Cabinet review the whole timetable"
    recommendation.save()
    meeting.items.get().outcome_groups.get(position=2).delete()

    edition = publish(meeting=meeting, by=publisher, reason="Corrected")

    kept = LedgerEntry.objects.get(kind="recommendation")
    assert kept.text == "Cabinet review the whole timetable"
    assert kept.reference.endswith("-R1")
    struck = LedgerEntry.objects.get(kind="action")
    assert struck.edition is None
    assert LedgerUpdate.objects.get(entry=struck).kind == "withdrawn"
    assert edition.number == 2


def test_references_run_on_and_are_never_reused(publisher):
    meeting = held_meeting(date=dt.date(2026, 2, 3))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    group = meeting.items.get().outcome_groups.get(position=2)
    group.lines.all().delete()
    OutcomeFactory(group=group, position=5, kind="action", text="Write to the operator", anchor="item-1-action-5")

    publish(meeting=meeting, by=publisher, reason="Corrected")

    assert sorted(LedgerEntry.objects.filter(kind="action").values_list("number", flat=True)) == [1, 2]


def test_open_papers_are_copied_and_restricted_ones_are_not(publisher):
    meeting = held_meeting()
    open_paper = DocumentFactory.with_file(b"%PDF-1.4 open", meeting=meeting, item=meeting.items.get())
    closed = DocumentFactory.with_file(
        b"%PDF-1.4 closed", "closed.pdf", meeting=meeting, is_restricted=True, title="Lease of the depot"
    )

    edition = publish(meeting=meeting, by=publisher, reason="Draft minutes")

    assert storage().exists(paper_path(open_paper.sha256))
    assert not storage().exists(paper_path(closed.sha256))
    assert "closed.pdf" not in edition.document
    assert closed.sha256 not in edition.document


def test_half_a_public_copy_is_made_whole_by_the_next_publication(publisher):
    meeting = held_meeting()
    paper = DocumentFactory.with_file(b"%PDF-1.4 open", meeting=meeting)
    storage().save(paper_path(paper.sha256), ContentFile(b"%PDF-"))

    publish(meeting=meeting, by=publisher, reason="Draft minutes")

    with storage().open(paper_path(paper.sha256)) as copy:
        assert copy.read() == b"%PDF-1.4 open"


def test_a_paper_whose_file_changed_is_refused(publisher):
    meeting = held_meeting()
    paper = DocumentFactory.with_file(meeting=meeting)
    with open(paper.file.path, "wb") as file:
        file.write(b"something else")
    with pytest.raises(NotPublishableError, match="has changed since it was recorded"):
        publish(meeting=meeting, by=publisher, reason="Draft minutes")
    assert not Edition.objects.exists()


def test_withdraw_lets_the_edition_before_stand_again(publisher):
    meeting = held_meeting()
    first = publish(meeting=meeting, by=publisher, reason="Draft minutes")
    ItemFactory(meeting=meeting, position=2, title="A name that should not be here")
    second = publish(meeting=meeting, by=publisher, reason="More")

    withdraw(edition=second, by=publisher, reason="It named a child")

    assert PublishedMeeting.objects.get().edition == first
    assert not SearchEntry.objects.filter(title__contains="should not be here").exists()
    with pytest.raises(NotPublishableError, match="already"):
        withdraw(edition=second, by=publisher, reason="Again")


def test_withdraw_of_the_only_edition_leaves_nothing_to_read(publisher):
    edition = publish(meeting=held_meeting(), by=publisher, reason="Draft minutes")

    withdraw(edition=edition, by=publisher, reason="Published by mistake")

    row = PublishedMeeting.objects.get()
    assert row.edition is None
    assert row.titles == ""
    assert not SearchEntry.objects.exists()
    assert not LedgerEntry.objects.published().exists()


def test_numbering_goes_on_after_a_withdrawal(publisher):
    meeting = held_meeting()
    first = publish(meeting=meeting, by=publisher, reason="Draft minutes")
    withdraw(edition=first, by=publisher, reason="Published by mistake")

    second = publish(meeting=meeting, by=publisher, reason="Draft minutes")

    assert second.number == 2
    assert second.previous_sha256 == first.sha256
    assert LedgerEntry.objects.published().count() == 2
