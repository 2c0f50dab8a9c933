"""Deeds on the attendance."""

import datetime as dt

import pytest
from factories import MeetingFactory, MembershipFactory, PersonFactory

from meetings.editions.snapshot import attendance_content
from meetings.importing.matching import name_key
from meetings.models import Attendance, PersonSpelling, Post, UsualOfficer
from meetings.workflow.attendance import Arrival, Mark, mark_attendee, preload_attendance, save_attendance
from meetings.workflow.attendee import change_attendee, move_attendee, remove_attendee
from meetings.workflow.change import RefusedError
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 3)


@pytest.fixture
def meeting():
    """A chairperson, a member, a church co-optee and a usual officer are expected; one seat has ended."""
    meeting = MeetingFactory(date=DAY, status="held", minutes_state="draft")
    seats = [("Zena Chair", {"role": "chairperson"}), ("Ann Member", {}),
             ("Bea Church", {"role": "co-optee", "body": "Diocese of Wexcombe", "votes": "education items"}),
             ("Gone Member", {"last_day": DAY - dt.timedelta(days=1)})]  # fmt: skip
    for name, fields in seats:
        person = PersonFactory(name=name, sort_name=name.casefold())
        MembershipFactory(committee=meeting.committee, person=person, **fields)
    post = Post.objects.create(title="Clerk to the committee")
    UsualOfficer.objects.create(committee=meeting.committee, post=post)
    preload_attendance(meeting)
    return meeting


def named(meeting):
    return [(row.name, row.group, row.mode) for row in meeting.attendance.order_by("position")]


def save(meeting, by, marks=(), arrivals=(), **more):
    return save_attendance(meeting=meeting, marks=list(marks), arrivals=list(arrivals), by=by, **more)


def test_list_holds_the_seats_of_the_day_and_the_usual_officers_unmarked(meeting):
    assert named(meeting) == [
        ("Councillor Zena Chair", "member", "unmarked"),
        ("Councillor Ann Member", "member", "unmarked"),
        ("Councillor Bea Church", "co-optee", "unmarked"),
        ("Clerk to the committee", "officer", "unmarked"),
    ]
    assert meeting.attendance.get(group="co-optee").body == "Diocese of Wexcombe"
    assert meeting.attendance.get(name__contains="Chair").role == "Chairperson"


def test_listing_again_adds_only_who_is_missing(meeting):
    MembershipFactory(committee=meeting.committee, person=PersonFactory(name="New Member"))

    assert [row.name for row in preload_attendance(meeting)] == ["Councillor New Member"]
    assert preload_attendance(meeting) == []


def test_unmarked_people_are_not_published(meeting):
    assert attendance_content(meeting) == []
    meeting.attendance.filter(group="officer").update(mode="present")
    assert [group["group"] for group in attendance_content(meeting)] == ["officer"]


def test_one_save_marks_adds_and_says_that_all_others_came(meeting, clerk):
    ann = meeting.attendance.get(name__contains="Ann")
    guest = PersonFactory(name="Gwen Guest")
    PersonSpelling.objects.create(person=guest, spelling="Gwen Guest", key=name_key("Gwen Guest"))
    told = save(
        meeting,
        clerk,
        marks=[Mark(meeting.attendance.get(name__contains="Bea").pk, "absent", "unmarked")],
        arrivals=[
            Arrival("substitute", "Sue Stitute", substitute_for=ann.name),
            Arrival("in attendance", "Gwen Guest", role="Cabinet Member"),
            Arrival("officer", "clerk of works", is_post=True),
        ],
        others_present=True,
    )

    assert [row[2] for row in named(meeting)] == ["present", "apologies", "absent", *["present"] * 4]
    assert told == [f"Apologies of {ann.name} were marked, as a substitute came."]
    row = meeting.attendance.get(group="in attendance")
    assert (row.person, row.name, row.role) == (guest, "Councillor Gwen Guest", "Cabinet Member")
    assert meeting.attendance.get(post__title="clerk of works").person is None


def test_refusal_saves_nothing_and_gives_every_reason(meeting, clerk):
    before = named(meeting)
    arrivals = [
        Arrival("in attendance", "Ann Member"),
        Arrival("in attendance", "Wise Guest"),
        Arrival("officer", "Wise  Guest"),
        Arrival("in attendance", "Chair"),
    ]
    with pytest.raises(RefusedError) as refused:
        save(meeting, clerk, arrivals=arrivals, others_present=True)

    assert [reason.split(" ")[0] for reason in refused.value.reasons] == ["Councillor", "Wise", "“Chair”"]
    assert named(meeting) == before


