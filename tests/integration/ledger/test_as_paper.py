"""The ledger as a paper: freezing, putting it on an agenda, doing it again."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone
from factories import GrantFactory, ItemFactory, UserFactory
from ledger_paper import coming_meeting, committee_with_ledger, log_item, more, tell
from pdfs import words_of

from actions.as_paper.freezing import frozen
from actions.as_paper.putting import put_on_agenda
from actions.models import FrozenLog, LedgerEntry
from meetings.editions.models import PublishedCommittee
from meetings.models import Document
from meetings.workflow.change import RefusedError
from portal.accounts.models import Role
from portal.accounts.permissions import NotPermittedError
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)


@pytest.fixture
def committee(publisher):
    return committee_with_ledger(publisher)


@pytest.fixture
def meeting(committee):
    return coming_meeting(committee)


def put(meeting, by, kind="action log", item=None, **more):
    return put_on_agenda(meeting=meeting, item=item or log_item(meeting), kind=kind, by=by, **more)


def frozen_now(committee, kind="action log", **fields):
    return frozen(PublishedCommittee.objects.get(slug=committee.slug), kind, TODAY, **fields)


def rows(content):
    return {row["reference"]: row for part in content["lists"] for row in part["rows"]}


def action(committee):
    return LedgerEntry.objects.get(committee__slug=committee.slug, kind="action", number=1)


def test_open_entries_are_listed_and_what_ended_before_the_last_meeting_is_left_out(committee):
    last = TODAY - 60 * DAY
    more(committee, [{"kind": "completed", "on": last - DAY, "text": "Done."}], made_on=last - 9 * DAY)
    newly = more(committee, [{"kind": "completed", "on": TODAY, "text": "Done."}], made_on=last - 9 * DAY)
    content = frozen_now(committee)

    part = content["lists"][0]
    assert part["since"] == {"on": last.isoformat(), "is_paper": False}
    assert rows(content)[newly.reference]["marks"] == ["Newly completed"]
    assert rows(content)[action(committee).reference]["days_late"] == 30
    assert part["counts"] == {"all": 2, "late": 1, "new": 1, "completed": 1, "left_out": 1}
    assert len(rows(frozen_now(committee, with_ended=True))) == 3


def test_late_ones_come_first(committee):
    more(committee, original_due_on=TODAY + DAY)
    oldest = more(committee, original_due_on=TODAY - 50 * DAY)
    assert next(iter(rows(frozen_now(committee)))) == oldest.reference


def test_what_withdrawn_minutes_had_brought_is_in_no_list(committee, publisher):
    LedgerEntry.objects.filter(committee__slug=committee.slug).update(edition=None)
    assert rows(frozen_now(committee, "both")) == {}


def test_an_earlier_day_shows_the_ledger_of_that_day(committee):
    entry = action(committee)
    tell(entry, kind="completed", on=TODAY, text="Done.")
    before = frozen(PublishedCommittee.objects.get(), "action log", TODAY - 40 * DAY)
    assert rows(before)[entry.reference]["status"] == "open"
    assert rows(frozen_now(committee))[entry.reference]["status"] == "complete"


def test_a_list_becomes_a_paper_with_its_kept_content(committee, meeting, clerk):
    made = put(meeting, clerk, "both")
    document, log = made.document, FrozenLog.objects.get()

    assert document.title == f"Action log and recommendation tracker as at {TODAY.day} {TODAY:%B %Y}"
    assert (document.kind, document.item, document.is_restricted) == ("action log", log_item(meeting), False)
    assert (document.sha256, document.version) == (log.sha256, 1)
    assert log.content == frozen_now(committee, "both")
    assert not made.warning
    (words,) = words_of(document.file.read())
    for said in ("Circulate the timetable", "30 days late", "Page 1 of 1", "Transport Scrutiny Committee"):
        assert said in words


def test_the_list_before_is_the_one_that_was_published_of_another_meeting(committee, meeting, clerk, publisher):
    late = action(committee)
    first = put(meeting, clerk).document
    assert frozen_now(committee)["lists"][0]["since"]["is_paper"] is False  # nobody has published it
    publish(meeting=meeting, by=publisher, reason="Agenda")
    since = frozen_now(committee)["lists"][0]["since"]
    assert since == {"on": TODAY.isoformat(), "is_paper": True}
    # The tracker was no part of it.
    assert frozen_now(committee, "recommendation tracker")["lists"][0]["since"]["is_paper"] is False
    own = frozen_now(committee, but_for=f"transport/{meeting.slug}")
    assert own["lists"][0]["since"]["is_paper"] is False

    # Completed on a day before, recorded after.
    tell(late, kind="completed", on=TODAY - 5 * DAY, text="Done.")
    new = more(committee, made_on=TODAY - 20 * DAY)
    found = rows(frozen_now(committee))
    assert found[late.reference]["marks"] == ["Newly completed"]
    assert found[new.reference]["marks"] == ["New"]
    assert first.sha256 == FrozenLog.objects.get().sha256


def test_doing_it_again_makes_a_new_version_and_says_what_is_different(committee, meeting, clerk):
    first = put(meeting, clerk)
    assert put(meeting, clerk).is_new is False
    tell(action(committee), kind="completed", on=TODAY, text="Done.")
    entry = more(committee)
    again = put(meeting, clerk)

    assert again.is_new
    assert again.document.pk == first.document.pk
    assert again.document.version == 2
    assert f"Added: {entry.reference}." in again.sentences
    assert f"Another status: {action(committee).reference}." in again.sentences
    assert Document.objects.count() == 1
    assert FrozenLog.objects.count() == 2


def test_at_another_item_it_is_the_same_paper(committee, meeting, clerk):
    put(meeting, clerk)
    moved = put(meeting, clerk, item=meeting.items.get(title="Apologies"))
    assert Document.objects.get().item.title == "Apologies"
    assert "It stands at item 1 now." in moved.sentences
    put(meeting, clerk, "recommendation tracker")
    assert Document.objects.count() == 2


def test_a_published_list_gets_its_next_version_with_a_reason(committee, meeting, clerk, publisher):
    first = put(meeting, clerk).document.sha256
    publish(meeting=meeting, by=publisher, reason="Agenda")
    more(committee)
    document = put(meeting, clerk).document
    version = document.versions.get(number=2)
    assert "Added: TRA-" in version.reason
    publish(meeting=meeting, by=publisher, reason="The action log is newer")
    editions = [edition.document for edition in meeting.editions.order_by("number")]
    assert [first in edition for edition in editions] == [True, False]
    assert document.sha256 in editions[1]


@pytest.mark.parametrize("status", ["held", "cancelled", "postponed"])
def test_a_meeting_whose_agenda_is_closed_takes_no_list(meeting, clerk, status):
    meeting.status, meeting.status_reason = status, "Snow"
    meeting.save()
    with pytest.raises(RefusedError, match="no longer open"):
        put(meeting, clerk)
    assert not FrozenLog.objects.exists()


def test_an_exempt_item_and_one_that_is_gone_are_refused(meeting, clerk):
    exempt = ItemFactory(
        meeting=meeting, position=3, is_exempt=True, exempt_paragraph=3, exempt_reason="Prices", exempt_review_on=TODAY
    )
    with pytest.raises(RefusedError, match="is exempt"):
        put(meeting, clerk, item=exempt)
    gone = log_item(meeting)
    meeting.items.filter(pk=gone.pk).delete()
    with pytest.raises(RefusedError, match="no longer on this agenda"):
        put_on_agenda(meeting=meeting, item=gone, kind="both", by=clerk)


def test_who_may_not_edit_the_record_puts_nothing_on_its_agenda(meeting, councillor):
    other = UserFactory()
    GrantFactory(user=other, role=Role.CLERK, scope="ART")
    for user in (councillor, other):
        with pytest.raises(NotPermittedError):
            put(meeting, user)
    assert not Document.objects.exists()


def test_a_failure_leaves_neither_paper_nor_file(meeting, clerk, monkeypatch, settings):
    def fail(**fields):
        raise IntegrityError

    monkeypatch.setattr(FrozenLog.objects, "get_or_create", fail)
    with pytest.raises(IntegrityError):
        put(meeting, clerk)
    assert not Document.objects.exists()
    folder = settings.STORAGES["default"]["OPTIONS"]["location"]
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_a_frozen_list_holds_what_the_public_ledger_shows_and_nothing_else(committee, meeting, clerk):
    meeting.office_notes = "xylophonequartz"
    meeting.save()
    put(meeting, clerk, "both")
    content = FrozenLog.objects.get().content
    assert set(content) == {"format", "kind", "council", "committee", "as_at", "with_ended", "lists"}
    assert not [word for word in (meeting.slug, clerk.name, "xylophonequartz") if word in str(content)]
