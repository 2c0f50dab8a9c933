"""The office's pages of reference data."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from factories import (
    CommitteeFactory,
    GrantFactory,
    MeetingFactory,
    MembershipFactory,
    PersonFactory,
    UserFactory,
    held_meeting,
)

from actions.models import AddresseeClock
from meetings import models
from meetings.views.reference_kinds import KINDS
from portal.accounts.models import Role
from portal.audit.models import AuditEvent
from portal.publishing.door import publish_committee

pytestmark = pytest.mark.django_db

UNPROCESSABLE = 422


@pytest.fixture
def office(client, publisher):
    client.force_login(publisher)
    return client


def address(kind, row=None):
    return (
        reverse("office:reference-edit", args=[kind, row.pk]) if row else reverse("office:reference-new", args=[kind])
    )


def shown(response):
    """What the form of a page holds, as a browser would send it back."""
    form = response.context["form"]
    values = {field.html_name: field.value() for field in form}
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = "\n".join(value)
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


def save(office, where, **changes):
    return office.post(where, {**shown(office.get(where)), **changes}, follow=True)


def errors(response):
    assert response.status_code == UNPROCESSABLE
    return response.context["form"].errors


def test_overview_lists_every_kind(office):
    page = office.get(reverse("office:reference")).content.decode()
    for kind in KINDS.values():
        assert kind.address in page
        assert kind.what in page.replace("&#x27;", "'")
    assert reverse("clocks:clock-list") in page


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_and_form_is_shown(office, kind):
    assert office.get(reverse("office:reference-list", args=[kind])).status_code == 200
    status = 404 if kind == "standing-items" else 200
    assert office.get(address(kind)).status_code == status


@pytest.mark.parametrize("kind", KINDS)
def test_lists_ask_the_same_of_the_database_for_two_rows_and_for_twenty(office, kind, django_assert_num_queries):
    def enter(number):
        for n in range(number):
            seat = MembershipFactory(committee__kind="board")
            committee = seat.committee
            seat.person.account = UserFactory()
            seat.person.save()
            models.PersonSpelling.objects.create(person=seat.person, spelling=seat.person.name, key=seat.person.name)
            post = models.Post.objects.create(title=f"Post {seat.pk}")
            models.UsualOfficer.objects.create(committee=committee, post=post)
            models.StandingItem.objects.create(committee=committee, position=1, title="Apologies")
            models.Venue.objects.create(name=f"Hall {seat.pk}")
            models.MinuteSeries.objects.create(committee=committee, name="one", begun_on=dt.date(2025, 5, 1))
            models.MunicipalYear.objects.create(
                year=2020 + n + number, first_day=dt.date(2020 + n + number, 5, 1), last_day=dt.date(2090, 5, 1)
            )

    where = reverse("office:reference-list", args=[kind])
    enter(2)
    with django_assert_num_queries(office_queries(office, where)):
        office.get(where)
    few = office_queries(office, where)
    enter(20)
    assert office_queries(office, where) == few


def office_queries(office, where):
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        office.get(where)
    return len(asked)


def test_a_venue_is_added_changed_and_removed(office, publisher):
    assert save(office, address("venues"), name="Town Hall", address="High Street").status_code == 200
    venue = models.Venue.objects.get(name="Town Hall")
    assert b"Saved" in save(office, address("venues", venue), name="Old Town Hall").content
    venue.refresh_from_db()
    assert (venue.name, venue.address) == ("Old Town Hall", "High Street")
    office.post(reverse("office:reference-remove", args=["venues", venue.pk]))
    assert not models.Venue.objects.filter(pk=venue.pk).exists()
    events = AuditEvent.objects.filter(record=f"venue {venue.pk}").order_by("pk")
    assert [event.deed for event in events] == ["added the venue", "changed the venue", "removed the venue"]
    assert {event.by for event in events} == {publisher}
    assert events[1].before == {"name": "Town Hall"}


def test_what_is_used_is_not_removed_and_the_page_says_where(office):
    venue = models.Venue.objects.create(name="Town Hall")
    MeetingFactory(venue=venue)
    CommitteeFactory(usual_venue=venue)
    response = office.post(reverse("office:reference-remove", args=["venues", venue.pk]))
    assert response.status_code == UNPROCESSABLE
    assert "is used by 1 committee and 1 meeting, so it stays." in response.content.decode()
    assert models.Venue.objects.filter(pk=venue.pk).exists()


def test_a_change_that_was_not_seen_is_not_overwritten(office):
    venue = models.Venue.objects.create(name="Town Hall")
    old = shown(office.get(address("venues", venue)))
    models.Venue.objects.filter(pk=venue.pk).update(name="City Hall")
    refused = office.post(address("venues", venue), {**old, "name": "Guildhall"})
    assert "Name is now “City Hall”." in " ".join(errors(refused)["__all__"])
    assert b"Guildhall" in refused.content
    assert office.post(address("venues", venue), {**shown(refused), "name": "Guildhall"}).status_code == 302


def test_a_committee_with_its_names_and_its_usual_things(office):
    venue = models.Venue.objects.create(name="Town Hall")
    save(
        office, address("committees"), name="Harbour Scrutiny", slug="harbour", code="HAR", kind="scrutiny",
        aliases="Harbour\n  Harbour Panel \n\nHarbour", usual_venue=venue.pk, usual_start="18:00", quorum="4",
    )  # fmt: skip
    committee = models.Committee.objects.get(code="HAR")
    assert sorted(committee.aliases.values_list("name", flat=True)) == ["Harbour", "Harbour Panel"]
    assert (committee.usual_start, committee.quorum, committee.usual_venue) == (dt.time(18), 4, venue)
    save(office, address("committees", committee), aliases="Harbour Panel\nPort Panel")
    assert sorted(committee.aliases.values_list("name", flat=True)) == ["Harbour Panel", "Port Panel"]


def test_a_name_of_another_committee_is_no_alias(office):
    other = CommitteeFactory(name="Transport")
    models.CommitteeAlias.objects.create(committee=other, name="Buses")
    mine = CommitteeFactory()
    found = errors(save(office, address("committees", mine), aliases="Transport\nBuses"))["aliases"]
    assert found == ["“Buses” names Transport already.", "“Transport” is a committee of its own."]


def test_what_the_database_refuses_stands_at_its_field(office):
    committee = CommitteeFactory()
    found = errors(save(office, address("committees", committee), kind="task and finish group", quorum="0", code="x"))
    assert found["parent"] == ["A task and finish group belongs to the committee that set it up."]
    assert found["quorum"] == ["A quorum is one member at least."]
    assert "capital letters" in found["code"][0]


def test_code_and_address_stay_once_a_committee_is_published(office, publisher):
    committee = CommitteeFactory()
    publish_committee(committee=committee, by=publisher, reason="First")
    save(office, address("committees", committee), slug="another", code="ANO", remit="New remit")
    committee.refresh_from_db()
    assert committee.slug != "another"
    assert committee.code != "ANO"
    assert committee.remit == "New remit"


def test_a_code_over_which_accounts_hold_roles_stays(office):
    committee = CommitteeFactory(code="HAR")
    GrantFactory(user=UserFactory(), role=Role.CLERK, scope="HAR")
    found = errors(save(office, address("committees", committee), code="POR"))
    assert "hold roles over HAR" in " ".join(found["__all__"])


def test_the_page_of_a_committee_says_where_it_differs_from_what_is_published(office, publisher):
    committee = CommitteeFactory()
    assert "Not published yet" in office.get(address("committees", committee)).content.decode()
    publish_committee(committee=committee, by=publisher, reason="First")
    assert "As published on" in office.get(address("committees", committee)).content.decode()
    committee.remit = "Another remit"
    committee.save()
    MembershipFactory(committee=committee)
    page = office.get(address("committees", committee)).content.decode()
    assert "Differs from what is published: remit, membership" in page


def test_a_person_with_spellings_and_an_account(office):
    account = UserFactory()
    save(office, address("people"), name="Anwen Price", title="Councillor", spellings="A. Price", account=account.pk)
    person = models.Person.objects.get(name="Anwen Price")
    assert (person.slug, person.sort_name, person.account) == ("anwen-price", "price anwen", account)
    assert set(person.spellings.values_list("spelling", "key")) == {
        ("Anwen Price", "anwen price"),
        ("A. Price", "a price"),
    }
    found = errors(save(office, address("people"), name="Bryn Cole", spellings="A Price", account=account.pk))
    assert found["account"] == ["This account belongs to somebody else: unlink it there first."]
    assert "A spelling names one person." in found["spellings"][0]
    save(office, address("people"), name="Bryn Price")
    save(office, address("people", person), name="Anwen Price-Jones", spellings="")
    person.refresh_from_db()
    assert person.slug == "anwen-price"
    assert list(person.spellings.values_list("spelling", flat=True)) == ["Anwen Price-Jones"]


def test_two_people_of_one_name_are_not_entered(office):
    save(office, address("people"), name="Anwen Price")
    assert "A spelling names one person." in errors(save(office, address("people"), name="Anwen Price"))["name"][0]


def test_a_seat_is_refused_at_the_field_that_is_wrong(office):
    seat = MembershipFactory(role="chairperson")
    form = {"committee": seat.committee.pk, "first_day": "2026-05-20"}
    again = save(office, address("memberships"), **form, person=seat.person.pk, role="member")
    assert errors(again)["person"] == ["This person already sits on the committee in these days."]
    second = save(office, address("memberships"), **form, person=PersonFactory().pk, role="chairperson")
    assert errors(second)["role"] == ["The committee has another chairperson in these days."]
    guest = save(office, address("memberships"), **form, person=PersonFactory().pk, role="co-optee")
    assert errors(guest)["body"] == ["Say which body the co-optee represents."]
    late = save(office, address("memberships"), **form, person=PersonFactory().pk, role="member", last_day="2026-05-19")
    assert errors(late)["last_day"] == ["A membership cannot end before it begins."]


def test_a_seat_added_from_a_committee_leads_back_to_it(office):
    committee, person = CommitteeFactory(), PersonFactory()
    where = f"{address('memberships')}?committee={committee.pk}"
    filled = shown(office.get(where))
    assert str(filled["committee"]) == str(committee.pk)
    response = office.post(
        where, {**filled, "person": person.pk, "role": "non-voting member", "first_day": "2026-05-20"}
    )
    assert response["Location"] == address("committees", committee)
    assert models.Membership.objects.get(person=person).votes == "never"


def test_the_executive_does_not_scrutinise(office):
    cabinet = CommitteeFactory(name="Cabinet", kind="cabinet")
    seat = MembershipFactory(committee=cabinet, first_day=dt.date(2025, 5, 1), last_day=dt.date(2026, 4, 30))
    form = {"committee": CommitteeFactory().pk, "person": seat.person.pk, "role": "member", "votes": "always"}
    refused = save(office, address("memberships"), **form, first_day="2026-04-30")
    assert "sits on Cabinet in these days. Members of the executive" in errors(refused)["__all__"][0]
    assert save(office, address("memberships"), **form, first_day="2026-05-01").status_code == 200
    assert models.Membership.objects.filter(person=seat.person).count() == 2


def test_a_seat_is_ended_and_keeps_its_row(office):
    seat = MembershipFactory(first_day=dt.date(2025, 5, 20))
    end = reverse("office:seat-end", args=[seat.pk])
    early = office.post(end, {"end-last_day": "2025-05-19"})
    assert early.status_code == UNPROCESSABLE
    assert "The seat begins on 20 May 2025, after that day." in early.content.decode()
    assert office.post(end, {"end-last_day": "2026-03-01"}).status_code == 302
    seat.refresh_from_db()
    assert seat.last_day == dt.date(2026, 3, 1)
    assert "already" in office.post(end, {"end-last_day": "2027-03-01"}).content.decode()


def test_last_years_seats_go_on(office, publisher):
    year = models.MunicipalYear.objects.create(year=2026, first_day=dt.date(2026, 5, 19), last_day=dt.date(2027, 5, 17))
    days = {"first_day": dt.date(2025, 5, 20), "last_day": dt.date(2026, 5, 18)}
    chair = MembershipFactory(role="chairperson", **days)
    member = MembershipFactory(committee=chair.committee, **days)
    promoted = MembershipFactory(committee=chair.committee, **days)
    MembershipFactory(committee=CommitteeFactory(kind="cabinet"), person=promoted.person, first_day=year.first_day)
    where = reverse("office:seats-copy", args=[year.pk])
    page = office.get(where).content.decode()
    assert page.count(" checked") == 2
    assert "in the new year." in page
    refused = office.post(where, {"seat": [member.pk, promoted.pk]})
    assert refused.status_code == UNPROCESSABLE
    assert not member.person.memberships.filter(first_day=year.first_day).exists(), "all or none"
    assert office.post(where, {"seat": [chair.pk, member.pk]}).status_code == 302
    again = chair.person.memberships.get(first_day=year.first_day)
    assert (again.role, again.last_day) == ("chairperson", year.last_day)
    event = AuditEvent.objects.get(record=f"membership {again.pk}")
    assert (event.deed, event.by) == ("copied the seats to 2026 to 2027", publisher)
    assert office.post(where, {"seat": [chair.pk]}).status_code == UNPROCESSABLE


def test_the_bank_holidays_of_a_year_are_added_once(office):
    add = reverse("office:holidays-add-year")
    models.Holiday.objects.create(day=dt.date(2040, 12, 25), name="Our own words")
    assert office.post(add, {"year": "2040"})["Location"].endswith("?year=2040")
    number = models.Holiday.objects.filter(day__year=2040).count()
    assert number >= 8
    assert models.Holiday.objects.get(day=dt.date(2040, 12, 25)).name == "Our own words"
    assert "stand in the table already" in office.post(add, {"year": "2040"}, follow=True).content.decode()
    assert models.Holiday.objects.filter(day__year=2040).count() == number
    assert office.post(add, {"year": "99999"}).status_code == UNPROCESSABLE


def test_a_clerk_keeps_the_holidays_and_nothing_of_the_others(client, clerk):
    client.force_login(clerk)
    page = client.get(reverse("office:reference")).content.decode()
    assert reverse("office:reference-list", args=["holidays"]) in page
    assert reverse("office:reference-list", args=["people"]) not in page
    holiday = models.Holiday.objects.get(day=dt.date(2026, 12, 25))
    assert save(client, address("holidays", holiday), name="Christmas").status_code == 200
    assert client.get(address("people")).status_code == 403


def test_a_clerk_of_one_committee_begins_series_of_that_one_alone(client):
    mine, other = CommitteeFactory(code="MINE"), CommitteeFactory(code="OTHER")
    user = UserFactory()
    GrantFactory(user=user, role=Role.CLERK, scope="MINE")
    client.force_login(user)
    form = {"name": "from May 2026", "begun_on": "2026-05-19"}
    assert client.post(address("minute-series"), {**form, "committee": mine.pk}).status_code == 302
    assert client.post(address("minute-series"), {**form, "committee": other.pk}).status_code == 403
    models.MinuteSeries.objects.create(committee=other, name="theirs", begun_on=dt.date(2020, 1, 1))
    page = client.get(reverse("office:reference-list", args=["minute-series"])).content.decode()
    assert "from May 2026" in page
    assert "theirs" not in page
    theirs = models.MinuteSeries.objects.get(name="theirs")
    assert client.get(address("minute-series", theirs)).status_code == 403


def test_a_changed_clock_moves_no_date_that_was_given(office, publisher):
    from actions.models import LedgerEntry
    from actions.workflow.facts import add_update
    from portal.publishing.door import publish

    publish(meeting=held_meeting(date=dt.date(2026, 3, 3)), by=publisher, reason="Draft minutes")
    entry = LedgerEntry.objects.get(addressee_kind="executive")
    add_update(entry=entry, kind="sent", on=dt.date(2026, 3, 22), by=publisher)
    clock = AddresseeClock.objects.get(addressee_kind="executive")
    where = reverse("clocks:clock-edit", args=[clock.pk])
    assert "Dates that were given stay as they are" in office.get(where).content.decode()
    assert save(office, where, months="", days="14", rule="Our own rule").status_code == 200
    entry.refresh_from_db()
    assert entry.due_in_force == dt.date(2026, 5, 21)
    assert "not both" in errors(save(office, where, months="2", days="14"))["days"][0]
    assert errors(save(office, where, rule=""))["rule"]


@pytest.mark.parametrize(
    "typed", [{"name": "a\x00b"}, {"name": "x" * 100_000}, {"name": ""}, {"address": "\x00"}, {"name": "<b>&\"'"}]
)
def test_what_is_typed_never_breaks_a_page(office, typed):
    assert office.post(address("venues"), {"name": "Hall", **typed}).status_code in (302, UNPROCESSABLE)


@pytest.mark.parametrize(
    "asked",
    ["people/?text=%00", "people/?who=nobody", "committees/?kind=x", "memberships/?committee=nowhere&when=never",
     "holidays/?year=x", "holidays/?year=99999999999", "people/?page=999", "nothing/", "people/99999999999999999999/",
     "people/0/", "memberships/new/?committee=99999999999999999999&person=x", "committees/1/nothing/",
     "memberships/new/?committee=%C2%B2"],
)  # fmt: skip
def test_what_is_asked_for_never_breaks_a_page(office, asked):
    assert office.get(f"/office/reference/{asked}").status_code in (200, 404)
