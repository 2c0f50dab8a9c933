"""Making a meeting, and changing its facts."""

import datetime as dt

import pytest
from django.utils import timezone
from factories import (
    CommitteeFactory,
    GrantFactory,
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
    UserFactory,
    held_meeting,
)

from meetings.models import AgendaItem, StandingItem, Venue
from meetings.policies.deadlines import deadlines_before
from meetings.workflow.change import RefusedError
from meetings.workflow.meetings import Announced, new_meeting, same_day_same_place, save_facts
from portal.accounts.models import Role
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db

SOON = timezone.localdate() + dt.timedelta(days=30)


@pytest.fixture
def committee():
    hall = Venue.objects.create(name="Guildhall")
    committee = CommitteeFactory(
        slug="transport", code="TRA", usual_start=dt.time(10), usual_venue=hall, contact_name="Ms Frances Adlington"
    )
    for place, (title, kind) in enumerate(
        [("Apologies", "apologies"), ("Minutes", "minutes"), ("Date of next meeting", "date of next meeting")], start=1
    ):
        StandingItem.objects.create(committee=committee, position=place, title=title, kind=kind, purpose="To note")
    return committee


def test_a_meeting_is_as_usual(committee, clerk):
    made = new_meeting(committee=committee, date=SOON, by=clerk)
    assert (made.slug, made.start, made.venue.name, made.contact_name, made.status) == (
        SOON.isoformat(), dt.time(10), "Guildhall", "Ms Frances Adlington", "scheduled",
    )  # fmt: skip
    items = made.items.order_by("position")
    assert [(item.agenda_number, item.title, item.kind, item.purpose) for item in items][1] == (
        "2", "Minutes", "minutes", "To note",
    )  # fmt: skip
    assert len({item.anchor for item in items}) == 3
    assert AuditEvent.objects.filter(by=clerk, deed="made the meeting").exists()


def test_what_is_said_goes_before_what_is_usual(committee, clerk):
    annexe = Venue.objects.create(name="Annexe")
    made = new_meeting(
        committee=committee, date=SOON, by=clerk, start=dt.time(18, 30), venue=annexe, contact={"contact_name": "Silk"},
        with_standing_items=False,
    )  # fmt: skip
    assert (made.start, made.venue, made.contact_name, made.items.count()) == (dt.time(18, 30), annexe, "Silk", 0)


def test_the_deadlines_are_those_of_the_rules(committee, clerk):
    made = new_meeting(committee=committee, date=SOON, by=clerk)
    rules = deadlines_before(SOON)
    assert made.publication_deadline == rules.agenda < SOON
    closing = timezone.localtime(made.questions_deadline)
    assert (closing.date(), closing.time()) == (rules.questions, dt.time(17))


def test_who_is_expected_is_listed(committee, clerk):
    seat = MembershipFactory(committee=committee)
    made = new_meeting(committee=committee, date=SOON, by=clerk)
    assert [row.person for row in made.attendance.all()] == [seat.person]


def test_a_second_meeting_of_a_day_has_its_own_address(committee, clerk):
    slugs = [new_meeting(committee=committee, date=SOON, by=clerk).slug for _ in range(3)]
    assert slugs == [SOON.isoformat(), f"{SOON.isoformat()}-2", f"{SOON.isoformat()}-3"]


def test_a_meeting_of_the_past_was_held(committee, clerk):
    assert new_meeting(committee=committee, date=dt.date(2020, 3, 16), by=clerk).status == "held"


def test_deferred_business_is_taken_over_before_the_date_of_the_next_meeting(committee, clerk):
    earlier = MeetingFactory(committee=committee, date=SOON - dt.timedelta(days=60))
    item = ItemFactory(meeting=earlier, title="Buses", state="deferred", purpose="To consider buses")
    made = new_meeting(committee=committee, date=SOON, by=clerk)

    titles = [(row.agenda_number, row.title) for row in made.items.order_by("position")]
    assert titles == [("1", "Apologies"), ("2", "Minutes"), ("3", "Buses"), ("4", "Date of next meeting")]
    item.refresh_from_db()
    assert item.deferred_to.meeting == made
    assert item.deferred_to.purpose == "To consider buses"


def test_a_clerk_of_another_committee_makes_none(committee):
    other = UserFactory()
    GrantFactory(user=other, role=Role.CLERK, scope="OTHER")
    with pytest.raises(NotPermittedError):
        new_meeting(committee=committee, date=SOON, by=other)


def test_two_meetings_in_one_room_on_one_day_are_told(committee, clerk):
    made = new_meeting(committee=committee, date=SOON, by=clerk)
    other = MeetingFactory(date=SOON, venue=made.venue)
    MeetingFactory(date=SOON, venue=made.venue, status="cancelled", status_reason="Snow")
    assert same_day_same_place(made) == [other]


def change_facts(meeting, by, values=None, new_venue="", future_dates=()):
    return save_facts(meeting=meeting, values=values or {}, new_venue=new_venue, future_dates=future_dates, by=by)


def test_the_address_follows_the_day_while_nothing_is_published(clerk):
    meeting = MeetingFactory(date=SOON)
    moved = change_facts(meeting, clerk, {"date": SOON + dt.timedelta(days=1)})
    assert moved.slug == (SOON + dt.timedelta(days=1)).isoformat()


def test_the_address_stays_once_published(clerk, publisher):
    meeting = MeetingFactory(date=SOON, status="held")
    ItemFactory(meeting=meeting)
    publish(meeting=meeting, by=publisher, reason="Agenda")
    assert change_facts(meeting, clerk, {"date": SOON + dt.timedelta(days=1)}).slug == SOON.isoformat()


def test_a_new_venue_joins_the_list_once(clerk):
    meeting = MeetingFactory()
    change_facts(meeting, clerk, new_venue="Old Library")
    assert change_facts(meeting, clerk, new_venue="Old Library").venue == Venue.objects.get(name="Old Library")


def test_future_dates_are_what_was_said_last(clerk):
    meeting = MeetingFactory()
    change_facts(meeting, clerk, future_dates=[Announced(SOON), Announced(SOON + dt.timedelta(days=7), dt.time(10))])
    kept = meeting.future_dates.get(date=SOON).pk
    change_facts(meeting, clerk, future_dates=[Announced(SOON, note="at the school")])
    assert [(row.pk, row.note) for row in meeting.future_dates.all()] == [(kept, "at the school")]


def test_a_meeting_with_minutes_was_held(clerk):
    with pytest.raises(RefusedError, match="was held"):
        change_facts(held_meeting(), clerk, {"status": "scheduled"})


def test_no_item_is_left_behind_by_a_refused_deed(committee, clerk):
    before = AgendaItem.objects.count()
    with pytest.raises(NotPermittedError):
        new_meeting(committee=committee, date=SOON, by=UserFactory())
    assert AgendaItem.objects.count() == before
