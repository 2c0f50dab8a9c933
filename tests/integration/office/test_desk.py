"""The desk, and the list of meetings: what is next of each, for whom, and at which cost."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, GrantFactory, ItemFactory, MeetingFactory, UserFactory, held_meeting

from meetings.models import MinutesVersion
from meetings.policies.steps import Step, with_step
from portal.accounts.models import Role
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db
DESK = "/office/"
TODAY = timezone.localdate()


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def step_of(meeting):
    return with_step(type(meeting).objects.filter(pk=meeting.pk), TODAY).get().step


def test_a_meeting_goes_through_its_steps(publisher):
    meeting = MeetingFactory(date=TODAY + dt.timedelta(days=20))
    assert step_of(meeting) == Step.MAKE_AGENDA
    item = ItemFactory(meeting=meeting)
    assert step_of(meeting) == Step.PUBLISH_AGENDA
    publish(meeting=meeting, by=publisher, reason="Agenda")
    assert step_of(meeting) == Step.HOLD
    meeting.status = "held"
    meeting.save()
    assert step_of(meeting) == Step.WRITE_MINUTES
    item.minutes_html, item.minutes_revision = "<p>Buses were considered.</p>", 1
    item.save()
    assert step_of(meeting) == Step.PUBLISH_DRAFT
    meeting.minutes_state = "draft"
    meeting.save()
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    assert step_of(meeting) == Step.APPROVE
    meeting.minutes_state, meeting.minutes_approved_on, meeting.minutes_signed_by = "approved", TODAY, "Cllr Pellow"
    meeting.save()
    assert step_of(meeting) == Step.PUBLISH_APPROVED
    publish(meeting=meeting, by=publisher, reason="Approved")
    assert step_of(meeting) == Step.DONE


def test_a_lost_meeting_is_to_be_published_as_lost(publisher):
    meeting = MeetingFactory(date=TODAY + dt.timedelta(days=20), status="cancelled", status_reason="Snow")
    assert step_of(meeting) == Step.PUBLISH_LOSS
    publish(meeting=meeting, by=publisher, reason="Cancelled")
    assert step_of(meeting) == Step.DONE


def test_the_desk_leads_to_what_is_next(signed_in):
    coming = MeetingFactory(date=TODAY + dt.timedelta(days=20), committee__name="Transport")
    held_meeting(date=TODAY - dt.timedelta(days=20))
    text = signed_in.get(DESK).content.decode()
    assert f'href="/office/meetings/{coming.committee.slug}/{coming.slug}/#agenda"' in text
    assert "Make the agenda and publish it" in text
    assert "Publish the draft minutes" in text


def test_an_empty_desk_says_what_to_do(signed_in):
    assert "No meeting is to come in the next weeks. Make one" in signed_in.get(DESK).content.decode()


def test_who_edits_nothing_is_told_so(client, owner):
    client.force_login(owner)
    text = client.get(DESK).content.decode()
    assert "edits no committee" in text
    assert "Make a meeting" not in text


def test_what_i_worked_on_last_is_there(signed_in, clerk):
    old = held_meeting(date=TODAY - dt.timedelta(days=900))
    assert "Recently worked on" not in signed_in.get(DESK).content.decode()
    MinutesVersion.objects.create(item=old.items.get(), number=1, html="<p>Typed</p>", saved_by=clerk)
    text = signed_in.get(DESK).content.decode()
    assert "Recently worked on" in text
    assert f"/office/meetings/{old.committee.slug}/{old.slug}/" in text


def test_a_clerk_of_one_committee_sees_its_meetings_alone(client):
    mine, other = CommitteeFactory(name="Mine", code="MINE"), CommitteeFactory(name="Theirs", code="OTHER")
    for committee in (mine, other):
        MeetingFactory(committee=committee, date=TODAY + dt.timedelta(days=9))
    user = UserFactory()
    GrantFactory(user=user, role=Role.CLERK, scope="MINE")
    client.force_login(user)
    for address in (DESK, reverse("office:meeting-list"), reverse("office:meeting-new")):
        text = client.get(address).content.decode()
        assert "Mine" in text
        assert "Theirs" not in text


@pytest.mark.parametrize(
    "address", ["/office/", "/office/meetings/", "/office/meetings/?text=business&step=make+agenda"]
)
def test_a_list_asks_no_more_for_twenty_meetings_than_for_two(
    signed_in, address, django_assert_max_num_queries, django_assert_num_queries
):
    for days in (10, -10):
        ItemFactory(meeting=MeetingFactory(date=TODAY + dt.timedelta(days=days)))
    with django_assert_max_num_queries(18) as asked:
        signed_in.get(address)
    for days in range(1, 11):
        ItemFactory(meeting=MeetingFactory(date=TODAY + dt.timedelta(days=days)))
        ItemFactory(meeting=MeetingFactory(date=TODAY - dt.timedelta(days=days)))
    with django_assert_num_queries(len(asked)):
        signed_in.get(address)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Buses day", "Tram day"]),
        ("text=TIMETABLE bus", ["Buses day"]),
        ("text=nothing", []),
        ("committee=trams", ["Tram day"]),
        ("step=make+agenda", ["Tram day"]),
        ("year=2030", ["Buses day", "Tram day"]),
        ("text=%00", ["Buses day", "Tram day"]),
    ],
)
def test_the_list_is_filtered(signed_in, query, found):
    buses = MeetingFactory(date=TODAY + dt.timedelta(days=3), committee__name="Buses day", committee__slug="buses")
    ItemFactory(meeting=buses, title="Bus timetable")
    MeetingFactory(date=TODAY + dt.timedelta(days=4), committee__name="Tram day", committee__slug="trams")
    page = signed_in.get(f"/office/meetings/?{query}")
    assert sorted(line.meeting.committee.name for line in page.context["lines"]) == found


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page=99999999", "year=x", "committee=none", "step=%00", "text=" + "x" * 999]
)
def test_the_list_takes_whatever_is_asked(signed_in, query):
    MeetingFactory()
    assert signed_in.get(f"/office/meetings/?{query}").status_code == 200
