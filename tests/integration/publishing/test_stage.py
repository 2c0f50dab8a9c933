"""Publishing by stages: what each does to the record, what goes with it, and what is refused."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from factories import CommitteeFactory, DocumentFactory, ItemFactory, MeetingFactory, SeriesFactory, held_meeting

from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from meetings.models import Meeting
from meetings.workflow.approval import approve_minutes
from meetings.workflow.change import change
from meetings.workflow.ready import mark_ready
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent
from portal.publishing.door import ChangedMeanwhileError, NotPublishableError, publish, withdraw
from portal.publishing.effects import Details
from portal.publishing.stage import foresee, publish_stage, situation_now
from portal.publishing.transitions import What, likeliest, open_transitions

pytestmark = pytest.mark.django_db


def in_days(number):
    return timezone.localdate() + dt.timedelta(days=number)


def coming(days=30, items=2, **fields):
    meeting = MeetingFactory(date=in_days(days), **fields)
    for position in range(1, items + 1):
        ItemFactory(meeting=meeting, position=position)
    return meeting


def go(meeting, what, by, reason="Because.", **details):
    return publish_stage(meeting=meeting, what=what, by=by, reason=reason, details=Details(**details))


def open_now(meeting):
    situation, _ = situation_now(Meeting.objects.get(pk=meeting.pk))
    return [row.what for row in open_transitions(situation)], likeliest(situation)


def public(meeting):
    return PublishedMeeting.objects.get(slug=meeting.slug, committee__slug=meeting.committee.slug)


def content(meeting):
    return public(meeting).edition.content


@pytest.fixture(autouse=True)
def the_record_is_whole():
    yield
    call_command("verify_record")


def test_a_notice_keeps_the_agenda_in_the_office(publisher):
    meeting = coming()
    DocumentFactory(meeting=meeting, title="Agenda pack")

    (edition,) = go(meeting, What.NOTICE, publisher)

    assert edition.stage == "notice"
    assert edition.content["items"] == []
    assert "Agenda pack" not in edition.document
    assert open_now(meeting)[1] == What.AGENDA


def test_the_agenda_calls_a_provisional_meeting(publisher):
    meeting = coming(status="provisional")

    (edition,) = go(meeting, What.AGENDA, publisher)

    assert edition.content["meeting"]["status"] == "scheduled"
    assert len(edition.content["items"]) == 2
    assert edition.content["items"][0]["minute_number"] is None


def test_draft_minutes_hold_the_meeting_and_number_its_items(publisher):
    meeting = coming(days=-3)
    SeriesFactory(committee=meeting.committee, begun_on=in_days(-400))

    (edition,) = go(meeting, What.DRAFT_MINUTES, publisher)

    meeting.refresh_from_db()
    assert (meeting.status, meeting.minutes_state) == ("held", "draft")
    assert [item["minute_number"] for item in edition.content["items"]] == ["1", "2"]
    deeds = AuditEvent.objects.filter(verb="changed agenda item").values_list("deed", flat=True)
    assert set(deeds) == {"published: draft minutes"}


def test_draft_minutes_wait_for_the_day(publisher):
    meeting = coming(days=1)
    assert What.DRAFT_MINUTES not in open_now(meeting)[0]
    with pytest.raises(NotPublishableError, match="cannot be published of this meeting as it stands"):
        go(meeting, What.DRAFT_MINUTES, publisher)


def test_minutes_that_were_public_without_numbers_stay_without(publisher):
    meeting = held_meeting(date=in_days(-10))
    publish(meeting=meeting, by=publisher, reason="Imported")
    ItemFactory(meeting=meeting, position=2)

    (edition,) = go(meeting, What.DRAFT_MINUTES, publisher)

    assert [item["minute_number"] for item in edition.content["items"]] == [None, None]


def test_foreseeing_leaves_nothing_behind(publisher):
    meeting = coming(days=-3)

    outlook = foresee(meeting=meeting, what=What.DRAFT_MINUTES, by=publisher)

    assert [item["minute_number"] for item in outlook.pages[0].after["items"]] == ["1", "2"]
    assert not Edition.objects.exists()
    assert not PublishedCommittee.objects.exists()
    assert not AuditEvent.objects.filter(deed__startswith="published").exists()
    assert Meeting.objects.get().minutes_state == "none"
    assert not meeting.items.exclude(minute_number="").exists()


def test_what_was_foreseen_is_what_is_published(publisher):
    meeting = coming(days=-3)
    outlook = foresee(meeting=meeting, what=What.DRAFT_MINUTES, by=publisher)

    (edition,) = publish_stage(
        meeting=meeting, what=What.DRAFT_MINUTES, by=publisher, reason="Draft", seen=outlook.digest
    )

    assert {key: edition.content[key] for key in outlook.seen[edition.address]} == outlook.seen[edition.address]


def test_a_record_that_changed_meanwhile_is_not_published(publisher):
    meeting = coming()
    seen = foresee(meeting=meeting, what=What.AGENDA, by=publisher).digest
    meeting.items.filter(position=1).update(title="Something else")

    with pytest.raises(ChangedMeanwhileError):
        publish_stage(meeting=meeting, what=What.AGENDA, by=publisher, reason="Agenda", seen=seen)
    assert not Edition.objects.exists()


def test_a_number_that_another_meeting_took_meanwhile_is_a_change(publisher):
    first, second = coming(days=-4), coming(days=-3)
    Meeting.objects.filter(pk=second.pk).update(committee=first.committee)
    second.refresh_from_db()
    seen = foresee(meeting=second, what=What.DRAFT_MINUTES, by=publisher).digest
    go(first, What.DRAFT_MINUTES, publisher)

    with pytest.raises(ChangedMeanwhileError):
        publish_stage(meeting=second, what=What.DRAFT_MINUTES, by=publisher, reason="Draft", seen=seen)


def test_a_cancellation_says_why_and_shows_no_agenda_that_was_not_public(publisher):
    meeting = coming()
    with pytest.raises(NotPublishableError, match="Say why the meeting is cancelled"):
        go(meeting, What.CANCELLATION, publisher)

    (edition,) = go(meeting, What.CANCELLATION, publisher, because="There is no business.")

    assert edition.stage == "cancellation"
    assert edition.content["meeting"]["status_reason"] == "There is no business."
    assert edition.content["items"] == []


def test_a_cancelled_meeting_is_held_after_all(publisher):
    meeting = coming()
    go(meeting, What.AGENDA, publisher)
    go(meeting, What.CANCELLATION, publisher, because="Snow.")

    (edition,) = go(meeting, What.REINSTATEMENT, publisher)

    assert edition.stage == "agenda"
    assert edition.content["meeting"]["status"] == "scheduled"
    assert edition.content["meeting"]["status_reason"] == ""


def test_a_postponement_with_a_date_moves_the_agenda_and_links_both(publisher):
    meeting = coming(days=20)
    paper = DocumentFactory.with_file(meeting=meeting, item=meeting.items.first())
    go(meeting, What.AGENDA, publisher)

    old, new = go(meeting, What.POSTPONEMENT, publisher, because="Snow.", new_date=in_days(27))

    meeting.refresh_from_db()
    replacement = meeting.replaced_by
    assert (old.stage, new.stage) == ("postponement", "agenda")
    assert content(meeting)["meeting"]["replaced_by"]["slug"] == replacement.slug
    assert content(replacement)["meeting"]["replaces"]["slug"] == meeting.slug
    assert (meeting.items.count(), replacement.items.count()) == (0, 2)
    assert [one["sha256"] for one in content(replacement)["items"][0]["documents"]] == [paper.sha256]
    assert replacement.start == meeting.start


def test_a_postponement_without_public_agenda_publishes_a_notice_of_the_new_date(publisher):
    meeting = coming(days=20)

    _, new = go(meeting, What.POSTPONEMENT, publisher, because="Snow.", new_date=in_days(27))

    assert new.stage == "notice"
    assert new.content["items"] == []
    assert Meeting.objects.get(pk=meeting.pk).replaced_by.items.count() == 2


def test_a_postponed_meeting_gets_its_date_later(publisher):
    meeting = coming(days=20)
    go(meeting, What.AGENDA, publisher)
    go(meeting, What.POSTPONEMENT, publisher, because="Snow.")
    assert len(content(meeting)["items"]) == 2

    go(meeting, What.NEW_DATE, publisher, new_date=in_days(27))

    assert content(meeting)["meeting"]["replaced_by"]["date"] == in_days(27).isoformat()
    assert open_now(meeting) == ([], None)


@pytest.mark.parametrize("days", [20, 10])
def test_a_new_date_lies_after_the_old_one(publisher, days):
    meeting = coming(days=20)
    with pytest.raises(NotPublishableError, match="The new date lies after"):
        go(meeting, What.POSTPONEMENT, publisher, because="Snow.", new_date=in_days(days))
    assert Meeting.objects.count() == 1


def test_a_new_meeting_on_a_day_that_is_taken_gets_the_next_address(publisher):
    meeting = coming(days=20)
    MeetingFactory(committee=meeting.committee, date=in_days(27))

    go(meeting, What.POSTPONEMENT, publisher, because="Snow.", new_date=in_days(27))

    meeting.refresh_from_db()
    assert meeting.replaced_by.slug == f"{in_days(27).isoformat()}-2"


@pytest.fixture
def approved(publisher, clerk):
    """A meeting whose minutes a later one approved, with one correction; and that later meeting."""
    earlier = held_meeting(date=in_days(-40))
    go(earlier, What.DRAFT_MINUTES, publisher)
    later = MeetingFactory(committee=earlier.committee, date=in_days(-3))
    item = ItemFactory(meeting=later, position=1, kind="minutes", title="Minutes")
    approve_minutes(earlier=earlier, at=item, signed_by="Councillor Price", corrections=["Read “bus”."], by=clerk)
    return earlier, later


def test_draft_minutes_publish_what_they_approved(approved, publisher):
    earlier, later = approved

    draft, minutes = go(later, What.DRAFT_MINUTES, publisher)

    assert (draft.stage, minutes.stage) == ("draft minutes", "approved minutes")
    day = f"{later.date.day} {later.date:%B %Y}"
    number = draft.content["items"][0]["minute_number"]
    assert minutes.reason == (
        f"Approved as a correct record on {day} (minute {number}), with 1 correction; signed by Councillor Price."
    )
    correction = content(earlier)["meeting"]["corrections"][0]
    assert (correction["text"], correction["noted_at"]["slug"]) == ("Read “bus”.", later.slug)
    assert content(later)["items"][0]["approves"] == [
        {
            "committee": earlier.committee.slug,
            "slug": earlier.slug,
            "date": earlier.date.isoformat(),
            "signed_by": "Councillor Price",
            "corrections": ["Read “bus”."],
        }
    ]


def test_approved_minutes_are_published_from_their_own_page(approved, publisher):
    earlier, _ = approved
    assert open_now(earlier)[1] == What.APPROVED_MINUTES

    (edition,) = go(earlier, What.APPROVED_MINUTES, publisher)

    assert edition.content["meeting"]["corrections"][0]["noted_at"]["slug"] == "", "the later meeting is not public"
    assert open_now(earlier)[1] == What.CORRECTION


def test_what_was_approved_is_published_once(approved, publisher):
    earlier, later = approved
    go(earlier, What.APPROVED_MINUTES, publisher)

    assert len(go(later, What.DRAFT_MINUTES, publisher)) == 1


def test_approved_minutes_are_corrected(approved, publisher):
    earlier, later = approved
    go(later, What.DRAFT_MINUTES, publisher)
    with pytest.raises(NotPublishableError, match="Nothing has changed"):
        go(earlier, What.CORRECTION, publisher)
    earlier.items.update(title="Buses")

    (edition,) = go(earlier, What.CORRECTION, publisher, reason="The title was wrong")

    assert edition.stage == "correction"


def test_a_clerk_publishes_nothing(clerk):
    with pytest.raises(NotPermittedError):
        go(coming(), What.AGENDA, clerk)


def test_a_stage_needs_a_reason(publisher):
    with pytest.raises(NotPublishableError, match="Say why"):
        go(coming(), What.AGENDA, publisher, reason="  ")


def test_an_item_added_late_needs_the_chairs_reason(publisher):
    meeting = coming(days=2)
    go(meeting, What.AGENDA, publisher)
    item = ItemFactory(meeting=meeting, position=3, title="Urgent repairs")

    with pytest.raises(NotPublishableError, match=r"“Urgent repairs” is added .* s\.100B\(4\)\(b\)") as refusal:
        go(meeting, What.SUPPLEMENT, publisher)
    assert refusal.value.reasons[0].place == f"row-{item.pk}"

    item.state, item.state_note = "urgent", "The roof fell in yesterday."
    item.save()
    assert go(meeting, What.SUPPLEMENT, publisher)[0].stage == "supplement"


def test_an_agenda_that_is_late_is_published_all_the_same(publisher):
    meeting = coming(days=2)
    outlook = foresee(meeting=meeting, what=What.AGENDA, by=publisher)

    assert [deadline.kept for deadline in outlook.pages[0].lateness.deadlines] == [False, False]
    assert go(meeting, What.AGENDA, publisher)


class TestFourEyes:
    @pytest.fixture(autouse=True)
    def switched_on(self, settings):
        settings.PREPARER_AND_PUBLISHER_DIFFER = True

    def test_nobody_has_said_that_it_is_ready(self, publisher):
        with pytest.raises(NotPublishableError, match="Nobody has said yet"):
            go(coming(), What.AGENDA, publisher)

    def test_the_publisher_alone_is_not_enough(self, publisher):
        meeting = coming()
        mark_ready(meeting=meeting, by=publisher)
        with pytest.raises(NotPublishableError, match="You said yourself"):
            go(meeting, What.AGENDA, publisher)

    def test_somebody_else_is(self, publisher, clerk):
        meeting = coming()
        mark_ready(meeting=meeting, by=clerk)

        assert go(meeting, What.AGENDA, publisher)

        meeting.refresh_from_db()
        assert (meeting.ready_at, meeting.ready_by) == (None, None), "the next edition is looked over again"

    def test_a_change_takes_it_back(self, publisher, clerk):
        meeting = coming()
        mark_ready(meeting=meeting, by=clerk)
        with change(meeting, "saved the agenda", by=publisher):
            pass
        with pytest.raises(NotPublishableError, match="Nobody has said yet"):
            go(meeting, What.AGENDA, publisher)


def test_readiness_is_said_by_those_who_prepare(councillor):
    with pytest.raises(NotPermittedError):
        mark_ready(meeting=coming(), by=councillor)


def test_after_a_withdrawal_the_draft_is_offered_again(approved, publisher):
    earlier, later = approved
    _, minutes = go(later, What.DRAFT_MINUTES, publisher)
    withdraw(edition=minutes, by=publisher, reason="A name")

    assert open_now(earlier)[1] == What.APPROVED_MINUTES
    assert content(earlier)["meeting"]["minutes"] == "draft"


def test_two_texts_that_wait_to_be_settled_hold_the_minutes_back(publisher):
    meeting = held_meeting(date=in_days(-3))
    item = meeting.items.get()
    item.versions.create(number=1, html="<p>One</p>")
    item.versions.create(number=2, based_on=0, is_beside=True, html="<p>Two</p>")

    with pytest.raises(NotPublishableError, match="Settle the two texts") as refusal:
        go(meeting, What.DRAFT_MINUTES, publisher)
    assert refusal.value.reasons[0].place == f"minute-{item.pk}"

    item.versions.create(number=3, based_on=1, settles=2, html="<p>Both</p>")
    assert go(meeting, What.DRAFT_MINUTES, publisher)


def test_attendance_that_is_not_marked_holds_the_minutes_back(publisher):
    meeting = coming(days=-3)
    meeting.attendance.create(name="Councillor Price", mode="unmarked")
    with pytest.raises(NotPublishableError, match="not yet marked in the attendance") as refusal:
        go(meeting, What.DRAFT_MINUTES, publisher)
    assert refusal.value.reasons[0].place == "attendance"


def test_every_choice_has_its_effect_and_its_row():
    from portal.publishing.effects import EFFECTS
    from portal.publishing.transitions import TRANSITIONS

    assert set(EFFECTS) == set(TRANSITIONS) == set(What)


def test_committees_that_are_published_first_are_told(publisher):
    committee = CommitteeFactory()
    meeting = coming(committee=committee)

    assert foresee(meeting=meeting, what=What.AGENDA, by=publisher).is_committee_new
    go(meeting, What.AGENDA, publisher)
    assert not foresee(meeting=meeting, what=What.SUPPLEMENT, by=publisher).is_committee_new
