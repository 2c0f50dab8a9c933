"""A later meeting approves the minutes of an earlier one, once, with corrections that both know of."""

import datetime as dt

import pytest
from django.utils import timezone
from factories import CommitteeFactory, ItemFactory, MeetingFactory, held_meeting

from meetings.models import Correction, Outcome
from meetings.workflow.approval import approve_minutes, offered_resolution, take_back_approval
from meetings.workflow.change import RefusedError
from meetings.workflow.ready import mark_ready
from portal.accounts.permissions import NotPermittedError
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db


def days_ago(number):
    return timezone.localdate() - dt.timedelta(days=number)


@pytest.fixture
def earlier(publisher):
    meeting = held_meeting(date=days_ago(40))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


@pytest.fixture
def item(earlier):
    later = MeetingFactory(committee=earlier.committee, date=days_ago(5))
    return ItemFactory(meeting=later, position=1, kind="minutes", title="Minutes")


def approve(earlier, item, by, **told):
    told = {"signed_by": "Councillor Price", "corrections": [], **told}
    return approve_minutes(earlier=earlier, at=item, by=by, **told)


def test_approval_is_noted_at_both_meetings(earlier, item, clerk):
    approve(earlier, item, clerk, corrections=["In minute 4 read “bus”.", "  ", "Add Ms Lowe."])

    earlier.refresh_from_db()
    assert earlier.minutes_state == "approved"
    assert earlier.minutes_approved_on == item.meeting.date
    assert (earlier.minutes_signed_by, earlier.minutes_approved_at) == ("Councillor Price", item)
    assert [(one.text, one.noted_at) for one in earlier.corrections.all()] == [
        ("In minute 4 read “bus”.", item),
        ("Add Ms Lowe.", item),
    ]


def test_the_resolution_is_added_where_it_is_wanted(earlier, item, clerk):
    approve(earlier, item, clerk, resolution=offered_resolution(earlier))

    line = Outcome.objects.get(group__item=item)
    assert line.group.marker == "RESOLVED"
    assert earlier.long_date in line.text


def test_approval_takes_readiness_of_both_back(earlier, item, clerk):
    mark_ready(meeting=earlier, by=clerk)
    mark_ready(meeting=item.meeting, by=clerk)

    approve(earlier, item, clerk)

    earlier.refresh_from_db()
    item.meeting.refresh_from_db()
    assert (earlier.ready_by, item.meeting.ready_by) == (None, None)


def test_minutes_are_approved_once(earlier, item, clerk):
    approve(earlier, item, clerk)
    with pytest.raises(RefusedError, match="approved already"):
        approve(earlier, item, clerk)


def test_approval_at_an_earlier_meeting_is_refused(earlier, clerk):
    before = MeetingFactory(committee=earlier.committee, date=days_ago(60))
    item = ItemFactory(meeting=before, position=1, kind="minutes")
    with pytest.raises(RefusedError, match="is not earlier than this one"):
        approve(earlier, item, clerk)


def test_approval_before_the_meeting_is_held_is_refused(earlier, clerk):
    coming = MeetingFactory(committee=earlier.committee, date=days_ago(-5))
    with pytest.raises(RefusedError, match="has not been held yet"):
        approve(earlier, ItemFactory(meeting=coming, position=1, kind="minutes"), clerk)


def test_approval_of_minutes_that_are_not_public_is_refused(item, clerk):
    private = held_meeting(committee=item.meeting.committee, date=days_ago(30))
    with pytest.raises(RefusedError, match="are not public"):
        approve(private, item, clerk)


def test_approval_of_another_committees_minutes_is_refused(item, clerk, publisher):
    other = held_meeting(committee=CommitteeFactory(), date=days_ago(30))
    publish(meeting=other, by=publisher, reason="Draft minutes")
    with pytest.raises(RefusedError, match="its own minutes"):
        approve(other, item, clerk)


def test_approval_under_an_item_of_another_kind_is_refused(earlier, item, clerk):
    item.kind = "report"
    item.save()
    with pytest.raises(RefusedError, match="kind “Minutes”"):
        approve(earlier, item, clerk)


def test_approval_without_a_signature_is_refused_and_changes_nothing(earlier, item, clerk):
    with pytest.raises(RefusedError, match="who signed"):
        approve(earlier, item, clerk, signed_by=" ", corrections=["x"])
    assert not Correction.objects.exists()


def test_approval_by_somebody_who_may_not_edit_is_refused(earlier, item, councillor):
    with pytest.raises(NotPermittedError):
        approve(earlier, item, councillor)


def test_an_approval_is_taken_back_with_its_corrections(earlier, item, clerk):
    approve(earlier, item, clerk, corrections=["x"])

    take_back_approval(earlier=earlier, at=item, by=clerk)

    earlier.refresh_from_db()
    assert (earlier.minutes_state, earlier.minutes_approved_at, earlier.minutes_signed_by) == ("draft", None, "")
    assert not Correction.objects.exists()


def test_an_approval_that_is_public_is_not_taken_back(earlier, item, clerk, publisher):
    approve(earlier, item, clerk)
    earlier.refresh_from_db()
    publish(meeting=earlier, by=publisher, reason="Approved")
    with pytest.raises(RefusedError, match="Withdraw that edition"):
        take_back_approval(earlier=earlier, at=item, by=clerk)
