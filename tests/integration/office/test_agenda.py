"""The agenda in the workspace: with scripts and without, two clerks at once, and what nobody should send."""

import datetime as dt

import pytest
from django.urls import reverse
from factories import ItemFactory, MeetingFactory
from office_forms import form_of, workspace_of

from meetings.models import AgendaItem
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def meeting():
    meeting = MeetingFactory(date=dt.date(2026, 4, 26))
    ItemFactory(
        meeting=meeting, position=1, title="Apologies  for absence ", purpose="\nTo receive apologies.\n\nAnd more. "
    )
    ItemFactory(
        meeting=meeting, position=2, title="Contract", is_exempt=True, exempt_paragraph=3, exempt_reason="Bids",
        exempt_review_on=dt.date(2027, 1, 1), state="urgent", state_note="It cannot wait",
    )  # fmt: skip
    ItemFactory(meeting=meeting, position=3, title="Libraries", is_education=True)
    return meeting


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def titles(meeting):
    return [item.title for item in meeting.items.order_by("position")]


def keys(meeting):
    return [str(pk) for pk in meeting.items.order_by("position").values_list("pk", flat=True)]


def agenda_form(client, meeting):
    return form_of(client.get(workspace_of(meeting)), "agenda-form")


def test_a_form_sent_back_as_it_was_shown_changes_nothing(signed_in, meeting):
    fields, address = agenda_form(signed_in, meeting)
    before = AuditEvent.objects.count()
    response = signed_in.post(address, fields)
    assert response.status_code == 302
    assert response["Location"] == f"{workspace_of(meeting)}#agenda"
    assert AuditEvent.objects.count() == before


def test_one_save_changes_words_order_and_adds_lines(signed_in, meeting):
    fields, address = agenda_form(signed_in, meeting)
    first, second, third = keys(meeting)
    fields[f"item-{third}-title"] = ["Libraries and\r\nmuseums"]
    fields["row"] = [third, first, second]
    fields["added"] = ["1. Work programme\n2. Date of next meeting"]
    fields["added_after"] = [third]
    assert signed_in.post(address, fields).status_code == 302
    assert titles(meeting) == [
        "Libraries and museums", "Work programme", "Date of next meeting", "Apologies  for absence ", "Contract",
    ]  # fmt: skip
    assert [item.agenda_number for item in meeting.items.order_by("position")] == ["1", "2", "3", "4", "5"]


def test_without_scripts_a_button_moves_an_item(signed_in, meeting):
    fields, address = agenda_form(signed_in, meeting)
    signed_in.post(address, {**fields, "deed": f"up {keys(meeting)[2]}"})
    assert titles(meeting)[1] == "Libraries"
    fields, address = agenda_form(signed_in, meeting)
    signed_in.post(address, {**fields, "deed": f"up {keys(meeting)[0]}"})
    assert titles(meeting)[1] == "Libraries", "the first stays the first"


def test_a_script_gets_the_part_and_what_names_its_items(signed_in, meeting):
    fields, address = agenda_form(signed_in, meeting)
    fields["added"] = ["Work programme"]
    text = signed_in.post(address, fields, headers=HTMX).content.decode()
    assert text.lstrip().startswith("<section")
    assert 'id="agenda"' in text
    assert 'id="minutes" aria-labelledby="minutes-title" hx-swap-oob="true"' in text
    assert "<html" not in text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(signed_in, meeting, headers):
    fields, address = agenda_form(signed_in, meeting)
    first, second, _ = keys(meeting)
    fields[f"item-{first}-title"] = ["Apologies from everybody"]
    fields[f"item-{second}-state_note"] = [""]
    fields["added"] = ["Trams"]
    response = signed_in.post(address, fields, headers=headers)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Apologies from everybody" in text
    assert ">Trams</textarea>" in text
    assert f'href="#id_item-{second}-state_note"' in text
    assert "s.100B" in text
    assert titles(meeting)[0] == "Apologies  for absence "


def test_what_two_clerks_changed_is_shown_and_saved_when_it_is_sent_again(signed_in, meeting):
    fields, address = agenda_form(signed_in, meeting)
    first, _, third = keys(meeting)
    AgendaItem.objects.filter(pk=first).update(title="Theirs")
    fields[f"item-{first}-title"] = ["Mine"]
    fields[f"item-{third}-title"] = ["Libraries only"]
    response = signed_in.post(address, fields)
    text = response.content.decode()
    assert response.status_code == 422
    assert titles(meeting) == ["Theirs", "Contract", "Libraries only"]
    assert "Theirs" in text
    assert ">Mine</textarea>" in text or ">\nMine</textarea>" in text

    fields, address = form_of(response, "agenda-form")
    assert signed_in.post(address, fields).status_code == 302
    assert titles(meeting)[0] == "Mine"


