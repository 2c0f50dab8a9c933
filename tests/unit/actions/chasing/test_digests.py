"""The weekly summaries: once a week for each reader, with what waits and no signed link."""

import datetime as dt

import pytest
from chasing import action_due, ago, committee_of, post, today
from django.utils import timezone
from factories import GrantFactory, MembershipFactory, PersonFactory, UserFactory

from actions.chasing.digests import plan_digests
from actions.chasing.planning import plan
from actions.chasing.wording import LINK_MARK
from actions.models import Contact, Message
from meetings.models import Committee
from portal.accounts.models import Role


@pytest.fixture
def committee(publisher):
    return committee_of(publisher)


@pytest.fixture
def reader(committee):
    user = UserFactory(name="Clara Clerk", email="clara@wexcombe.example", last_login=timezone.now())
    user.set_password("something long")
    user.save()
    GrantFactory(user=user, role=Role.CLERK, scope="TRA")
    return user


@pytest.fixture
def chair(committee):
    person = PersonFactory(title="Councillor", name="Anwen Price", email="anwen@wexcombe.example")
    own = Committee.objects.get(code="TRA")
    return MembershipFactory(committee=own, person=person, role="chairperson")


def of(kind):
    return Message.objects.filter(kind=kind)


def test_an_officer_reads_what_waits_in_the_own_committees(committee, publisher, reader):
    late, soon = action_due(committee, publisher, ago(10)), action_due(committee, publisher, ago(-5))
    action_due(committee_of(publisher, "OTH"), publisher, ago(10))
    nobodys = action_due(committee, publisher, None, owner="")
    post()
    plan()
    plan_digests()
    message = of("clerks").get(to_address=reader.email)
    words = " ".join(message.body.split())
    assert f"OVERDUE (1) {late.reference}, Head of Transport" in words
    assert f"DUE WITHIN TWO WEEKS (1) {soon.reference}" in words
    assert f"WITHOUT AN OWNER OR A DUE DATE (1) {nobodys.reference}" in words
    assert "REMINDERS TO LOOK AT BEFORE THEY GO OUT (2)" in words
    assert "OTH-" not in words
    assert message.state == "released"
    assert LINK_MARK not in message.body


def test_there_is_one_for_each_week(committee, publisher, reader):
    action_due(committee, publisher, ago(100))
    monday = today() + dt.timedelta(days=7 - today().weekday())
    for days in range(8):
        plan_digests(as_if=monday + dt.timedelta(days=days))
    keys = of("clerks").filter(to_address=reader.email).values_list("key", flat=True)
    year, week, _ = monday.isocalendar()
    assert len(keys) == 2
    assert f"clerks {year}-W{week:02} clara@wexcombe.example" in keys


def test_nobody_is_written_to_about_nothing(committee, reader, chair):
    assert plan_digests() == []


def test_whoever_keeps_no_ledger_gets_none(committee, publisher, councillor, administrator):
    action_due(committee, publisher, ago(100))
    plan_digests()
    assert not of("clerks").filter(to_address__in=[councillor.email, administrator.email]).exists()


def test_a_chairperson_reads_what_is_late_for_long(committee, publisher, chair):
    long, short = action_due(committee, publisher, ago(42)), action_due(committee, publisher, ago(41))
    plan_digests()
    message = of("chairs").get()
    assert (message.to_address, message.state, message.committee) == ("anwen@wexcombe.example", "planned", committee)
    assert long.reference + "," in message.body
    assert short.reference + "," not in message.body


def test_the_contact_of_a_chairperson_comes_first(committee, publisher, chair):
    action_due(committee, publisher, ago(50))
    Contact.objects.create(name="Councillor Anwen Price", email="Chair@wexcombe.example")
    plan_digests()
    assert of("chairs").get().to_address == "chair@wexcombe.example"


def test_a_chair_of_other_days_gets_none(committee, publisher, chair):
    action_due(committee, publisher, ago(50))
    chair.last_day = ago(1)
    chair.save()
    plan_digests()
    assert not of("chairs").exists()


def test_a_dry_run_writes_none(committee, publisher, reader, chair):
    action_due(committee, publisher, ago(50))
    assert len(plan_digests(dry_run=True)) >= 2
    assert not Message.objects.exists()
