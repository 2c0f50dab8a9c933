"""Making a meeting, and its facts, from the office."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, MeetingFactory
from office_forms import form_of, workspace_of

from meetings.models import Meeting, StandingItem, Venue
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SOON = timezone.localdate() + dt.timedelta(days=30)
NEW = "/office/meetings/new/"


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def committee():
    hall = Venue.objects.create(name="Guildhall")
    committee = CommitteeFactory(
        name="Transport",
        slug="transport",
        code="TRA",
        usual_start=dt.time(10),
        usual_venue=hall,
        contact_name="Adlington",
    )
    StandingItem.objects.create(committee=committee, position=1, title="Apologies", kind="apologies")
    return committee


def test_committee_and_day_are_enough(signed_in, committee):
    CommitteeFactory()
    fields, address = form_of(signed_in.get(NEW), "new-meeting")
    response = signed_in.post(address, {**fields, "committee": "transport", "date": SOON.isoformat()}, follow=True)
    made = Meeting.objects.get()
    assert response.redirect_chain == [(workspace_of(made), 302)]
    assert (made.start, made.venue.name, made.contact_name) == (dt.time(10), "Guildhall", "Adlington")
    assert [item.title for item in made.items.all()] == ["Apologies"]
    assert "The meeting is made, with 1 item" in response.content.decode()


def test_the_only_committee_is_chosen_already(signed_in, committee):
    fields, _ = form_of(signed_in.get(NEW), "new-meeting")
    assert (fields["committee"], fields["start"], fields["contact_name"]) == (["transport"], ["10:00"], ["Adlington"])


def test_what_was_filled_in_for_another_committee_gives_way(signed_in, committee):
    other = CommitteeFactory(slug="health", contact_name="Silk", usual_start=dt.time(14))
    fields, address = form_of(signed_in.get(f"{NEW}?committee=transport"), "new-meeting")
    signed_in.post(address, {**fields, "committee": "health", "date": SOON.isoformat()})
    made = Meeting.objects.get(committee=other)
    assert (made.contact_name, made.start, made.venue) == ("Silk", dt.time(14), None)


def test_a_room_that_is_taken_is_told_and_not_refused(signed_in, committee):
    MeetingFactory(date=SOON, venue=committee.usual_venue, committee__name="Health")
    response = signed_in.post(
        NEW, {"committee": "transport", "date": SOON.isoformat(), "kind": "ordinary"}, follow=True
    )
    assert "Health meets on the same day at the same venue" in response.content.decode()
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"committee": "transport"},
        {"committee": "transport", "date": "soon", "kind": "ordinary"},
        {"committee": "none", "date": "2026-04-26", "kind": "ordinary"},
        {"committee": "transport", "date": "2026-04-26", "kind": "party"},
        {"committee": "trans\x00port", "date": "2026-04-26", "kind": "ordinary"},
        {"committee": "transport", "date": "2026-04-26", "kind": "ordinary", "contact_name": "x" * 100_000},
        {"committee": "transport", "date": "2026-04-26", "kind": "ordinary", "venue": "999999"},
    ],
    ids=range(8),
)
def test_what_cannot_be_made_is_told(signed_in, committee, fields):
    response = signed_in.post(NEW, fields)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert not Meeting.objects.exists()


def facts_form(client, meeting):
    return form_of(client.get(workspace_of(meeting)), "facts-form")


def test_facts_sent_back_as_they_were_shown_change_nothing(signed_in):
    meeting = MeetingFactory(
        date=SOON,
        questions_deadline=dt.datetime(2026, 11, 18, 17, tzinfo=dt.UTC),
        notes="Two\nlines",
        end=dt.time(16, 30),
    )
    meeting.future_dates.create(date=SOON + dt.timedelta(days=40), start=dt.time(14, 30), note="at the school")
    fields, address = facts_form(signed_in, meeting)
    before = AuditEvent.objects.count()
    response = signed_in.post(address, fields)
    assert response.status_code == 302
    assert response["Location"] == f"{workspace_of(meeting)}#facts"
    assert AuditEvent.objects.count() == before


def test_facts_are_saved_with_a_new_venue_and_future_dates(signed_in):
    meeting = MeetingFactory(date=SOON)
    fields, address = facts_form(signed_in, meeting)
    fields |= {
        "new_venue": "Old Library", "status": "held",
        "future_dates": "Tuesday, 2 June 2026 at 2.30pm\n2026-07-07\n8 September 2026, 10:00, the school",
    }  # fmt: skip
    assert signed_in.post(address, fields, headers=HTMX).status_code == 200
    meeting.refresh_from_db()
    assert (meeting.venue.name, meeting.status) == ("Old Library", "held")
    assert list(meeting.future_dates.values_list("date", "start", "note")) == [
        (dt.date(2026, 6, 2), dt.time(14, 30), ""),
        (dt.date(2026, 7, 7), None, ""),
        (dt.date(2026, 9, 8), dt.time(10), "the school"),
    ]


def test_facts_that_somebody_changed_are_not_overwritten_unseen(signed_in):
    meeting = MeetingFactory(date=SOON)
    fields, address = facts_form(signed_in, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(notes="Theirs")
    response = signed_in.post(address, {**fields, "notes": "Mine"})
    assert response.status_code == 422
    meeting.refresh_from_db()
    assert meeting.notes == "Theirs"
    fields, address = form_of(response, "facts-form")
    signed_in.post(address, fields)
    meeting.refresh_from_db()
    assert meeting.notes == "Mine"


def test_a_conflict_names_what_stands_now_and_nothing_else(signed_in):
    """A room by its name, a choice by its words, an empty field as empty; dates that nobody touched not at all."""
    meeting = MeetingFactory(date=SOON, notes="Ours", contact_name="Silk")
    fields, address = facts_form(signed_in, meeting)
    annexe = Venue.objects.create(name="Annexe")
    Meeting.objects.filter(pk=meeting.pk).update(
        venue=annexe, kind="budget", notes="", start=dt.time(9), status="provisional"
    )
    response = signed_in.post(address, fields)
    text = " ".join(response.content.decode().split())
    for told in (
        "Venue is now “Annexe”.",
        "Kind is now “Budget meeting”.",
        "Notes for the public is now empty.",
        "Starts at is now “09:00”.",
        "Status is now “Provisional”.",
    ):
        assert told in text
    assert "Dates of future meetings is now" not in text
    assert "Contact: name is now" not in text


def test_a_moved_day_moves_the_address_of_a_meeting_that_nobody_has_seen(signed_in):
    meeting = MeetingFactory(date=SOON)
    fields, address = facts_form(signed_in, meeting)
    response = signed_in.post(address, {**fields, "date": "2031-01-07"}, headers=HTMX)
    assert response["HX-Redirect"] == f"/office/meetings/{meeting.committee.slug}/2031-01-07/"


@pytest.mark.parametrize(
    "wrong",
    [
        {"date": ""},
        {"date": "x"},
        {"livestream": "javascript:alert(1)"},
        {"start": "10:00", "end": "09:00"},
        {"status": "cancelled"},
        {"venue": "999999"},
        {"future_dates": "next spring"},
        {"future_dates": "2 June 2026 \x00"},
        {"notes": "\x00"},
        {"contact_email": "nobody"},
        {"new_venue": "x" * 301},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_wrong_facts_are_told_and_nothing_is_saved(signed_in, wrong, headers):
    meeting = MeetingFactory(date=SOON)
    fields, address = facts_form(signed_in, meeting)
    before = AuditEvent.objects.count()
    response = signed_in.post(address, {**fields, **wrong, "office_notes": "Kept on the page"}, headers=headers)
    assert response.status_code == 422
    assert "Kept on the page" in response.content.decode()
    assert AuditEvent.objects.count() == before


def test_a_meeting_page_says_where_the_public_one_is(signed_in):
    assert reverse("office:workspace", args=["none", "2026-01-01"]) == "/office/meetings/none/2026-01-01/"
    assert signed_in.get("/office/meetings/none/2026-01-01/").status_code == 404


def test_making_a_meeting_begins_with_the_first_field(signed_in, committee):
    CommitteeFactory()
    (first,) = [field for field in signed_in.get(NEW).context["form"] if "autofocus" in str(field)]
    assert first.name == "committee"
    assert "autofocus" not in signed_in.post(NEW, {}).content.decode()