def test_an_item_that_somebody_removed_comes_back_as_a_new_one(signed_in, meeting):
    fields, address = agenda_form(signed_in, meeting)
    third = keys(meeting)[2]
    fields[f"item-{third}-title"] = ["Libraries, all the same"]
    AgendaItem.objects.filter(pk=third).delete()
    response = signed_in.post(address, fields)
    assert response.status_code == 422
    fields, address = form_of(response, "agenda-form")
    assert signed_in.post(address, fields).status_code == 302
    assert titles(meeting)[-1] == "Libraries, all the same"


def test_choosing_a_meeting_defers_the_item(signed_in, meeting):
    later = MeetingFactory(committee=meeting.committee, date=dt.date(2026, 6, 9))
    fields, address = agenda_form(signed_in, meeting)
    third = keys(meeting)[2]
    fields[f"item-{third}-moves_to"] = [str(later.pk)]
    assert signed_in.post(address, fields).status_code == 302
    assert meeting.items.get(pk=third).state == "deferred"
    assert later.items.get().deferred_from.get().pk == int(third)
    assert "Deferred from the meeting of 26 April 2026" in signed_in.get(workspace_of(later)).content.decode()


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("item-{}-title", "NUL \x00", 422),
        ("item-{}-title", "", 422),
        ("item-{}-purpose", "x" * 100_000, 422),
        ("item-{}-moves_to", "999999999", 422),
        ("item-{}-exempt_paragraph", "8", 422),
        ("item-{}-kind", "party", 422),
        ("row", "../../etc", 302),
        ("row", "99999999999999999999999", 302),
        ("shown", "1,2,x\x00", 302),
        ("deed", "up \x00", 302),
        ("deed", "turn 999", 302),
        ("added", "\x00", 422),
        ("added", "x\n" * 201, 422),
        ("added_after", "\x00", 302),
        ("csrf", "x" * 100_000, 302),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_nobody_types_is_told_and_does_no_harm(signed_in, meeting, name, value, status):
    fields, address = agenda_form(signed_in, meeting)
    field = name.format(keys(meeting)[0])
    fields[field] = [*fields["row"], value] if field == "row" else [value]
    assert signed_in.post(address, fields).status_code == status
    assert len(titles(meeting)) == 3


def test_an_item_of_another_meeting_is_not_touched(signed_in, meeting):
    foreign = ItemFactory(title="Foreign")
    fields, address = agenda_form(signed_in, meeting)
    fields["row"] = [*fields["row"], str(foreign.pk)]
    fields |= {
        f"item-{foreign.pk}-title": ["Mine"],
        f"item-{foreign.pk}-seen": ["x"],
        f"item-{foreign.pk}-kind": ["other"],
    }
    assert signed_in.post(address, fields).status_code == 422
    foreign.refresh_from_db()
    assert foreign.title == "Foreign"


def test_the_workspace_asks_no_more_for_forty_items_than_for_two(
    signed_in, django_assert_max_num_queries, django_assert_num_queries
):
    few, many = MeetingFactory(date=dt.date(2026, 4, 26)), MeetingFactory(date=dt.date(2026, 4, 27))
    for meeting, count in ((few, 2), (many, 40)):
        for place in range(1, count + 1):
            ItemFactory(meeting=meeting, position=place)
    with django_assert_max_num_queries(60) as asked:
        signed_in.get(workspace_of(few))
    with django_assert_num_queries(len(asked)):
        signed_in.get(workspace_of(many))


def test_deferred_business_is_offered_and_taken_over(signed_in, meeting):
    ItemFactory(
        meeting=MeetingFactory(committee=meeting.committee, date=dt.date(2026, 1, 6)), title="Old", state="deferred"
    )
    assert "Put on this agenda" in signed_in.get(workspace_of(meeting)).content.decode()
    response = signed_in.post(reverse("office:agenda-take-over", args=[meeting.committee.slug, meeting.slug]))
    assert response.status_code == 302
    assert "Old" in titles(meeting)
