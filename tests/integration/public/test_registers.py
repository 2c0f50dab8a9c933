"""The registers of people, questions and documents: what publishing writes into them, and their pages."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from factories import (
    CommitteeFactory,
    DocumentFactory,
    MeetingFactory,
    MembershipFactory,
    PersonFactory,
    QuestionFactory,
    held_meeting,
)

from actions.models import LedgerEntry
from meetings.models import (
    Attendance,
    Edition,
    PublishedAttendance,
    PublishedPaper,
    PublishedPerson,
    PublishedQuestion,
)
from portal.publishing.door import publish, publish_committee, withdraw
from portal.publishing.verification import faults

pytestmark = pytest.mark.django_db

REFUSED = {"state": "disallowed", "disallowed_reason": "It names an officer.", "disallowed_rule": "Standing order 14.3"}
BAD = ["committee=nope", "year=x", "year=-1", "text=%00'", "page=-1", "kind=%27--", "page=x", f"text={'a' * 9000}"]


@pytest.fixture
def transport():
    return CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")


@pytest.fixture
def price(transport):
    person = PersonFactory(name="Anwen Price", sort_name="price anwen", slug="anwen-price")
    MembershipFactory(committee=transport, person=person, role="member", last_day=dt.date(2026, 2, 28))
    MembershipFactory(committee=transport, person=person, role="chairperson", first_day=dt.date(2026, 3, 1))
    return person


def minuted(transport, publisher, date, person=None, **attendance):
    meeting = held_meeting(committee=transport, date=date)
    if person:
        Attendance.objects.create(meeting=meeting, person=person, name=person.full_name, **attendance)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


def page(client, name, *args, status=200, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_person_page_tells_seats_over_time(price, transport, publisher, client):
    publish_committee(committee=transport, by=publisher, reason="Members")
    html = page(client, "meetings:person-detail", "anwen-price")
    assert "Chairperson of the" in html
    assert html.index("1 March 2026") < html.index("28 February 2026")


def test_attendance_is_counted_as_the_page_defines_it(price, transport, publisher, client):
    minuted(transport, publisher, dt.date(2026, 1, 13), price)
    minuted(transport, publisher, dt.date(2026, 1, 20), price, mode="remote", arrived="15:00")
    minuted(transport, publisher, dt.date(2026, 1, 27), price, mode="apologies")
    minuted(transport, publisher, dt.date(2026, 2, 3))
    other = CommitteeFactory(name="Cabinet", slug="cabinet", code="CAB", kind="cabinet")
    minuted(other, publisher, dt.date(2026, 2, 10), price, group="in attendance")
    minuted(other, publisher, dt.date(2026, 2, 17))
    scheduled = held_meeting(committee=transport, date=dt.date(2026, 2, 24))
    scheduled.status, scheduled.minutes_state = "scheduled", "none"
    scheduled.save()
    publish(meeting=scheduled, by=publisher, reason="Agenda")

    response = client.get("/people/anwen-price/")

    transport_tally, cabinet_tally = response.context["tallies"]
    assert transport_tally.expected == 4
    assert transport_tally.counts == {"present": 1, "remote": 1, "apologies": 1, "absent": 0, "not listed": 1}
    assert (cabinet_tally.expected, cabinet_tally.guest) == (0, 1)
    assert "arrived 15:00" in response.content.decode()
    assert [line.meeting.date.day for line in response.context["lines"]] == [10, 3, 27, 20, 13]


def test_attendance_is_shown_by_municipal_year(price, transport, publisher, client):
    minuted(transport, publisher, dt.date(2026, 1, 13), price)
    minuted(transport, publisher, dt.date(2026, 6, 9), price)
    html = page(client, "meetings:person-detail", "anwen-price")
    assert "municipal year 2026 to 2027" in html
    assert "13 January 2026" not in html
    assert "13 January 2026" in page(client, "meetings:person-detail", "anwen-price", year="2025")
    for bad in ("1066", "x", "2025'--", "\x00", "9" * 400):
        assert "municipal year 2026 to 2027" in page(client, "meetings:person-detail", "anwen-price", year=bad)


def test_a_seat_ends_with_its_last_day(price, transport, publisher, client):
    price.memberships.all().delete()
    MembershipFactory(committee=transport, person=price, first_day=dt.date(2026, 1, 14), last_day=dt.date(2026, 1, 20))
    for day in (13, 14, 20, 21):
        minuted(transport, publisher, dt.date(2026, 1, day))
    response = client.get("/people/anwen-price/")
    assert [line.meeting.date.day for line in response.context["lines"]] == [20, 14]
    assert "Holds no seat" in response.content.decode()


def test_a_name_that_only_a_withdrawn_edition_printed_is_forgotten(transport, publisher, client):
    witness = PersonFactory(name="Wilf Witness", slug="wilf-witness")
    meeting = minuted(transport, publisher, dt.date(2026, 1, 13), witness, group="in attendance")
    assert "Wilf Witness" in page(client, "meetings:person-list")

    withdraw(edition=meeting.editions.get(), by=publisher, reason="A name that should not be there")

    assert "Wilf Witness" not in page(client, "meetings:person-list")
    assert "Wilf" not in page(client, "meetings:person-detail", "wilf-witness", status=410)
    assert PublishedPerson.objects.get(slug="wilf-witness").name == ""


def test_a_person_goes_by_the_name_that_was_printed_last(price, transport, publisher, client):
    minuted(transport, publisher, dt.date(2026, 1, 13), price)
    price.name = "Anwen Price-Hughes"
    price.save()
    second = minuted(transport, publisher, dt.date(2026, 1, 20), price)
    assert PublishedPerson.objects.get().name == "Councillor Anwen Price-Hughes"
    withdraw(edition=second.editions.get(), by=publisher, reason="Wrong")
    assert PublishedPerson.objects.get().name == "Councillor Anwen Price"


def test_question_register_says_what_became_of_each(transport, publisher, client):
    meeting = held_meeting(committee=transport, date=dt.date(2026, 2, 3))
    asked = {"meeting": meeting, "kind": "public", "questioner": "Ms Ada Lark", "text": "Why are buses late?"}
    QuestionFactory(number="PQ 1", position=1, response="Traffic.", response_by="The Leader", **asked)
    QuestionFactory(number="PQ 3", position=3, **asked, **REFUSED)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    coming = MeetingFactory(committee=transport, date=dt.date(2026, 3, 3), status="scheduled")
    QuestionFactory(number="PQ 1", **asked | {"meeting": coming})
    publish(meeting=coming, by=publisher, reason="Notice with questions")

    html = page(client, "meetings:question-list")

    assert "/meetings/transport/2026-02-03/#question-pq-1" in html
    assert "Answered by The Leader" in html
    assert html.count("Answer awaited</span>") == 1
    assert html.count("Not allowed</span>") == 1
    assert "3 questions" in html
    assert "1 question" in page(client, "meetings:question-list", outcome="awaited")
    assert "1 question" in page(client, "meetings:question-list", text="traffic")
    assert "No published question fits" in page(client, "meetings:question-list", kind="member")
    assert "1 question" in page(client, "meetings:question-list", year="2025", text="traffic")
    assert "“2026” is not one of the choices." in page(client, "meetings:question-list", year="2026")


def test_document_register_leads_to_the_file_and_to_its_place(transport, publisher, client):
    meeting = held_meeting(committee=transport, date=dt.date(2026, 2, 3))
    paper = DocumentFactory.with_file(meeting=meeting, item=meeting.items.get(), kind="report")
    DocumentFactory(meeting=meeting, title="Map of routes", listed_size="PDF 2 MB")
    publish(meeting=meeting, by=publisher, reason="Draft minutes")

    html = page(client, "meetings:document-list")

    assert f"/meetings/transport/2026-02-03/papers/{paper.sha256[:12]}/buses.pdf" in html
    assert "/meetings/transport/2026-02-03/#item-1" in html
    assert "no file held here" in html
    assert "1 document" in page(client, "meetings:document-list", kind="report", committee="transport")
    assert "1 document" in page(client, "meetings:document-list", text="ROUTES map")


def test_registers_of_an_empty_record_say_so(client):
    for name in ("meetings:person-list", "meetings:question-list", "meetings:document-list"):
        assert "fits these filters" in page(client, name)


@pytest.mark.parametrize(
    "query", ["committee=nope", "year=x", "year=-1", "text=%00'", "page=-1", "kind=%27--", "page=x"]
)
@pytest.mark.parametrize("name", ["meetings:person-list", "meetings:question-list", "meetings:document-list"])
def test_registers_survive_bad_addresses(transport, publisher, client, name, query):
    minuted(transport, publisher, dt.date(2026, 1, 13))
    assert client.get(f"{reverse(name)}?{query}").status_code == 200


def test_registers_cost_the_same_for_few_and_for_many(
    price, transport, publisher, client, django_assert_max_num_queries
):
    def cost():
        found = {}
        for address in ("/people/", "/people/anwen-price/", "/questions/", "/documents/"):
            with django_assert_max_num_queries(8) as captured:
                assert client.get(address).status_code == 200
            found[address] = len(captured)
        return found

    def add(number):
        day = dt.date(2026, 1, 13) + dt.timedelta(days=number)
        meeting = held_meeting(committee=transport, date=day)
        for person in (price, PersonFactory()):
            Attendance.objects.create(meeting=meeting, person=person, name=person.full_name)
        QuestionFactory(meeting=meeting, response="So.")
        DocumentFactory.with_file(str(number).encode(), meeting=meeting)
        publish(meeting=meeting, by=publisher, reason="Draft minutes")

    add(0)
    few = cost()
    for number in range(1, 20):
        add(number)
    assert cost() == few


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE meetings_publishedattendance SET mode = 'absent'", "attendance in the register"),
        ("UPDATE meetings_publishedseat SET role = 'member'", "seats in the register"),
        ("UPDATE meetings_publishedperson SET name = 'Somebody Else'", "printed last"),
        ("UPDATE meetings_publishedquestion SET text = 'Thank you'", "questions in the register"),
        ("UPDATE meetings_publishedpaper SET sha256 = ''", "papers in the register"),
    ],
)
def test_a_changed_register_is_named_and_made_anew(price, transport, publisher, statement, says):
    meeting = held_meeting(committee=transport, date=dt.date(2026, 2, 3))
    Attendance.objects.create(meeting=meeting, person=price, name=price.full_name)
    QuestionFactory(meeting=meeting, response="So.")
    DocumentFactory.with_file(meeting=meeting)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    assert not list(faults())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)
    assert says in " ".join(str(fault) for fault in faults())
    call_command("rebuild_public_rows", verbosity=0)
    assert not list(faults())


def test_rebuilding_changes_no_edition_and_no_reference(price, transport, publisher):
    minuted(transport, publisher, dt.date(2026, 1, 13), price)
    before = (list(Edition.objects.values()), list(LedgerEntry.objects.order_by("pk").values()))
    for register in (PublishedAttendance, PublishedQuestion, PublishedPaper):
        register.objects.all().delete()
    call_command("rebuild_public_rows", verbosity=0)
    assert (list(Edition.objects.values()), list(LedgerEntry.objects.order_by("pk").values())) == before
    assert PublishedAttendance.objects.count() == 1
