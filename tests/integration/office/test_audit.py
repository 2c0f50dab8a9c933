"""The audit log: what is noted, that it stays, and how it is searched."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.utils import Error
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, MeetingFactory, UserFactory, held_meeting

from meetings.models import AgendaItem, Attendance, Holiday, Membership, Person, Post, Venue
from meetings.workflow.change import change
from portal.audit.context import deed
from portal.audit.models import AuditEvent
from portal.audit.pages import PER_PAGE
from portal.audit.recording import record

pytestmark = pytest.mark.django_db

LIST = reverse("audit:event-list")


@pytest.fixture
def office(client, administrator):
    client.force_login(administrator)
    return client


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def saved(model, row, column, value):
    setattr(row, column, value)
    row.save()


def bulk(model, row, column, value):
    setattr(row, column, value)
    model.objects.bulk_update([row], [column])


def queryset(model, row, column, value):
    model.objects.filter(pk=row.pk).update(**{column: value})


def raw(model, row, column, value):
    run(f'UPDATE {model._meta.db_table} SET "{column}" = %s WHERE id = %s', value, row.pk)


def rows_of_several_tables():
    meeting = held_meeting()
    return {
        "venue": (Venue, Venue.objects.create(name="Hall"), "address"),
        "post": (Post, Post.objects.create(title="Clerk"), "directorate"),
        "agenda item": (AgendaItem, meeting.items.get(), "purpose"),
        "person": (Person, Person.objects.create(name="Ann Lee", sort_name="lee ann", slug="ann-lee"), "title"),
        "meeting": (type(meeting), meeting, "notes"),
    }


@pytest.mark.parametrize("way", [saved, bulk, queryset, raw])
def test_every_way_to_change_a_row_is_noted(way, clerk):
    for words, (model, row, column) in rows_of_several_tables().items():
        with deed("tidied up", by=clerk, subject="several tables"):
            way(model, row, column, "after the change")
        event = AuditEvent.objects.latest("pk")
        assert (event.by, event.deed, event.subject) == (clerk, "tidied up", "several tables")
        assert (event.verb, event.record) == (f"changed {words}", f"{words} {row.pk}")
        assert (event.before, event.after) == ({column: ""}, {column: "after the change"})


@pytest.mark.parametrize("is_raw", [False, True])
def test_a_removed_row_is_noted_whole(is_raw, clerk):
    venue = Venue.objects.create(name="Hall", address="High Street")
    number = venue.pk
    with deed("removed a venue", by=clerk, subject="venues"):
        if is_raw:
            run("DELETE FROM meetings_venue WHERE id = %s", number)
        else:
            venue.delete()
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.record, event.by) == ("removed venue", f"venue {number}", clerk)
    assert (event.before, event.after) == ({"id": number, "name": "Hall", "address": "High Street"}, {})


def test_bulk_create_is_noted_row_by_row(clerk):
    with deed("entered closures", by=clerk, subject="holidays"):
        Holiday.objects.bulk_create([Holiday(day=dt.date(2050, 1, n), name="Closed") for n in (3, 4)])
    assert AuditEvent.objects.filter(deed="entered closures", verb="added holiday", by=clerk).count() == 2


def test_minutes_are_noted_when_they_are_changed_past_their_versions(clerk):
    item = held_meeting().items.get()
    run("UPDATE meetings_agendaitem SET minutes_html = '<p>Forged.</p>' WHERE id = %s", item.pk)
    event = AuditEvent.objects.latest("pk")
    assert event.record == f"agenda item {item.pk}"
    assert "considered buses" in event.before["minutes_html"]
    assert event.after["minutes_html"] == "<p>Forged.</p>"
    assert event.by is None


def test_minutes_with_a_version_are_not_noted_twice():
    item = held_meeting().items.get()
    AgendaItem.objects.filter(pk=item.pk).update(minutes_html="<p>Typed.</p>", minutes_revision=1)
    assert AuditEvent.objects.latest("pk").after == {"minutes_revision": 1}


def test_a_deed_on_a_meeting_says_which(clerk):
    meeting = MeetingFactory(committee=CommitteeFactory(slug="harbour"), date=dt.date(2026, 4, 26))
    with change(meeting, "saved the attendance", by=clerk) as fresh:
        Attendance.objects.create(meeting=fresh, name="Guest", group="in attendance", position=1)
    event = AuditEvent.objects.latest("pk")
    assert (event.subject, event.deed) == ("meeting harbour/2026-04-26", "saved the attendance")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET verb = 'nothing'",
        "UPDATE audit_auditevent SET by_id = NULL",
        "DELETE FROM audit_auditevent",
    ],
)
def test_nobody_changes_or_removes_an_event(statement, clerk):
    record(by=clerk, verb="signed in", subject="account 1")
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        run(statement)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        AuditEvent.objects.update(verb="nothing")
    assert AuditEvent.objects.filter(verb="signed in", by=clerk).exists()


def test_who_acted_is_forgotten_with_the_deed(clerk):
    with deed("tidied up", by=clerk, subject="venues"):
        Venue.objects.create(name="In the deed")
    Venue.objects.create(name="After the deed")
    event = AuditEvent.objects.latest("pk")
    assert (event.by, event.deed) == (None, "")
    assert event.subject == event.record


def test_a_deed_within_a_deed_gives_the_outer_one_back(clerk, publisher):
    with deed("outer", by=clerk, subject="one"):
        with deed("inner", by=publisher, subject="two"):
            Venue.objects.create(name="Inner")
        Venue.objects.create(name="Outer")
    inner, outer = AuditEvent.objects.filter(verb="added venue").order_by("pk")
    assert (inner.by, inner.deed, inner.subject) == (publisher, "inner", "two")
    assert (outer.by, outer.deed, outer.subject) == (clerk, "outer", "one")


@pytest.mark.django_db(transaction=True)
def test_nothing_leaks_from_one_transaction_to_the_next_on_a_kept_connection(clerk):
    with deed("tidied up", by=clerk, subject="venues"):
        Venue.objects.create(name="Committed")
    backend = connection.connection
    Venue.objects.create(name="By itself")
    with pytest.raises(RuntimeError), deed("failed", by=clerk, subject="venues"):
        Venue.objects.create(name="Rolled back")
        raise RuntimeError("the deed fails")
    with transaction.atomic():
        Venue.objects.create(name="In a transaction of its own")
    assert connection.connection is backend, "it is one connection all the while"
    told = list(AuditEvent.objects.filter(verb="added venue").order_by("pk").values_list("after__name", "by", "deed"))
    assert told == [
        ("Committed", clerk.pk, "tidied up"),
        ("By itself", None, ""),
        ("In a transaction of its own", None, ""),
    ]


def names(response):
    return [told.event.after.get("name") for deed in response.context["deeds"] for told in deed.events]


@pytest.fixture
def venues(clerk, publisher):
    with deed("furnished the town", by=clerk, subject="meeting harbour/2026-04-26"):
        hall = Venue.objects.create(name="Town Hall", address="High Street")
    with deed("furnished the villages", by=publisher, subject="meeting harbour/2026-05-01"):
        Venue.objects.create(name="Village Hall", address="O'Neill's Lane \\ Mill")
    return hall


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"subject": "harbour/2026-04"}, ["Town Hall"]),
        ({"subject": "HARBOUR"}, ["Village Hall", "Town Hall"]),
        ({"deed": "furnished the villages"}, ["Village Hall"]),
        ({"verb": "added venue"}, ["Village Hall", "Town Hall"]),
        ({"words": "villag"}, ["Village Hall"]),
        ({"words": "high town"}, ["Town Hall"]),
        ({"words": "o'neill's"}, ["Village Hall"]),
        ({"words": "\\ mill"}, ["Village Hall"]),
        ({"words": "High", "subject": "2026-05-01"}, []),
        ({"since": "2999-01-01"}, []),
        ({"until": "1950-01-01"}, []),
    ],
)
def test_events_are_found(office, venues, asked, expected):
    assert [name for name in names(office.get(LIST, asked)) if name in ("Town Hall", "Village Hall")] == expected


def test_events_are_found_by_account_row_and_day(office, venues, clerk):
    assert names(office.get(LIST, {"by": clerk.pk})) == ["Town Hall"]
    assert names(office.get(LIST, {"record": f"venue {venues.pk}"})) == ["Town Hall"]
    today = timezone.localdate().isoformat()
    assert "Town Hall" in names(office.get(LIST, {"since": today, "until": today}))
    assert "Town Hall" not in names(office.get(LIST, {"by": "null"}))


def test_an_event_is_told_in_plain_words(office, administrator):
    committee = CommitteeFactory(name="Harbour Scrutiny")
    hall = Venue.objects.create(name="Town Hall")
    with deed("changed the committee", by=administrator, subject=f"committee {committee.slug}"):
        committee.usual_venue = hall
        committee.kind = "board"
        committee.remit = "word " * 100
        committee.save()
    event = AuditEvent.objects.latest("pk")
    for where in (LIST, reverse("audit:event-detail", args=[event.pk])):
        page = office.get(where).content.decode()
        assert "Usual venue" in page
        assert f"Town Hall (venue {hall.pk})" in page
        assert "<del>Scrutiny committee</del>" in page
        assert "<ins>Board</ins>" in page
        assert "After: 500 letters" in page
    assert f"?subject=committee%20{committee.slug}" in page
    assert "&quot;usual_venue_id&quot;" in page


def test_rows_of_one_deed_stand_together(office, clerk):
    with deed("entered closures", by=clerk, subject="holidays"):
        Holiday.objects.bulk_create([Holiday(day=dt.date(2050, 1, n), name="Closed") for n in (3, 4, 5)])
    first = office.get(LIST, {"deed": "entered closures"}).context["deeds"]
    assert [len(deed.events) for deed in first] == [3]


def test_pages_go_on_from_event_to_event_and_back(office):
    Holiday.objects.bulk_create(
        [Holiday(day=dt.date(2050, 1, 1) + dt.timedelta(days=n), name=f"Day {n}") for n in range(2 * PER_PAGE + 5)]
    )
    asked = {"verb": "added holiday", "since": timezone.localdate().isoformat(), "words": "day"}
    first = office.get(LIST, asked)
    second = office.get(LIST, {**asked, "older_than": first.context["page"].older_than})
    third = office.get(LIST, {**asked, "older_than": second.context["page"].older_than})
    seen = names(first) + names(second) + names(third)
    assert seen[: 2 * PER_PAGE + 5] == [f"Day {n}" for n in range(2 * PER_PAGE + 4, -1, -1)]
    back = office.get(LIST, {**asked, "newer_than": third.context["page"].newer_than})
    assert names(back) == names(second)
    assert names(office.get(LIST, {**asked, "newer_than": back.context["page"].newer_than})) == names(first)
    assert first.context["page"].newer_than is None


def test_eight_queries_at_most_however_many_tables_are_told(office, clerk, django_assert_max_num_queries):
    for number in range(12):
        meeting = held_meeting(venue=Venue.objects.create(name=f"Hall {number}"))
        Membership.objects.create(
            committee=meeting.committee,
            person=Person.objects.create(name="A", sort_name="a", slug=f"a{number}"),
            first_day=dt.date(2026, 1, 1),
        )
    event = AuditEvent.objects.earliest("pk")
    with django_assert_max_num_queries(8):
        office.get(LIST, {"by": "null", "words": "a", "subject": "hall"})
    with django_assert_max_num_queries(8):
        office.get(LIST, {"newer_than": event.pk})


@pytest.mark.parametrize(
    "asked",
    ["by=x", "by=999999999999999999999", "since=x", "until=9999-12-31", "since=0001-01-01", "subject=ab",
     "subject=%00%00%00", "words=%00", "words=%27%5C%27", "words=%26%7C%21", "words=" + "x" * 5000, "verb=x",
     "deed=%FF", "record=" + "x" * 5000, "older_than=0", "older_than=99999999999999999999", "newer_than=%C2%B2"],
)  # fmt: skip
def test_what_is_asked_for_never_breaks_the_page(office, asked):
    assert office.get(f"{LIST}?{asked}").status_code == 200


def test_an_event_that_there_is_not(office):
    assert office.get(reverse("audit:event-detail", args=[2**62])).status_code == 404


def test_a_long_text_does_not_stop_a_change():
    venue_words = " ".join(f"word{number}" for number in range(150_000))
    meeting = MeetingFactory()
    meeting.notes = venue_words
    meeting.save()
    assert AuditEvent.objects.latest("pk").after == {"notes": venue_words}


def test_a_page_in_use_says_who_did_what(office):
    user = UserFactory(name="Priya Nand")
    record(by=user, verb="signed in", subject=f"account {user.pk}")
    page = office.get(LIST, {"by": user.pk}).content.decode()
    assert "Priya Nand" in page
    assert "Signed in" in page
