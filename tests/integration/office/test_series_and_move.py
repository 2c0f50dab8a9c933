"""Making a series and moving a meeting from the office: shown first, done once, refused in sentences."""

import datetime as dt

import pytest
from factories import CommitteeFactory, MeetingFactory, MembershipFactory
from freezing import on_the_day
from office_forms import form_of, workspace_of

from meetings.models import Holiday, Meeting, StandingItem, Venue
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db
SERIES = "/office/year/series/"
TODAY = dt.date(2026, 10, 5)
RULE = {"every": "second", "weekday": "1", "first": "2026-11-01", "last": "2027-01-31"}


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    on_the_day(monkeypatch, TODAY)


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def committee():
    committee = CommitteeFactory(name="Transport", slug="transport", usual_start=dt.time(10))
    StandingItem.objects.create(committee=committee, position=1, title="Apologies", kind="apologies")
    return committee


def asked(**fields):
    shown = {"committee": "transport", "status": "provisional", "kind": "ordinary", "on_holiday": "leave out"}
    return {**shown, "with_standing_items": "on", "deed": "show", **fields}


def days(response):
    return [entry["row"].meeting.date.isoformat() for entry in response.context["rows"]]


def make(client, response, **more):
    fields, address = form_of(response, "series-form")
    return client.post(address, {**fields, "deed": "make", **more}, follow=True)


def test_dates_are_shown_and_then_made(signed_in, committee):
    shown = signed_in.post(SERIES, asked(**RULE))
    assert days(shown) == ["2026-11-10", "2026-12-08", "2027-01-12"]
    assert not Meeting.objects.exists()
    made = make(signed_in, shown)
    assert list(Meeting.objects.order_by("date").values_list("slug", "start", "status")) == [
        (day, dt.time(10), "provisional") for day in days(shown)
    ]
    assert made.redirect_chain == [("/office/year/?year=2026&committee=transport", 302)]
    assert "3 meetings are made: 10 November 2026" in made.content.decode()
    assert [meeting.items.count() for meeting in Meeting.objects.all()] == [1, 1, 1]


def test_only_what_stays_ticked_is_made(signed_in, committee):
    shown = signed_in.post(SERIES, asked(**RULE))
    make(signed_in, shown, day=["2026-12-08", "2031-01-01", "x"])
    assert Meeting.objects.get().slug == "2026-12-08"


def test_dates_are_pasted_with_their_times(signed_in, committee):
    dates = "Tuesday, 10 November 2026 at 6pm\n2026-12-08\n8 December 2026"
    make(signed_in, signed_in.post(SERIES, asked(dates=dates, status="scheduled", start="14:00")))
    assert list(Meeting.objects.order_by("date").values_list("slug", "start", "status")) == [
        ("2026-11-10", dt.time(18), "scheduled"),
        ("2026-12-08", dt.time(14), "scheduled"),
    ]


def test_holidays_are_left_out_and_said(signed_in, committee):
    Holiday.objects.create(day=dt.date(2026, 12, 8), name="Founders' Day")
    shown = signed_in.post(SERIES, asked(**RULE))
    assert days(shown) == ["2026-11-10", "2027-01-12"]
    assert "Tuesday 8 December 2026 is left out: Founders" in shown.content.decode()
    assert days(signed_in.post(SERIES, asked(**RULE, on_holiday="next day")))[1] == "2026-12-09"


def test_a_day_on_which_the_committee_meets_cannot_be_ticked(signed_in, committee):
    MeetingFactory(committee=committee, date=dt.date(2026, 12, 8))
    shown = signed_in.post(SERIES, asked(**RULE))
    assert "The committee meets on this day already" in shown.content.decode()
    fields, _ = form_of(shown, "series-form")
    assert fields["day"] == ["2026-11-10", "2027-01-12"]
    forced = make(signed_in, shown, day=["2026-12-08", "2027-01-12"])
    assert forced.status_code == 422
    assert "Leave that day out" in forced.content.decode()
    assert Meeting.objects.count() == 1


