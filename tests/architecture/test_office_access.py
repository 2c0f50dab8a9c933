"""Every address of the office, asked for by every member of the cast, answers as its row says, and keeps its method."""

import datetime as dt

import pytest
from django.urls import reverse
from factories import (
    CommitteeFactory,
    GrantFactory,
    MeetingFactory,
    MembershipFactory,
    MinutesVersionFactory,
    UserFactory,
    held_meeting,
)
from office_matrix import CAST, OFFICE

from actions.models import AddresseeClock
from meetings.models import MunicipalYear, StandingItem
from portal.accounts.models import Role
from portal.audit.models import AuditEvent
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_clerk(db):
    """A clerk of another committee."""
    user = UserFactory(name="Olwen Other", email="olwen@wexcombe.example")
    GrantFactory(user=user, role=Role.CLERK, scope="OTHER")
    return user


@pytest.fixture
def office():
    """What the arguments of the rows name."""
    committee = CommitteeFactory(name="Transport", slug="transport", code="TRA")
    meeting = held_meeting(committee=committee, date=dt.date(2026, 2, 3))
    membership = MembershipFactory(committee=committee)
    item = meeting.items.get()
    account = UserFactory()
    GrantFactory(user=account, role=Role.PUBLISHER)
    edition = publish(meeting=meeting, by=account, reason="Draft minutes")
    attendee = meeting.attendance.create(name="Councillor Anwen Price", mode="unmarked")
    declaration = item.declarations.create(name=attendee.name, nature="A daughter at the school.")
    approved = MeetingFactory(
        committee=committee, date=dt.date(2026, 1, 6), status="held", minutes_state="approved",
        minutes_approved_on=meeting.date, minutes_signed_by="Councillor Price", minutes_approved_at=item,
    )  # fmt: skip
    beside = MinutesVersionFactory(item=item, number=1, is_beside=True)
    return {
        "committee_pk": committee.pk,
        "standing_item": StandingItem.objects.create(committee=committee, position=1, title="Apologies").pk,
        "year": MunicipalYear.objects.create(
            year=2026, first_day=dt.date(2026, 5, 19), last_day=dt.date(2027, 5, 17)
        ).pk,
        "clock": AddresseeClock.objects.first().pk,
        "event": AuditEvent.objects.latest("pk").pk,
        "committee": committee.slug,
        "slug": meeting.slug,
        "item": item.pk,
        "group": item.outcome_groups.first().pk,
        "line": item.outcome_groups.first().lines.first().pk,
        "undertaking": item.undertakings.create(text="A note would be circulated.").pk,
        "beside": beside.number,
        "membership": membership.pk,
        "attendee": attendee.pk,
        "declaration": declaration.pk,
        "edition": edition.number,
        "approved": approved.pk,
        "user": UserFactory(name="Uma User").pk,
    }


@pytest.mark.parametrize("member", CAST)
@pytest.mark.parametrize("name", OFFICE)
def test_access(name, member, office, client, request):
    arguments, method, statuses = OFFICE[name]
    if member != "nobody":
        client.force_login(request.getfixturevalue(member))
    arguments = [
        office[argument[1:]] if isinstance(argument, str) and argument.startswith("$") else argument
        for argument in arguments
    ]
    address = reverse(name, args=arguments)

    assert getattr(client, method)(address).status_code == statuses[member]
    if method == "post" and statuses[member] not in (302, 403, 404):
        assert client.get(address).status_code == 405, "a deed is done by POST alone"


@pytest.mark.parametrize("name", OFFICE)
def test_no_answer_of_the_office_is_kept(name, office, client, clerk):
    client.force_login(clerk)
    arguments, method, _ = OFFICE[name]
    arguments = [
        office[argument[1:]] if isinstance(argument, str) and argument.startswith("$") else argument
        for argument in arguments
    ]
    response = getattr(client, method)(reverse(name, args=arguments))

    assert "no-store" in response["Cache-Control"]
