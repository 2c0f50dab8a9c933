"""Moving a meeting, and making a series: what follows, what stays, and what is refused."""

import datetime as dt

import pytest
from django.utils import timezone
from factories import CommitteeFactory, ItemFactory, MeetingFactory, MembershipFactory, UserFactory

from meetings.models import Meeting, StandingItem, Venue
from meetings.policies.deadlines import deadlines_before
from meetings.workflow.change import RefusedError
from meetings.workflow.meetings import new_meeting, save_facts
from meetings.workflow.moving import move_meeting, seats_differ, what_moves
from meetings.workflow.series import make_series
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON, LATER = TODAY + dt.timedelta(days=30), TODAY + dt.timedelta(days=45)


@pytest.fixture
def committee():
    return CommitteeFactory(usual_start=dt.time(10), usual_venue=Venue.objects.create(name="Guildhall"))


@pytest.fixture
def meeting(committee, clerk):
    return new_meeting(committee=committee, date=SOON, by=clerk)


def move(meeting, by, **to):
    place = {"date": meeting.date, "start": meeting.start, "venue": meeting.venue}
    return move_meeting(meeting=meeting, by=by, **{**place, **to})


def test_deadlines_and_address_follow_the_day(meeting, clerk):
    _moved, told = move(meeting, clerk, date=LATER)
    rules = deadlines_before(LATER)
    meeting.refresh_from_db()
    assert (meeting.date, meeting.slug) == (LATER, LATER.isoformat())
    assert meeting.publication_deadline == rules.agenda
    closes = timezone.localtime(meeting.questions_deadline)
    assert (closes.date(), closes.time()) == (rules.questions, dt.time(17))
    assert [fact.what for fact in told] == [
        "Date", "Agenda and notice by (working days)", "Agenda and notice by (section 243)", "Questions by",
        "Draft minutes by (own aim)",
    ]  # fmt: skip
    assert not any(fact.is_past for fact in told)
    assert AuditEvent.objects.filter(deed="moved the meeting").exists()


@pytest.mark.parametrize("change", [dt.date(2027, 3, 30), dt.date(2027, 11, 2)])
def test_questions_close_at_five_by_the_clock_whatever_the_season(committee, clerk, monkeypatch, change):
    monkeypatch.setattr(timezone, "localdate", lambda value=None: value.date() if value else dt.date(2027, 1, 4))
    made = new_meeting(committee=committee, date=change - dt.timedelta(days=20), by=clerk)
    monkeypatch.undo()
    move(made, clerk, date=change)
    made.refresh_from_db()
    assert timezone.localtime(made.questions_deadline).time() == dt.time(17)


def test_a_deadline_that_was_set_by_hand_stays(meeting, clerk):
    own = TODAY + dt.timedelta(days=3)
    Meeting.objects.filter(pk=meeting.pk).update(publication_deadline=own)
    meeting.refresh_from_db()
    _, told = move(meeting, clerk, date=LATER)
    meeting.refresh_from_db()
    assert meeting.publication_deadline == own
    assert any(fact.what == "Agenda by, as the facts say" and fact.old == fact.new for fact in told)


def test_a_room_and_a_time_alone_move_no_deadline(meeting, clerk):
    annexe = Venue.objects.create(name="Annexe")
    _, told = move(meeting, clerk, start=dt.time(18), venue=annexe)
    assert [(fact.what, fact.old, fact.new) for fact in told] == [
        ("Starts at", "10am", "6pm"),
        ("Venue", "Guildhall", "Annexe"),
    ]
    meeting.refresh_from_db()
    assert (meeting.slug, meeting.start, meeting.venue) == (SOON.isoformat(), dt.time(18), annexe)


def test_what_would_be_too_late_is_marked_before_it_is_done(meeting):
    near = what_moves(meeting, date=TODAY + dt.timedelta(days=1), start=meeting.start, venue=meeting.venue)
    assert {fact.what for fact in near if fact.is_past} >= {"Agenda and notice by (working days)", "Questions by"}
    meeting.refresh_from_db()
    assert meeting.date == SOON


def test_a_public_meeting_moves_through_the_door(meeting, clerk, publisher):
    publish(meeting=meeting, by=publisher, reason="Notice")
    with pytest.raises(RefusedError, match="Publish a postponement"):
        move(meeting, clerk, date=LATER)
    with pytest.raises(RefusedError, match="Publish a postponement"):
        save_facts(meeting=meeting, values={"date": LATER}, new_venue="", future_dates=[], by=clerk)
    meeting.refresh_from_db()
    assert meeting.date == SOON


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "cancelled", "status_reason": "Snow"}, "cancelled"),
        ({"status": "held"}, "was held"),
        ({"date": TODAY - dt.timedelta(days=1)}, "has passed"),
    ],
)
def test_what_cannot_move_is_refused(clerk, fields, said):
    meeting = MeetingFactory(**{"date": SOON, **fields})
    with pytest.raises(RefusedError, match=said):
        move(meeting, clerk, date=LATER)


def test_nothing_moves_into_the_past(meeting, clerk):
    with pytest.raises(RefusedError, match="new day has passed"):
        move(meeting, clerk, date=TODAY - dt.timedelta(days=1))


def test_a_stranger_moves_and_makes_nothing(meeting):
    with pytest.raises(NotPermittedError):
        move(meeting, UserFactory(), date=LATER)
    with pytest.raises(NotPermittedError):
        make_series(committee=meeting.committee, sittings=[(LATER, None)], by=UserFactory())


def test_facts_that_change_the_day_take_the_deadlines_along(meeting, clerk):
    save_facts(meeting=meeting, values={"date": LATER}, new_venue="", future_dates=[], by=clerk)
    meeting.refresh_from_db()
    assert meeting.publication_deadline == deadlines_before(LATER).agenda


def test_seats_of_the_new_day_are_compared(meeting):
    assert not seats_differ(meeting, LATER)
    MembershipFactory(committee=meeting.committee, first_day=SOON + dt.timedelta(days=1))
    assert seats_differ(meeting, LATER)


def test_a_series_is_made_with_what_is_usual(committee, clerk):
    StandingItem.objects.create(committee=committee, position=1, title="Apologies", kind="apologies")
    made = make_series(committee=committee, sittings=[(LATER, dt.time(18)), (SOON, None)], by=clerk)
    assert [(it.date, it.start, it.status, it.venue.name) for it in made] == [
        (SOON, dt.time(10), "provisional", "Guildhall"),
        (LATER, dt.time(18), "provisional", "Guildhall"),
    ]
    assert [it.items.count() for it in made] == [1, 1]


def test_a_series_takes_over_nothing_that_was_deferred(committee, clerk):
    ItemFactory(meeting=MeetingFactory(committee=committee, date=TODAY), state="deferred")
    (made,) = make_series(committee=committee, sittings=[(SOON, None)], by=clerk)
    assert not made.items.exists()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], "at least one date"),
        ([SOON, SOON], "stands twice"),
        ([SOON, TODAY - dt.timedelta(days=1)], "has passed"),
        ([SOON + dt.timedelta(days=n) for n in range(61)], "more than 60 dates"),
        ([LATER, SOON], "already"),
    ],
)
def test_a_series_is_made_whole_or_not_at_all(committee, clerk, days, said):
    MeetingFactory(committee=committee, date=LATER)
    with pytest.raises(RefusedError, match=said):
        make_series(committee=committee, sittings=[(day, None) for day in days], by=clerk)
    assert Meeting.objects.count() == 1