def test_pressed_twice_it_is_made_once(signed_in, committee):
    shown = signed_in.post(SERIES, asked(**RULE))
    assert make(signed_in, shown).status_code == 200
    assert make(signed_in, shown).status_code == 422
    assert Meeting.objects.count() == 3


def test_what_was_changed_since_is_shown_before_it_is_made(signed_in, committee):
    shown = signed_in.post(SERIES, asked(**RULE))
    again = make(signed_in, shown, last="2027-03-31")
    assert again.status_code == 422
    assert "You have changed what is to be made" in again.content.decode()
    assert not Meeting.objects.exists()


def test_dates_come_with_deadlines_and_warnings(signed_in, committee):
    committee.usual_venue = Venue.objects.create(name="Guildhall")
    committee.save()
    MeetingFactory(date=dt.date(2026, 11, 10), venue=committee.usual_venue, committee__name="Health", start=dt.time(9))
    text = signed_in.post(SERIES, asked(dates="2026-10-09\n2026-11-10")).content.decode()
    assert "The last day for its agenda, Thursday 1 October, has passed (4 days late)." in text
    assert "The room is taken by Health at 9am." in text
    assert "Section 243: Tue 3 Nov" in text


@pytest.mark.parametrize(
    "fields",
    [
        {"committee": "none"},
        {"committee": "trans\x00port"},
        {"status": "held"},
        {"kind": "party"},
        {"dates": "next spring"},
        {"dates": "\x00"},
        {"dates": "2 June 2026\n" * 61},
        {"dates": "x" * 100_000},
        {"dates": ""},
        {"every": "daily"},
        {"every": "first", "dates": ""},
        {"every": "first", "weekday": "9", "first": "2026-11-01", "last": "2026-12-01"},
        {"every": "1 week", "weekday": "1", "first": "2026-12-01", "last": "2026-11-01"},
        {"every": "1 week", "weekday": "1", "first": "0001-01-01", "last": "9999-12-31"},
        {"every": "1 week", "weekday": "1", "first": "2026-11-01", "last": "2029-10-01"},
        {"every": "1 week", "weekday": "1", "first": "2026-11-04", "last": "2026-11-05", "dates": ""},
        {"venue": "999999"},
        {"start": "25:00"},
    ],
    ids=range(18),
)
def test_a_series_that_cannot_be_made_is_told(signed_in, committee, fields):
    response = signed_in.post(SERIES, asked(**{"dates": "2026-11-10", "deed": "make", **fields}))
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "status"), [("9999-11-01", "9999-12-31", 422), ("0001-01-01", "0001-03-01", 200)]
)
def test_the_ends_of_the_calendar_are_no_trouble(signed_in, committee, first, last, status):
    response = signed_in.post(SERIES, asked(every="last", weekday="4", first=first, last=last, on_holiday="next day"))
    assert response.status_code == status
    assert signed_in.post(SERIES, asked(dates="31 December 9999")).status_code == 422


def move_url(meeting):
    return f"{workspace_of(meeting)}move/"


def test_what_would_move_is_shown_before_it_is_done(signed_in):
    meeting = MeetingFactory(date=dt.date(2026, 11, 10), committee__name="Transport")
    response = signed_in.get(f"{move_url(meeting)}?date=2026-11-17&start=14:30")
    told = {fact.what: (fact.old, fact.new) for fact in response.context["moved"]}
    assert told["Agenda and notice by (working days)"] == ("Monday 2 November 2026", "Monday 9 November 2026")
    assert told["Draft minutes by (own aim)"] == ("Tuesday 24 November 2026", "Tuesday 1 December 2026")
    assert "Starts at" not in told
    meeting.refresh_from_db()
    assert meeting.date == dt.date(2026, 11, 10)