def test_post_is_found_whatever_its_capital_letters(meeting, clerk):
    Post.objects.create(title="Director of Education")
    save(meeting, clerk, arrivals=[Arrival("officer", "DIRECTOR OF EDUCATION", is_post=True)])

    assert Post.objects.filter(title__iexact="director of education").count() == 1


def test_mark_that_somebody_else_has_made_is_not_overwritten_unseen(meeting, clerk):
    row = meeting.attendance.first()
    mark_attendee(meeting=meeting, mark=Mark(row.pk, "apologies", "unmarked"), by=clerk)
    with pytest.raises(RefusedError, match="Somebody else marked"):
        mark_attendee(meeting=meeting, mark=Mark(row.pk, "present", "unmarked"), by=clerk)
    mark_attendee(meeting=meeting, mark=Mark(row.pk, "present", "apologies"), by=clerk)

    row.refresh_from_db()
    assert row.mode == "present"


def test_page_that_was_left_open_changes_only_what_was_marked_on_it(meeting, clerk):
    first, second = meeting.attendance.order_by("position")[:2]
    mark_attendee(meeting=meeting, mark=Mark(second.pk, "absent", "unmarked"), by=clerk)
    save(meeting, clerk, marks=[Mark(first.pk, "present", "unmarked"), Mark(second.pk, "unmarked", "unmarked")])

    assert [row[2] for row in named(meeting)][:2] == ["present", "absent"]


def test_marking_is_noted_with_who_and_what(meeting, clerk):
    row = meeting.attendance.first()
    mark_attendee(meeting=meeting, mark=Mark(row.pk, "present", "unmarked"), by=clerk)

    event = AuditEvent.objects.order_by("-pk").first()
    assert (event.user_id if hasattr(event, "user_id") else event.by_id) == clerk.pk
    assert "marked the attendance" in str(vars(event))


def test_stranger_may_not_mark(meeting, stranger):
    with pytest.raises(NotPermittedError):
        mark_attendee(meeting=meeting, mark=Mark(meeting.attendance.first().pk, "present", "unmarked"), by=stranger)


def test_guest_cannot_be_turned_into_a_member_of_the_executive_in_a_seat(meeting, clerk):
    row = meeting.attendance.create(name="Wise Guest", group="in attendance", position=9)
    row.group, row.substitute_for = "substitute", "Councillor Zena Chair"
    with pytest.raises(RefusedError, match="nobody stands in"):
        change_attendee(row=row, by=clerk)


def test_arriving_and_leaving_at_one_item_is_refused(meeting, clerk):
    row = meeting.attendance.first()
    row.arrived_at_item = row.left_at_item = meeting.items.create(position=1, anchor="item-1", title="Buses")
    with pytest.raises(RefusedError, match="was not there"):
        change_attendee(row=row, by=clerk)


def test_item_gives_the_words_of_the_edition_unless_they_were_typed(meeting, clerk):
    row = meeting.attendance.first()
    row.mode = "present"
    row.arrived_at_item = meeting.items.create(position=1, anchor="item-1", agenda_number="6", title="Buses")
    row.left_at_item = meeting.items.create(position=2, anchor="item-2", title="Trains")
    row.save()
    [entry] = attendance_content(meeting)[0]["entries"]
    assert (entry["arrived"], entry["left"]) == ("at item 6", "before “Trains”")

    Attendance.objects.filter(pk=row.pk).update(arrived="10:40")
    [entry] = attendance_content(meeting)[0]["entries"]
    assert entry["arrived"] == "10:40"


def test_rows_change_places_within_their_group_alone(meeting, clerk):
    first, second, third, _ = meeting.attendance.order_by("position")
    move_attendee(row=second, up=True, by=clerk)
    assert [row[0] for row in named(meeting)][:3] == [second.name, first.name, third.name]
    move_attendee(row=third, up=True, by=clerk)
    assert [row[0] for row in named(meeting)][:3] == [second.name, first.name, third.name]


def test_row_is_removed(meeting, clerk):
    remove_attendee(row=meeting.attendance.get(group="officer"), by=clerk)

    assert not meeting.attendance.filter(group="officer").exists()
