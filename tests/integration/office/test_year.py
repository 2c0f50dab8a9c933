"""The year: every deadline of every meeting, warnings, the table for spreadsheets, and its cost."""

import csv
import datetime as dt
from io import StringIO

import pytest
from django.urls import reverse
from factories import CommitteeFactory, GrantFactory, MeetingFactory, MembershipFactory, UserFactory
from freezing import on_the_day
from lxml import html

from meetings.models import Committee, Venue
from portal.accounts.models import Role

pytestmark = pytest.mark.django_db
YEAR, CSV = "/office/year/", "/office/year/dates.csv"
TODAY = dt.date(2026, 10, 5)


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    on_the_day(monkeypatch, TODAY)


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def rows(response):
    page = html.fromstring(response.content)
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")]
        for row in page.xpath("//tr[contains(@class, 'year__row')]")
    ]


def table(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def test_every_deadline_is_computed_backwards(signed_in):
    hall = Venue.objects.create(name="Guildhall")
    MeetingFactory(date=dt.date(2027, 4, 6), committee__name="Transport", venue=hall)
    (row,) = rows(signed_in.get(YEAR))
    # Easter Sunday is on 28 March 2027. By section 243 the Saturday after it counts, and papers may come on any day.
    assert row[2:6] == ["Thu 25 Mar", "Tue 30 Mar", "Wed 31 Mar", "Tue 20 Apr"]
    assert row[0].startswith("Tue 6 Apr")
    assert row[1] == "Transport Guildhall"


def test_christmas_and_the_vector_of_january_2023(signed_in):
    MeetingFactory(date=dt.date(2023, 1, 10))
    (row,) = rows(signed_in.get(f"{YEAR}?year=2022"))
    assert row[2] == "Fri 30 Dec"


def test_months_hold_their_meetings_and_holidays(signed_in):
    for day in (dt.date(2026, 12, 8), dt.date(2026, 11, 3), dt.date(2026, 11, 17)):
        MeetingFactory(date=day)
    months = signed_in.get(YEAR).context["months"]
    assert [(month.first_day.month, len(month.rows)) for month in months] == [(11, 2), (12, 1)]
    assert dt.date(2026, 12, 25) in dict(months[1].holidays)


def test_a_meeting_that_is_not_held_has_no_deadlines(signed_in):
    later = MeetingFactory(date=dt.date(2026, 11, 17))
    lost = MeetingFactory(date=dt.date(2026, 11, 3), status="postponed", status_reason="Snow", replaced_by=later)
    row = rows(signed_in.get(YEAR))[0]
    assert row[2] == "Postponed; held instead on 17 November 2026"
    assert lost.committee.name in row[1]


def test_warnings_stand_beside_meetings_to_come_alone(signed_in):
    for day in (dt.date(2026, 9, 5), dt.date(2026, 10, 10)):
        MeetingFactory(date=day)
    past, coming = rows(signed_in.get(YEAR))
    assert "Saturday" not in past[-1]
    assert "Warning: The day is a Saturday." in coming[-1]


def test_cell_without_a_word_is_empty_for_a_narrow_screen_to_leave_out(signed_in):
    MeetingFactory(date=dt.date(2026, 9, 8))
    page = html.fromstring(signed_in.get(YEAR).content)
    assert len(page.xpath("//td[@data-label='To be looked at'][not(node())]")) == 1


def test_committees_and_year_are_chosen_in_the_address(signed_in):
    for number in range(3):
        MeetingFactory(date=dt.date(2026, 11, 3), committee__name=f"Committee {number}", committee__slug=f"c-{number}")
    MeetingFactory(date=dt.date(2024, 11, 5), committee=Committee.objects.get(slug="c-0"))
    assert len(rows(signed_in.get(YEAR))) == 3
    assert len(rows(signed_in.get(f"{YEAR}?committee=c-0&committee=c-2"))) == 2
    response = signed_in.get(f"{YEAR}?committee=c-0&year=2024")
    assert len(rows(response)) == 1
    assert 'href="?committee=c-0&amp;year=2025"' in response.content.decode()
    assert f'href="{CSV}?committee=c-0&amp;year=2024"' in response.content.decode()


@pytest.mark.parametrize(
    "query",
    ["year=x", "year=9999999999", "year=-1", "year=%00", "committee=none", "committee=%00", f"committee={'x' * 9000}"],
)
@pytest.mark.parametrize("address", [YEAR, CSV])
def test_the_year_takes_whatever_is_asked(signed_in, address, query):
    MeetingFactory(date=dt.date(2026, 11, 3), committee__name="Transport")
    response = signed_in.get(f"{address}?{query}")
    assert response.status_code == 200
    assert "Transport" in response.content.decode()


def test_a_year_without_meetings_says_what_to_do(signed_in):
    text = signed_in.get(YEAR).content.decode()
    assert "No meeting of these committees is entered in 2026 to 2027." in text
    assert reverse("office:series") in text


def test_a_clerk_of_one_committee_plans_its_meetings_and_hears_of_clashes(client):
    hall = Venue.objects.create(name="Guildhall")
    mine, other = CommitteeFactory(name="Mine", code="MINE"), CommitteeFactory(name="Theirs", code="OTHER")
    for committee in (mine, other):
        MeetingFactory(committee=committee, date=dt.date(2026, 11, 3), venue=hall)
    user = UserFactory()
    GrantFactory(user=user, role=Role.CLERK, scope="MINE")
    client.force_login(user)
    (row,) = rows(client.get(YEAR))
    assert "The room is taken by Theirs at 2.30pm." in row[-1]
    assert [line[3] for line in table(client.get(CSV))] == ["Committee", "Mine"]


def test_the_table_for_spreadsheets(signed_in):
    MeetingFactory(date=dt.date(2026, 11, 3), committee__name="Transport")
    response = signed_in.get(CSV)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="meetings-2026-to-2027.csv"'
    heads, row = table(response)
    assert dict(zip(heads, row, strict=True)) == {
        "Date": "2026-11-03",
        "Weekday": "Tuesday",
        "Starts": "14:30",
        "Committee": "Transport",
        "Status": "Scheduled",
        "Venue": "",
        "Agenda and notice by (working days)": "2026-10-26",
        "Agenda and notice by (section 243)": "2026-10-27",
        "Questions by": "2026-10-28",
        "Draft minutes by (own aim)": "2026-11-17",
        "Warnings": "No venue is entered.",
    }


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_table_is_a_formula(signed_in, sign):
    name = f'{sign}HYPERLINK("https://bad.example")'
    venue = Venue.objects.create(name=name)
    MeetingFactory(date=dt.date(2026, 11, 3), committee__name=name, venue=venue)
    (_, row) = table(signed_in.get(CSV))
    assert row[3].startswith("'")
    assert row[5].startswith("'")
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_the_year_asks_no_more_for_twenty_meetings_than_for_two(
    signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    person = MembershipFactory(committee=MeetingFactory(date=dt.date(2026, 11, 3)).committee).person
    MeetingFactory(date=dt.date(2026, 11, 3))
    with django_assert_max_num_queries(11) as asked:
        signed_in.get(YEAR)
    for number in range(18):
        made = MeetingFactory(date=dt.date(2026, 11, 3 + number % 5), venue=Venue.objects.create(name=f"Room {number}"))
        MembershipFactory(committee=made.committee, person=person)
    with django_assert_num_queries(len(asked)):
        assert len(rows(signed_in.get(YEAR))) == 20
