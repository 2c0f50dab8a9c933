"""Declarations of interest, several at once."""

import datetime as dt

import pytest
from django.urls import reverse
from factories import ItemFactory, MeetingFactory, MembershipFactory

from meetings.models import Declaration
from meetings.workflow.attendance import preload_attendance

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def meeting():
    meeting = MeetingFactory(date=dt.date(2026, 3, 3), status="held", minutes_state="draft")
    for _ in range(3):
        MembershipFactory(committee=meeting.committee)
    ItemFactory(meeting=meeting, position=1, kind="declarations of interest", title="Declarations of interest")
    ItemFactory(meeting=meeting, position=2, title="School places")
    preload_attendance(meeting)
    meeting.attendance.update(mode="present")
    return meeting


def address(meeting, name, *more):
    return reverse(f"office:{name}", args=[meeting.committee.slug, meeting.slug, *more])


def rows(*entries):
    data = {"declarations-TOTAL_FORMS": str(len(entries)), "declarations-INITIAL_FORMS": "0"}
    return data | {f"declarations-{n}-{key}": value for n, entry in enumerate(entries) for key, value in entry.items()}


def entry(meeting, place=0, **more):
    attendee = meeting.attendance.order_by("position")[place]
    item = meeting.items.get(title="School places")
    fields = {"who": attendee.pk, "concerned": item.pk, "kind": "schedule 2", "nature": "A daughter at the school."}
    return fields | {"withdrew": ""} | more


def test_several_are_entered_at_the_item_of_declarations_and_bar_who_withdrew(office, meeting):
    blank = {"who": "", "concerned": "", "kind": "other", "nature": "", "withdrew": ""}
    data = rows(entry(meeting, withdrew="True"), entry(meeting, 1, withdrew="False"), blank)
    response = office.post(address(meeting, "declarations-add"), data)

    assert response.status_code == 302
    first, second = Declaration.objects.order_by("pk")
    assert first.item.kind == "declarations of interest"
    assert first.about == "Item 2: School places"
    assert (first.withdrew, second.withdrew) == (True, False)
    assert first.person == meeting.attendance.order_by("position")[0].person
    page = office.get(address(meeting, "workspace")).content.decode()
    assert f"{first.name} withdrew after declaring an interest." in page
    assert "No quorum: 2 may vote here" in page


def test_voters_are_swapped_beside(office, meeting):
    response = office.post(address(meeting, "declarations-add"), rows(entry(meeting, withdrew="True")), **HTMX)

    assert response.content.decode().count("hx-swap-oob") >= meeting.items.count()
    assert "withdrew after declaring an interest" in response.content.decode()


def test_meeting_without_an_item_of_declarations_keeps_them_at_the_item(office, meeting):
    meeting.items.filter(kind="declarations of interest").delete()
    office.post(address(meeting, "declarations-add"), rows(entry(meeting)))

    declaration = Declaration.objects.get()
    assert (declaration.item.title, declaration.about) == ("School places", "")


def test_who_was_not_there_cannot_have_declared(office, meeting):
    data = rows(entry(meeting, nature="Kept as typed"))
    meeting.attendance.update(mode="apologies")
    response = office.post(address(meeting, "declarations-add"), data)

    assert response.status_code == 422
    assert "Kept as typed" in response.content.decode()
    assert not Declaration.objects.exists()


def test_same_interest_twice_is_refused(office, meeting):
    response = office.post(address(meeting, "declarations-add"), rows(entry(meeting), entry(meeting)))

    assert response.status_code == 422
    assert "stands already" in response.content.decode()
    assert not Declaration.objects.exists()


@pytest.mark.parametrize("missing", ["who", "concerned", "nature"])
def test_incomplete_line_is_refused_at_its_field(office, meeting, missing):
    data = rows(entry(meeting) | {missing: ""})
    response = office.post(address(meeting, "declarations-add"), data)

    assert response.status_code == 422
    assert f'id="id_declarations-0-{missing}_error"' in response.content.decode()


def test_declaration_is_changed_and_removed(office, meeting):
    office.post(address(meeting, "declarations-add"), rows(entry(meeting)))
    declaration = Declaration.objects.get()
    page = office.get(address(meeting, "declaration", declaration.pk)).content.decode()
    assert 'name="declaration-nature"' in page
    data = {f"declaration-{key}": value for key, value in entry(meeting, 1, withdrew="True", kind="table a").items()}
    assert office.post(address(meeting, "declaration-change", declaration.pk), data).status_code == 302
    declaration.refresh_from_db()
    assert (declaration.kind, declaration.withdrew) == ("table a", True)
    assert declaration.name == meeting.attendance.order_by("position")[1].name

    office.post(address(meeting, "declaration-remove", declaration.pk))
    assert not Declaration.objects.exists()


def test_what_a_document_said_of_person_and_item_stays(office, meeting):
    item = meeting.items.get(position=1)
    declaration = item.declarations.create(name="Cllr Printed", about="any item on schools", nature="Governor")
    page = office.get(address(meeting, "declaration", declaration.pk)).content.decode()
    assert "any item on schools" in page
    data = {"declaration-who": "", "declaration-concerned": "", "declaration-kind": "other",
            "declaration-nature": "Governor of a school", "declaration-withdrew": ""}  # fmt: skip
    office.post(address(meeting, "declaration-change", declaration.pk), data)

    declaration.refresh_from_db()
    assert (declaration.name, declaration.about) == ("Cllr Printed", "any item on schools")
    assert declaration.nature == "Governor of a school"


def test_change_that_somebody_else_made_is_shown_first(office, meeting):
    office.post(address(meeting, "declarations-add"), rows(entry(meeting)))
    declaration = Declaration.objects.get()
    form = office.get(address(meeting, "declaration", declaration.pk), **HTMX).content.decode()
    seen = form.split('name="declaration-seen" value="')[1].split('"')[0]
    Declaration.objects.update(nature="Changed meanwhile")
    data = {f"declaration-{key}": value for key, value in entry(meeting, nature="Mine").items()}
    response = office.post(address(meeting, "declaration-change", declaration.pk), data | {"declaration-seen": seen})

    assert response.status_code == 422
    assert "Changed meanwhile" in response.content.decode()
    assert Declaration.objects.get().nature == "Changed meanwhile"


@pytest.mark.parametrize("name", ["declaration", "declaration-change", "declaration-remove"])
def test_declaration_of_another_meeting_is_not_found(office, meeting, name):
    foreign = ItemFactory().declarations.create(name="A", nature="B")
    method = office.get if name == "declaration" else office.post

    assert method(address(meeting, name, foreign.pk)).status_code == 404


@pytest.mark.parametrize("words", ["a\0b", "x" * 100_000, "99999999999999999999"])
def test_strange_words_give_no_error(office, meeting, words):
    fields = {"who": words, "concerned": words, "kind": words, "nature": words, "withdrew": words}
    declaration = meeting.items.first().declarations.create(name="A", nature="B")

    assert office.post(address(meeting, "declarations-add"), rows(fields)).status_code == 422
    assert office.post(address(meeting, "declarations-add"), {"declarations-TOTAL_FORMS": words}).status_code == 422
    data = {f"declaration-{key}": value for key, value in fields.items()}
    assert office.post(address(meeting, "declaration-change", declaration.pk), data).status_code == 422