def test_a_moved_meeting_says_what_moved(signed_in):
    meeting = MeetingFactory(date=dt.date(2026, 11, 10))
    shown = signed_in.get(f"{move_url(meeting)}?date=2026-10-09&start=14:30")
    text = shown.content.decode()
    assert "has passed" in text
    fields = {"date": "2026-10-09", "start": "14:30", "venue": "", "seen": shown.context["seen"]}
    done = signed_in.post(move_url(meeting), fields, follow=True)
    assert done.redirect_chain == [(f"/office/meetings/{meeting.committee.slug}/2026-10-09/", 302)]
    text = done.content.decode()
    assert "Date: Tuesday 10 November 2026 → Friday 9 October 2026." in text
    assert "Agenda and notice by (working days): Thursday 1 October 2026 has passed." in text


def test_what_somebody_else_moved_meanwhile_is_not_moved_unseen(signed_in):
    meeting = MeetingFactory(date=dt.date(2026, 11, 10))
    seen = signed_in.get(move_url(meeting)).context["seen"]
    Meeting.objects.filter(pk=meeting.pk).update(start=dt.time(9))
    response = signed_in.post(move_url(meeting), {"date": "2026-11-17", "start": "14:30", "seen": seen})
    assert response.status_code == 422
    assert "Somebody else has moved the meeting" in response.content.decode()
    meeting.refresh_from_db()
    assert meeting.date == dt.date(2026, 11, 10)


def test_clashes_seats_and_announcements_of_the_new_day(signed_in):
    hall = Venue.objects.create(name="Guildhall")
    meeting = MeetingFactory(date=dt.date(2026, 11, 10), venue=hall)
    other = MeetingFactory(committee=meeting.committee, date=dt.date(2026, 10, 20))
    other.future_dates.create(date=meeting.date)
    MeetingFactory(date=dt.date(2026, 11, 17), venue=hall, committee__name="Health")
    MembershipFactory(committee=meeting.committee, first_day=dt.date(2026, 11, 12))
    text = signed_in.get(f"{move_url(meeting)}?date=2026-11-17&start=14:30&venue={hall.pk}").content.decode()
    assert "The room is taken by Health at 2.30pm." in text
    assert "Others sit on the committee on the new day" in text
    assert "the meeting of 20 October 2026</a> announce the old date" in text


def test_a_public_meeting_is_sent_to_the_door(signed_in, publisher):
    meeting = MeetingFactory(date=dt.date(2026, 11, 10))
    assert "Move the meeting" in signed_in.get(workspace_of(meeting)).content.decode()
    publish(meeting=meeting, by=publisher, reason="Notice")
    assert "Move the meeting" not in signed_in.get(workspace_of(meeting)).content.decode()
    response = signed_in.get(move_url(meeting))
    assert "Publish a postponement" in response.content.decode()
    assert f"/office/publish/{meeting.committee.slug}/{meeting.slug}/" in response.content.decode()
    posted = signed_in.post(move_url(meeting), {"date": "2026-11-17", "seen": response.context["seen"]})
    assert posted.status_code == 422
    meeting.refresh_from_db()
    assert meeting.date == dt.date(2026, 11, 10)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"date": "soon"},
        {"date": "2026-10-04"},
        {"date": "2026-11-10", "start": "14:30"},
        {"date": "2026-11-17\x00"},
        {"date": "2026-11-17", "venue": "999999"},
        {"date": "2026-11-17", "start": "x" * 100_000},
        {"date": "2026-11-17", "seen": "x" * 100_000},
    ],
    ids=range(8),
)
def test_a_move_that_cannot_be_made_is_told(signed_in, fields):
    meeting = MeetingFactory(date=dt.date(2026, 11, 10))
    response = signed_in.post(move_url(meeting), fields)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    meeting.refresh_from_db()
    assert meeting.date == dt.date(2026, 11, 10)


@pytest.mark.parametrize("date", ["9999-12-31", "2099-01-01"])
def test_a_move_to_the_end_of_time_is_shown(signed_in, date):
    meeting = MeetingFactory(date=dt.date(2026, 11, 10))
    assert signed_in.get(f"{move_url(meeting)}?date={date}&start=14:30").status_code == 200
