"""The list of meetings, the calendar, and the past meetings on a committee's page."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, MeetingFactory, held_meeting

from portal.publishing.door import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def transport():
    return CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")


@pytest.fixture
def held_on(transport, publisher):
    """A function that publishes a meeting of the day, by default one of the transport committee that was held."""

    def make(day, committee=transport, **fields):
        maker = MeetingFactory if fields else held_meeting
        meeting = maker(committee=committee, date=day, **fields)
        publish(meeting=meeting, by=publisher, reason="Published")
        return meeting

    return make


def page(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_meetings_to_come_stand_before_past_ones_the_nearest_first(held_on, client):
    today = timezone.localdate()
    for days in (40, 7, -7, -40):
        held_on(today + dt.timedelta(days=days))
    html = page(client, "meetings:meeting-list")
    places = [html.index(f"/meetings/transport/{today + dt.timedelta(days=days)}/") for days in (7, 40, -7, -40)]
    assert places == sorted(places)
    assert html.index("To come") < places[0] < html.index("Past meetings") < places[2]


def test_a_long_list_turns_its_pages_without_losing_one(held_on, client, monkeypatch):
    monkeypatch.setattr("meetings.views.public_meeting_list.PAGE_SIZE", 3)
    today = timezone.localdate()
    days = [today + dt.timedelta(days=number * 9) for number in range(-5, 5)]
    for day in days:
        held_on(day)
    seen = []
    for number in range(1, 5):
        html = page(client, "meetings:meeting-list", page=number)
        seen += [day for day in days if f"/meetings/transport/{day}/" in html]
    assert sorted(seen) == days


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"year": "2024"}, ["2025-04-30"]),
        ({"year": "2025"}, ["2025-05-01", "2026-02-03"]),
        ({"status": "cancelled"}, ["2026-02-03"]),
        ({"since": "2025-05-01", "until": "2025-12-31"}, ["2025-05-01"]),
        ({"text": "BUS serv"}, ["2025-04-30", "2025-05-01"]),
        ({"text": "buses%"}, []),
    ],
)
def test_meetings_are_filtered_by_their_address(held_on, client, query, found):
    held_on(dt.date(2025, 4, 30))
    held_on(dt.date(2025, 5, 1))
    held_on(dt.date(2026, 2, 3), status="cancelled", status_reason="Snow")
    html = page(client, "meetings:meeting-list", **query)
    days = ["2025-04-30", "2025-05-01", "2026-02-03"]
    assert [day for day in days if f"/meetings/transport/{day}/" in html] == found


@pytest.mark.parametrize("query", ["year=1", "year=99999999999999999999", "status=lost", "year=%00", "page=-1"])
def test_a_filter_that_makes_no_sense_is_told_and_kept(held_on, client, query):
    held_on(dt.date(2026, 2, 3))
    response = client.get(f"{reverse('meetings:meeting-list')}?{query}")
    assert response.status_code == 200
    if "page" not in query:
        assert "There is a problem" in response.content.decode()


def test_the_calendar_marks_today_and_says_what_was_cancelled(held_on, client):
    today = timezone.localdate()
    held_on(today, status="cancelled", status_reason="Snow")
    html = page(client, "meetings:calendar", today.year, today.month)
    assert "calendar__today" in html
    assert "Cancelled" in html
    assert 'class="calendar__lost"' in html
    assert client.get(reverse("meetings:calendar-now"))["Location"] == f"/meetings/calendar/{today.year}/{today.month}/"


def test_the_calendar_ends_a_year_after_the_last_meeting_and_begins_with_the_first(held_on, client):
    today = timezone.localdate()
    held_on(dt.date(today.year - 2, 2, 3))
    held_on(dt.date(today.year + 1, 2, 3))
    first = page(client, "meetings:calendar", today.year - 2, 2)
    assert f"January {today.year - 2}" not in first
    assert f"/meetings/calendar/{today.year - 2}/3/" in first
    assert "No meeting is published for this month." in page(client, "meetings:calendar", today.year - 2, 3)
    last = page(client, "meetings:calendar", today.year + 2, 2)
    assert f"/meetings/calendar/{today.year + 2}/1/" in last
    assert 'rel="next"' not in last


@pytest.mark.parametrize("address", ["2026/0", "2026/13", "0/1", "10000/1", "99999999999999999999/1", "1999/1"])
def test_the_calendar_has_no_other_month(held_on, client, address):
    held_on(dt.date(2026, 2, 3))
    assert client.get(f"/meetings/calendar/{address}/").status_code == 404


def test_a_month_has_one_address(held_on, client):
    held_on(dt.date(2026, 2, 3))
    response = client.get("/meetings/calendar/2026/02/")
    assert (response.status_code, response["Location"]) == (301, "/meetings/calendar/2026/2/")


def test_a_committee_shows_its_last_two_municipal_years_and_leads_to_the_others(held_on, client):
    for year in (2019, 2021, 2022, 2023):
        held_on(dt.date(year, 6, 3))
    html = page(client, "meetings:committee-detail", "transport")
    assert "/meetings/transport/2023-06-03/" in html
    assert "/meetings/transport/2022-06-03/" in html
    assert "/meetings/transport/2021-06-03/" not in html
    assert "?year=2021#past" in html
    assert "?year=2020#past" not in html
    html = page(client, "meetings:committee-detail", "transport", year="2019")
    assert "/meetings/transport/2019-06-03/" in html
    assert "/meetings/transport/2023-06-03/" not in html


@pytest.mark.parametrize("year", ["2020", "<b>", "x" * 10_000, "\x00"])
def test_a_committee_says_that_it_has_no_such_year(held_on, client, year):
    held_on(dt.date(2023, 6, 3))
    html = page(client, "meetings:committee-detail", "transport", year=year)
    assert "No meeting of this committee is published for a municipal year" in html
    assert "<b>" not in html
    assert "x" * 21 not in html
