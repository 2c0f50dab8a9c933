"""What the calendar says of a meeting: holidays, clashes, rooms, intervals."""

import datetime as dt

import pytest
from factories import CommitteeFactory, MeetingFactory, MembershipFactory, PersonFactory

from meetings.models import Meeting, Venue
from meetings.policies.planning import Plan, overlap

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 6)  # a Tuesday
ONE, TWO = dt.timedelta(days=1), dt.timedelta(days=2)


@pytest.fixture
def hall():
    return Venue.objects.create(name="Guildhall")


def meeting(hall, **fields):
    return MeetingFactory(**{"date": DAY, "start": dt.time(14), "venue": hall, **fields})


def warnings(row):
    return Plan(row.date, row.date).warnings(row)


def test_an_ordinary_meeting_has_no_warning(hall):
    assert warnings(meeting(hall)) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"date": dt.date(2026, 10, 10)}, "The day is a Saturday."),
        ({"date": dt.date(2026, 12, 25)}, "The day is a holiday: Christmas Day."),
        ({"venue": None}, "No venue is entered."),
        ({"start": None}, "No time is entered."),
        ({"date": dt.date(2060, 3, 2)}, "holds no bank holidays of 2060"),
    ],
)
def test_what_is_wrong_with_the_meeting_itself(hall, fields, said):
    assert said in " ".join(warnings(meeting(hall, **fields)))


def test_a_deadline_on_a_day_off_is_told_by_section_243(hall, settings):
    settings.CLEAR_DAYS_READING = "s243"
    # Monday 12 October: five days that count before it, and the Sunday between, lead back to Monday; 11 to Sunday 4th.
    told = warnings(meeting(hall, date=dt.date(2026, 10, 10)))
    assert "The last day for its agenda, Sunday 4 October, is a Sunday." in told


def test_a_room_is_taken(hall):
    other = meeting(hall, committee__name="Health", start=dt.time(16))
    mine = meeting(hall)
    assert "The room is taken by Health at 4pm." in warnings(mine)
    Meeting.objects.filter(pk=other.pk).update(start=dt.time(17))
    assert warnings(mine) == []
    Meeting.objects.filter(pk=other.pk).update(start=None)
    assert "The room is taken by Health, at a time that is not entered." in warnings(mine)
    Meeting.objects.filter(pk=other.pk).update(status="cancelled", status_reason="Snow")
    assert warnings(mine) == []


def test_members_of_two_committees_at_once_are_named(hall):
    mine, other = CommitteeFactory(), CommitteeFactory(name="Health")
    shared = PersonFactory(title="Councillor", name="Anwen Price")
    for committee in (mine, other):
        MembershipFactory(committee=committee, person=shared)
        MembershipFactory(committee=committee)
    meeting(None, committee=other, start=dt.time(12), end=dt.time(15))
    row = meeting(hall, committee=mine)
    assert warnings(row) == ["Councillor Anwen Price also sits on Health at noon."]
    shared.memberships.filter(committee=other).update(last_day=DAY - ONE)
    assert warnings(row) == []


def test_times_that_touch_do_not_overlap(hall):
    first = meeting(hall, start=dt.time(10), end=dt.time(14))
    assert not overlap(first, meeting(hall))
    assert overlap(first, meeting(hall, start=dt.time(13, 59)))


def test_the_time_since_the_last_meeting(hall):
    row = meeting(hall)
    before = meeting(hall, committee=row.committee, date=DAY - 92 * ONE)
    assert warnings(row) == ["The committee has not met for 13 weeks by then."]
    Meeting.objects.filter(pk=before.pk).update(date=DAY - 91 * ONE)
    assert warnings(row) == []
    Meeting.objects.filter(pk=before.pk).update(date=DAY - 5 * ONE)
    assert warnings(row) == [
        "Its agenda is due on Monday 28 September, before the committee has met on Thursday 1 October."
    ]


def test_proposed_meetings_are_held_against_each_other_and_against_those_that_are_entered(hall):
    committee = CommitteeFactory()
    proposed = [Meeting(committee=committee, date=DAY, start=dt.time(14), venue=hall) for _ in range(2)]
    plan = Plan(DAY, DAY, proposed=proposed)
    assert "The committee has another meeting on this day." in plan.warnings(proposed[0])
    entered = meeting(hall, committee=committee)
    moved = Meeting(pk=entered.pk, committee=committee, date=DAY, start=dt.time(15), venue=hall)
    assert Plan(DAY, DAY, proposed=[moved], instead_of=entered.pk).warnings(moved) == []


def test_the_first_and_the_last_day_of_the_calendar_are_planned():
    for day in (dt.date.min, dt.date.max):
        assert Plan(day, day).meetings == []
