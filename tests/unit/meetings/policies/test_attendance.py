"""What the attendance refuses, in sentences that say where a person stands."""

import datetime as dt

import pytest
from factories import CommitteeFactory, MeetingFactory, MembershipFactory, PersonFactory

from meetings.models import Attendance
from meetings.policies.attendance import (
    is_post_of_nobody,
    listed,
    room_of,
    why_attendance_is_not_complete,
    why_not_declared,
    why_not_listed,
    why_not_marked,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 3)


@pytest.fixture
def meeting():
    return MeetingFactory(date=DAY)


@pytest.fixture
def member(meeting):
    person = PersonFactory(name="Anwen Price", sort_name="price anwen")
    MembershipFactory(committee=meeting.committee, person=person)
    return meeting.attendance.create(person=person, name="Councillor Anwen Price", mode="present", position=1)


@pytest.fixture
def executive():
    person = PersonFactory(name="Nadia Leader", sort_name="leader nadia")
    MembershipFactory(committee=CommitteeFactory(name="Cabinet", kind="cabinet"), person=person)
    return person


def refusals(meeting, name, group, person=None, **more):
    return why_not_listed(room_of(meeting), name=name, person=person, group=group, **more)


@pytest.mark.parametrize("group", ["in attendance", "officer", "substitute"])
@pytest.mark.parametrize("name", ["Cllr A. Price", "Anwen Price", "Councillor ANWEN PRICE"])
def test_member_of_the_committee_is_refused_elsewhere_and_told_where_she_stands(meeting, member, group, name):
    sentences = refusals(meeting, name, group, person=member.person)

    assert sentences == [
        "Councillor Anwen Price is a member of the committee and stands under “Members”. Mark the attendance there."
    ]


def test_member_is_known_by_the_name_alone(meeting, member):
    assert "stands under “Members”" in refusals(meeting, "Anwen Price", "in attendance")[0]


def test_member_who_is_not_yet_listed_is_refused_as_a_guest(meeting):
    seat = MembershipFactory(committee=meeting.committee, person=PersonFactory(name="Late Comer"))

    [sentence] = refusals(meeting, "Late Comer", "in attendance", person=seat.person)
    assert "List the members of the day" in sentence


def test_same_guest_twice_is_refused(meeting):
    meeting.attendance.create(name="Dr Jane l'Anson", group="in attendance")

    [sentence] = refusals(meeting, "Jane I'Anson", "officer")
    assert sentence == "Jane I'Anson stands in the attendance already, under “In attendance” as Dr Jane l'Anson."


@pytest.mark.parametrize("group", ["member", "substitute", "co-optee"])
def test_member_of_the_executive_sits_on_no_scrutiny_committee(meeting, executive, group):
    away = meeting.attendance.create(name="Councillor Away", mode="apologies")
    [sentence] = refusals(meeting, "Nadia Leader", group, person=executive, substitute_for=away.name)

    assert "no member of the executive sits on a scrutiny committee" in sentence
    assert refusals(meeting, "Nadia Leader", "in attendance", person=executive) == []


def test_member_of_the_executive_may_sit_on_the_council(executive):
    meeting = MeetingFactory(date=DAY, committee=CommitteeFactory(kind="council"))

    assert refusals(meeting, "Nadia Leader", "member", person=executive) == []


def test_seat_on_the_cabinet_that_has_ended_bars_nobody(meeting):
    person = PersonFactory(name="Former Leader")
    cabinet = CommitteeFactory(name="Cabinet", kind="cabinet")
    MembershipFactory(committee=cabinet, person=person, last_day=DAY - dt.timedelta(days=1))
    meeting.attendance.create(name="Councillor Away", mode="apologies")

    assert refusals(meeting, "Former Leader", "substitute", person=person, substitute_for="Councillor Away") == []


def test_substitute_for_somebody_who_is_present_is_refused(meeting, member):
    [sentence] = refusals(meeting, "Sub Stitute", "substitute", substitute_for=member.name)

    assert sentence.startswith("Councillor Anwen Price is present, so nobody stands in.")


def test_second_substitute_for_one_member_is_refused(meeting, member):
    Attendance.objects.filter(pk=member.pk).update(mode="apologies")
    meeting.attendance.create(name="First Sub", group="substitute", substitute_for=member.name)

    assert "stands in for Councillor Anwen Price already" in refusals(
        meeting, "Second Sub", "substitute", substitute_for=member.name
    )[0]  # fmt: skip


def test_member_with_a_substitute_is_not_marked_present(meeting, member):
    meeting.attendance.create(name="First Sub", group="substitute", substitute_for="Cllr Anwen Price")

    assert why_not_marked(room_of(meeting), member, "present") != []
    assert why_not_marked(room_of(meeting), member, "absent") == []


def test_row_does_not_stand_in_its_own_way(meeting, member):
    assert refusals(meeting, member.name, "member", person=member.person, row=member) == []


def test_minutes_are_incomplete_while_a_voting_member_is_unmarked(meeting, member):
    assert why_attendance_is_not_complete(meeting) == []

    Attendance.objects.filter(pk=member.pk).update(mode="unmarked")
    [sentence] = why_attendance_is_not_complete(meeting)
    assert sentence.startswith("Councillor Anwen Price is not yet marked in the attendance.")


def test_minutes_are_incomplete_while_an_officer_is_unmarked(meeting, member):
    for name in ("Clerk", "Head of Legal"):
        meeting.attendance.create(name=name, group="officer", mode="unmarked")
    [sentence] = why_attendance_is_not_complete(meeting)
    assert sentence.startswith("Clerk and Head of Legal are listed among officers and guests and not yet marked.")


@pytest.mark.parametrize("mode", ["apologies", "absent"])
def test_nobody_declares_who_was_not_there(mode):
    assert why_not_declared(Attendance(name="A B", mode=mode)) != []
    assert why_not_declared(Attendance(name="A B", mode="remote")) == []


def test_post_is_told_from_a_name():
    assert is_post_of_nobody("Head of Learning and Achievement")
    assert not is_post_of_nobody("Mr John Clerk")


def test_many_names_are_cut_short():
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed([str(n) for n in range(20)]) == "0, 1, 2, 3, 4 and 15 others"
