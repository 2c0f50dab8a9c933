"""The attendance of a meeting, as a clerk's browser sends it with scripts and without."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import CommitteeFactory, ItemFactory, MeetingFactory, MembershipFactory, PersonFactory

from meetings.models import Attendance
from meetings.workflow.attendance import preload_attendance

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
BLANK = {f"{rows}-{field}": "0" for rows in ("substitutes", "guests", "officers")
         for field in ("TOTAL_FORMS", "INITIAL_FORMS")}  # fmt: skip


@pytest.fixture
def meeting():
    return listed_meeting(4)


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


def listed_meeting(members, items=2, **fields):
    meeting = MeetingFactory(date=dt.date(2026, 3, 3), status="held", minutes_state="draft", **fields)
    for _ in range(members):
        MembershipFactory(committee=meeting.committee)
    for position in range(1, items + 1):
        ItemFactory(meeting=meeting, position=position)
    preload_attendance(meeting)
    return meeting


def address(meeting, name, *more):
    return reverse(f"office:{name}", args=[meeting.committee.slug, meeting.slug, *more])


def workspace(client, meeting):
    return client.get(address(meeting, "workspace"))


def with_rows(rows, *entries):
    data = {f"{rows}-TOTAL_FORMS": str(len(entries)), f"{rows}-INITIAL_FORMS": "0"}
    return data | {f"{rows}-{n}-{key}": value for n, entry in enumerate(entries) for key, value in entry.items()}


def test_page_without_scripts_saves_marks_and_additions_in_one_load(office, meeting):
    first, second, third, _ = meeting.attendance.order_by("position")
    data = {
        **BLANK,
        **with_rows("substitutes", {"name": "Sue Stitute", "substitute_for": second.name}),
        **with_rows("guests", {"name": "Felicity Guest", "role": "Cabinet Member"}, {"name": "", "role": ""}),
        **with_rows("officers", {"name": "Statutory Scrutiny Officer"}),
        "pasted-officers": "Director of Education; Head of Learning\nMs Una Lee, Head of Roads",
        "pasted-guests": "Dr Pat Doe, Wexcombe Hospitals",
        f"mode-{first.pk}": "remote",
        f"was-{first.pk}": "unmarked",
        f"mode-{third.pk}": "apologies",
        f"was-{third.pk}": "unmarked",
        "others": "present",
    }
    response = office.post(address(meeting, "attendance-save"), data)

    assert response.status_code == 302
    assert response["Location"].endswith("#attendance")
    found = {row.name: (row.group, row.mode, row.role) for row in meeting.attendance.all()}
    assert [found[row.name][1] for row in (first, second, third)] == ["remote", "apologies", "apologies"]
    assert found["Sue Stitute"] == ("substitute", "present", "")
    assert found["Felicity Guest"] == ("in attendance", "present", "Cabinet Member")
    assert found["Dr Pat Doe"] == ("in attendance", "present", "Wexcombe Hospitals")
    assert found["Ms Una Lee"] == ("officer", "present", "Head of Roads")
    posts = set(meeting.attendance.exclude(post=None).values_list("name", flat=True))
    assert posts == {"Statutory Scrutiny Officer", "Director of Education", "Head of Learning"}


def test_refusal_keeps_everything_that_was_typed(office, meeting):
    first = meeting.attendance.order_by("position").first()
    data = {
        **BLANK,
        **with_rows("guests", {"name": first.name, "role": "Once <b>more</b>"}),
        "pasted-officers": "Head of Learning",
        f"mode-{first.pk}": "absent",
        f"was-{first.pk}": "unmarked",
    }
    for headers in ({}, HTMX):
        response = office.post(address(meeting, "attendance-save"), data, **headers)
        page = response.content.decode()

        assert response.status_code == 422
        assert "stands under “Members”" in page
        assert "Once &lt;b&gt;more&lt;/b&gt;" in page
        assert "Head of Learning</textarea>" in page
        assert 'value="absent" form="attendance-form" data-key="x" checked' in page
        assert f'name="was-{first.pk}" value="unmarked"' in page
    assert not Attendance.objects.exclude(mode="unmarked").exists()


def test_post_among_guests_is_offered_as_an_officer(office, meeting):
    data = {**BLANK, **with_rows("guests", {"name": "Head of Learning", "role": ""})}
    page = office.post(address(meeting, "attendance-save"), data)
    assert page.status_code == 422
    assert "“Head of Learning” is not a name but a post" in page.content.decode()
    assert 'name="pasted-posts"' in page.content.decode()

    office.post(address(meeting, "attendance-save"), {**data, "pasted-posts": "officers"})
    assert meeting.attendance.get(name="Head of Learning").group == "officer"


def test_post_among_guests_is_kept_there_if_it_is_meant(office, meeting):
    data = {**BLANK, **with_rows("guests", {"name": "Chief Executive", "role": "Wexcombe Hospitals Trust"})}
    office.post(address(meeting, "attendance-save"), {**data, "pasted-posts": "guests"})

    assert meeting.attendance.get(name="Chief Executive").group == "in attendance"


def test_one_mark_answers_with_what_hangs_on_it_and_with_no_editor(office, meeting):
    row = meeting.attendance.first()
    data = {f"mode-{row.pk}": "present", f"was-{row.pk}": "unmarked"}
    response = office.post(address(meeting, "attendance-mark", row.pk), data, **HTMX)
    parts = response.content.decode()

    assert response.status_code == 200
    assert "<strong>1 of 4</strong> voting members in the room; quorum 3" in parts
    for item in meeting.items.all():
        assert f'id="voters-{item.pk}" hx-swap-oob="true"' in parts
    assert "Undo" in parts
    assert f'name="was-{row.pk}" value="present"' in parts
    assert "<textarea" not in parts
    assert 'id="minutes"' not in parts


def test_mark_is_taken_back(office, meeting):
    row = meeting.attendance.first()
    office.post(address(meeting, "attendance-mark", row.pk), {f"mode-{row.pk}": "present"}, **HTMX)
    data = {f"mode-{row.pk}": "unmarked", f"was-{row.pk}": "present", "undo": "1"}
    response = office.post(address(meeting, "attendance-mark", row.pk), data, **HTMX)

    row.refresh_from_db()
    assert row.mode == "unmarked"
    assert f'id="attendee-{row.pk}-marks"' in response.content.decode(), "the row shows what stands"


def test_refused_mark_shows_the_row_as_it_stands(office, meeting):
    row = meeting.attendance.first()
    Attendance.objects.filter(pk=row.pk).update(mode="absent")
    response = office.post(
        address(meeting, "attendance-mark", row.pk), {f"mode-{row.pk}": "present", f"was-{row.pk}": "unmarked"}, **HTMX
    )

    assert response.status_code == 422
    assert "Somebody else marked" in response.content.decode()
    assert 'value="absent" form="attendance-form" data-key="x" checked' in response.content.decode()


def test_quorum_and_voters_show_at_every_item(office, meeting):
    meeting.attendance.update(mode="present")
    page = workspace(office, meeting).content.decode()

    assert "<strong>4 of 4</strong>" in page
    assert page.count("4 may vote") == meeting.items.count()
    assert "No quorum" not in page
    meeting.attendance.filter(pk__in=meeting.attendance.values("pk")[:2]).update(mode="remote")
    assert "No quorum: 2 may vote here, and it takes 3." in workspace(office, meeting).content.decode()


def test_details_of_a_row_are_saved_with_the_words_of_its_items(office, meeting):
    row, item = meeting.attendance.first(), meeting.items.last()
    page = office.get(address(meeting, "attendee", row.pk)).content.decode()
    assert f'id="attendee-{row.pk}-details"' in page
    assert 'id="minutes"' in page, "without scripts it is the whole workspace"
    alone = office.get(address(meeting, "attendee", row.pk), **HTMX).content.decode()
    assert 'id="minutes"' not in alone

    data = {"attendee-name": row.name, "attendee-group": "member", "attendee-note": "By train",
            "attendee-arrived_at_item": item.pk}  # fmt: skip
    response = office.post(address(meeting, "attendee-change", row.pk), data)
    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.note, row.arrived_at_item) == ("By train", item)
    assert f"arrived at item {item.number}" in workspace(office, meeting).content.decode()


def test_item_of_another_meeting_is_refused(office, meeting):
    row = meeting.attendance.first()
    foreign = ItemFactory()
    data = {"attendee-name": row.name, "attendee-group": "member", "attendee-arrived_at_item": foreign.pk}

    assert office.post(address(meeting, "attendee-change", row.pk), data).status_code == 422


@pytest.mark.parametrize("name", ["attendee", "attendance-mark", "attendee-change", "attendee-move", "attendee-remove"])
def test_row_of_another_meeting_is_not_found(office, meeting, name):
    other = listed_meeting(1)
    method = office.get if name == "attendee" else office.post

    assert method(address(meeting, name, other.attendance.first().pk)).status_code == 404
    assert method(address(meeting, name, 10**30)).status_code == 404


@pytest.mark.parametrize(
    "words", ["a\0b", "x" * 100_000, "<script>alert(1)</script>", "Ann\ud800".encode("utf-8", "replace").decode()]
)
def test_strange_words_give_no_error(office, meeting, words):
    row = meeting.attendance.first()
    fields = {"name": words, "role": words, "substitute_for": words}
    everything = {
        **with_rows("substitutes", fields), **with_rows("guests", fields), **with_rows("officers", fields),
        "pasted-guests": words, "pasted-officers": words, f"mode-{row.pk}": words, f"was-{row.pk}": words,
    }  # fmt: skip
    detail = {f"attendee-{name}": words for name in ("name", "group", "role", "arrived", "arrived_at_item", "seen")}

    assert office.post(address(meeting, "attendance-save"), everything).status_code == 422
    assert office.post(address(meeting, "attendance-save"), {"guests-TOTAL_FORMS": words}).status_code == 422
    assert office.post(address(meeting, "attendance-mark", row.pk), everything).status_code == 422
    assert office.post(address(meeting, "attendee-change", row.pk), detail).status_code == 422
    assert office.get(address(meeting, "attendance-people"), {"guests-0-name": words[:2000]}).status_code == 200


def test_few_letters_find_people_but_no_member_of_the_committee(office, meeting):
    PersonFactory(name="Felicity Norwood")
    PersonFactory(name="Someone Else")
    member = meeting.attendance.first().person
    member.name = "Felix Member"
    member.save()
    found = office.get(address(meeting, "attendance-people"), {"guests-0-name": "feli"}).content.decode()

    assert "Councillor Felicity Norwood" in found
    assert "Someone" not in found
    assert "Felix" not in found
    assert "<option" not in office.get(address(meeting, "attendance-people")).content.decode()


def test_workspace_asks_as_often_for_sixty_members_as_for_two(office):
    counts = []
    for members, items in ((2, 1), (60, 40)):
        meeting = listed_meeting(members, items, committee=CommitteeFactory(kind="council"))
        workspace(office, meeting)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert workspace(office, meeting).status_code == 200
        row = meeting.attendance.first()
        with CaptureQueriesContext(connection) as marking:
            data = {f"mode-{row.pk}": "present", f"was-{row.pk}": "unmarked"}
            office.post(address(meeting, "attendance-mark", row.pk), data, **HTMX)
        counts.append((len(queries), len(marking)))

    assert counts[0] == counts[1]


def test_nobody_listed_and_no_seats_looks_whole(office):
    meeting = MeetingFactory(date=dt.date(2026, 3, 3))
    page = workspace(office, meeting).content.decode()

    assert "the committee has no seats on this day" in page
    assert "not quorate" in page


def test_members_of_the_day_are_listed_with_the_same_save(office):
    meeting = MeetingFactory(date=dt.date(2026, 3, 3))
    MembershipFactory(committee=meeting.committee)
    data = {**BLANK, **with_rows("guests", {"name": "Gwen Guest", "role": ""}), "members": "list"}

    assert office.post(address(meeting, "attendance-save"), data).status_code == 302
    assert sorted(meeting.attendance.values_list("mode", flat=True)) == ["present", "unmarked"]
