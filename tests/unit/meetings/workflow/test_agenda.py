"""Saving an agenda: words, order and numbers, what two officers change at once, and what is refused."""

import datetime as dt

import pytest
from factories import CommitteeFactory, GrantFactory, ItemFactory, MeetingFactory, UserFactory, held_meeting

from meetings.models import AgendaItem, MinutesVersion
from meetings.workflow.agenda import AgendaRefusedError, SentRow, save_agenda
from meetings.workflow.agenda_lines import rows_of
from meetings.workflow.agenda_numbers import is_regular, number_between, numbered
from meetings.workflow.agenda_order import merged
from meetings.workflow.agenda_row import AgendaRow
from meetings.workflow.change import RefusedError
from meetings.workflow.deferral import take_over_waiting, waiting_for
from portal.accounts.models import Role
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return MeetingFactory(date=dt.date(2026, 4, 26))


@pytest.fixture
def items(meeting):
    return [ItemFactory(meeting=meeting, position=place, title=title)
            for place, title in enumerate(["Apologies", "Buses", "Libraries"], start=1)]  # fmt: skip


def shown(meeting):
    return [str(pk) for pk in meeting.items.order_by("position").values_list("pk", flat=True)]


def sent(item, *, key="", is_removed=False, **words):
    """The row of an item as it stands now, with other words in it."""
    item = AgendaItem.objects.select_related("deferred_to").get(pk=item.pk)
    stands = AgendaRow.of(item)
    values = {name: getattr(stands, name) for name in AgendaRow.__slots__} | words
    return SentRow(
        key=key or str(item.pk),
        row=AgendaRow(**values),
        seen=stands.digest,
        shown_number=stands.agenda_number,
        is_removed=is_removed,
    )


def new(title, **words):
    return SentRow(key=f"new{len(title)}", row=AgendaRow(title=title, **words))


def agenda(meeting):
    return [(item.agenda_number, item.title) for item in meeting.items.order_by("position")]


def save(meeting, rows, by, **options):
    options.setdefault("shown", shown(meeting))
    return save_agenda(meeting=meeting, rows=rows, by=by, **options)


def test_words_are_saved_and_each_changed_row_is_noted_once(meeting, items, clerk):
    before = AuditEvent.objects.count()
    saved = save(meeting, [sent(items[0]), sent(items[1], title="Buses and trams"), sent(items[2])], clerk)

    assert saved.is_changed
    assert not saved.left
    assert agenda(meeting)[1] == ("2", "Buses and trams")
    assert AuditEvent.objects.count() == before + 1


def test_numbers_follow_the_order(meeting, items, clerk):
    save(meeting, [sent(items[2]), sent(items[0]), sent(items[1])], clerk)
    assert agenda(meeting) == [("1", "Libraries"), ("2", "Apologies"), ("3", "Buses")]


def test_anchors_stay_when_items_move(meeting, items, clerk):
    before = {item.pk: item.anchor for item in items}
    save(meeting, [sent(items[2]), sent(items[0]), new("Trams"), sent(items[1])], clerk)
    after = {item.pk: item.anchor for item in meeting.items.all()}
    assert after.items() >= before.items()
    assert len(set(after.values())) == 4


def test_an_item_comes_in_between(meeting, items, clerk):
    save(meeting, [sent(items[0]), new("Trams"), sent(items[1]), sent(items[2])], clerk)
    assert agenda(meeting) == [("1", "Apologies"), ("2", "Trams"), ("3", "Buses"), ("4", "Libraries")]


def test_numbers_of_a_published_agenda_stay(meeting, items, clerk, publisher):
    publish(meeting=meeting, by=publisher, reason="Agenda")
    save(meeting, [sent(items[0]), new("Roof"), sent(items[2]), sent(items[1]), new("At the end")], clerk)
    assert agenda(meeting) == [
        ("1", "Apologies"), ("1a", "Roof"), ("3", "Libraries"), ("2", "Buses"), ("4", "At the end"),
    ]  # fmt: skip


def test_renumbering_is_asked_for_once_published(meeting, items, clerk, publisher):
    publish(meeting=meeting, by=publisher, reason="Agenda")
    save(meeting, [sent(items[1]), sent(items[0]), sent(items[2])], clerk, is_renumbering=True)
    assert [number for number, _ in agenda(meeting)] == ["1", "2", "3"]
    assert agenda(meeting)[0][1] == "Buses"


def test_an_item_becomes_a_sub_item_and_its_own_again(meeting, items, clerk):
    save(meeting, [sent(item) for item in items], clerk, turned=str(items[1].pk))
    assert [number for number, _ in agenda(meeting)] == ["1", "1a", "2"]
    save(meeting, [sent(item) for item in items], clerk, turned=str(items[1].pk))
    assert [number for number, _ in agenda(meeting)] == ["1", "2", "3"]


def test_a_number_typed_by_hand_stands(meeting, items, clerk):
    save(meeting, [sent(items[0]), sent(items[1], agenda_number="12"), sent(items[2])], clerk)
    assert [number for number, _ in agenda(meeting)] == ["1", "12", "3"]


def test_two_equal_numbers_are_refused(meeting, items, clerk):
    with pytest.raises(AgendaRefusedError, match="Two items have the number 3") as refused:
        save(meeting, [sent(items[0]), sent(items[1], agenda_number="3"), sent(items[2])], clerk)
    assert set(refused.value.by_row) == {str(items[1].pk), str(items[2].pk)}


def test_urgent_business_needs_the_chairs_reason(meeting, items, clerk):
    with pytest.raises(AgendaRefusedError, match=r"s\.100B") as refused:
        save(meeting, [sent(items[1], state="urgent", title="Changed")], clerk)
    assert "state_note" in refused.value.by_row[str(items[1].pk)]
    assert agenda(meeting)[1] == ("2", "Buses")


def test_an_exempt_item_needs_paragraph_reason_and_review(meeting, items, clerk):
    with pytest.raises(AgendaRefusedError) as refused:
        save(meeting, [sent(items[1], is_exempt=True)], clerk)
    assert set(refused.value.by_row[str(items[1].pk)]) == {"exempt_paragraph", "exempt_reason", "exempt_review_on"}


def test_a_row_that_both_changed_is_left_and_the_others_are_saved(meeting, items, clerk):
    mine = [sent(items[0], title="Apologies for absence"), sent(items[1], title="Mine"), sent(items[2])]
    AgendaItem.objects.filter(pk=items[1].pk).update(title="Theirs")
    AgendaItem.objects.filter(pk=items[2].pk).update(purpose="Theirs too")
    saved = save(meeting, mine, clerk)

    assert [title for _, title in agenda(meeting)] == ["Apologies for absence", "Theirs", "Libraries"]
    assert AgendaItem.objects.get(pk=items[2].pk).purpose == "Theirs too", "what was not changed here is not sent back"
    assert list(saved.left) == [str(items[1].pk)]
    assert "Theirs" in saved.left[str(items[1].pk)]


def test_what_both_changed_alike_is_no_conflict(meeting, items, clerk):
    mine = [sent(items[1], title="Alike")]
    AgendaItem.objects.filter(pk=items[1].pk).update(title="Alike")
    assert not save(meeting, mine, clerk).left


def test_items_that_somebody_added_stay(meeting, items, clerk):
    rows, seen = [sent(item) for item in items], shown(meeting)
    save(meeting, [*rows, new("Theirs")], clerk)
    save(meeting, [rows[1], rows[0], rows[2]], clerk, shown=seen)
    assert [title for _, title in agenda(meeting)] == ["Buses", "Apologies", "Libraries", "Theirs"]


def test_a_changed_row_that_somebody_removed_is_told(meeting, items, clerk):
    mine = [sent(items[0]), sent(items[1], title="Mine"), sent(items[2])]
    seen, key = shown(meeting), str(items[1].pk)
    items[1].delete()
    saved = save(meeting, mine, clerk, shown=seen)
    assert "put it back" in saved.left[key]


def test_an_order_that_both_changed_is_left(meeting, items, clerk):
    rows, seen = [sent(item) for item in items], shown(meeting)
    save(meeting, [rows[2], rows[0], rows[1]], clerk)
    saved = save(meeting, [rows[1], rows[0], rows[2]], clerk, shown=seen)
    assert saved.order_left
    assert [title for _, title in agenda(meeting)] == ["Libraries", "Apologies", "Buses"]


def test_an_item_of_another_meeting_is_out_of_reach(meeting, items, clerk):
    foreign = ItemFactory(title="Foreign")
    save(meeting, [sent(foreign, title="Taken over")], clerk)
    foreign.refresh_from_db()
    assert foreign.title == "Foreign"
    assert len(agenda(meeting)) == 3


def test_an_empty_item_is_removed_and_the_ranks_close(meeting, items, clerk):
    save(meeting, [sent(items[0]), sent(items[1], is_removed=True), sent(items[2])], clerk)
    assert agenda(meeting) == [("1", "Apologies"), ("2", "Libraries")]


def test_an_item_with_outcomes_is_not_removed(clerk):
    meeting = held_meeting()
    with pytest.raises(AgendaRefusedError, match="minutes and outcomes"):
        save(meeting, [sent(meeting.items.get(), is_removed=True)], clerk)


def test_an_item_with_a_version_of_minutes_is_not_removed(meeting, items, clerk):
    MinutesVersion.objects.create(item=items[1], number=1, html="<p>Once</p>")
    with pytest.raises(AgendaRefusedError, match="minutes"):
        save(meeting, [sent(items[1], is_removed=True)], clerk)


def test_a_published_item_is_withdrawn_and_not_removed(meeting, items, clerk, publisher):
    publish(meeting=meeting, by=publisher, reason="Agenda")
    with pytest.raises(AgendaRefusedError, match="Withdrawn"):
        save(meeting, [sent(items[1], is_removed=True)], clerk)
    save(meeting, [sent(items[1], state="withdrawn")], clerk)
    assert AgendaItem.objects.get(pk=items[1].pk).state == "withdrawn"


def test_a_deferred_item_moves_to_a_meeting_and_back(meeting, items, clerk):
    later = MeetingFactory(committee=meeting.committee, date=dt.date(2026, 6, 9))
    ItemFactory(meeting=later, position=1, title="Apologies")
    ItemFactory(meeting=later, position=2, title="Date of next meeting", kind="date of next meeting")
    save(meeting, [sent(items[1], state="deferred", moves_to=later.pk)], clerk)

    item = AgendaItem.objects.get(pk=items[1].pk)
    assert item.deferred_to.meeting == later
    assert list(item.deferred_to.deferred_from.all()) == [item]
    assert agenda(later) == [("1", "Apologies"), ("2", "Buses"), ("3", "Date of next meeting")]

    save(meeting, [sent(items[1], state="", moves_to=None)], clerk)
    assert agenda(later) == [("1", "Apologies"), ("2", "Date of next meeting")]


def test_an_item_moves_to_no_meeting_of_another_committee(meeting, items, clerk):
    foreign = MeetingFactory(date=dt.date(2026, 6, 9))
    with pytest.raises(RefusedError, match="later meeting of the committee"):
        save(meeting, [sent(items[1], state="deferred", moves_to=foreign.pk)], clerk)
    assert AgendaItem.objects.get(pk=items[1].pk).state == ""


def test_what_waits_is_taken_over_once(meeting, items, clerk):
    AgendaItem.objects.filter(pk=items[1].pk).update(state="deferred")
    later = MeetingFactory(committee=meeting.committee, date=dt.date(2026, 6, 9))
    assert [item.title for item in waiting_for(later)] == ["Buses"]
    take_over_waiting(meeting=later, by=clerk)
    take_over_waiting(meeting=later, by=clerk)
    assert agenda(later) == [("1", "Buses")]


def test_exempt_business_that_waits_is_taken_over_after_the_open_part(meeting, items, clerk):
    AgendaItem.objects.filter(pk__in=[items[1].pk, items[2].pk]).update(state="deferred")
    exempt = {"is_exempt": True, "exempt_paragraph": 3, "exempt_reason": "Prices.", "exempt_review_on": "2027-06-09"}
    AgendaItem.objects.filter(pk=items[1].pk).update(**exempt)
    later = MeetingFactory(committee=meeting.committee, date=dt.date(2026, 6, 9))
    ItemFactory(meeting=later, position=1, title="Exclusion of the public", kind="exclusion of the public")
    take_over_waiting(meeting=later, by=clerk)
    assert [title for _, title in agenda(later)] == [items[2].title, "Exclusion of the public", "Buses"]


def test_a_clerk_of_another_committee_changes_nothing(meeting, items):
    other = UserFactory()
    GrantFactory(user=other, role=Role.CLERK, scope=CommitteeFactory(code="OTHER").code)
    with pytest.raises(NotPermittedError):
        save(meeting, [sent(items[1], title="Changed")], other)


def test_exchanged_numbers_are_saved_in_one_deed(meeting, items, clerk):
    rows = [sent(items[0], agenda_number="3"), sent(items[1], agenda_number="1"), sent(items[2], agenda_number="2")]
    save(meeting, rows, clerk)
    assert [number for number, _ in agenda(meeting)] == ["3", "1", "2"]


def test_numbering():
    assert numbered([False, True, True, False]) == ["1", "1a", "1b", "2"]
    assert numbered([True, False]) == ["1", "2"]
    assert is_regular(["1", "2", "2a", "3"])
    assert not is_regular(["1", "3"])
    assert number_between(["1", "2"], ["1", "2", "2a", "3"], is_last=False) == "2b"
    assert number_between(["1", "2"], ["1", "2"], is_last=True) == "3"
    assert number_between([], ["", ""], is_last=True) == ""


def test_merging_two_orders():
    assert merged(shown="abc", sent="bac", now="abcx") == (["b", "a", "c", "x"], False)
    assert merged(shown="abc", sent="anbc", now="cab") == (["c", "a", "n", "b"], False)
    assert merged(shown="abc", sent="bac", now="cab") == (["c", "a", "b"], True)


def test_pasted_lines_lose_their_numbers():
    rows = rows_of("1. Apologies for absence\n\n 2)\tBus services \n2a. Evening buses\n• Work programme\n2030 vision\n")
    assert [(row.title, row.agenda_number) for row in rows] == [
        ("Apologies for absence", ""), ("Bus services", ""), ("Evening buses", "2a"), ("Work programme", ""),
        ("2030 vision", ""),
    ]  # fmt: skip
    assert [row.kind for row in rows] == ["apologies", "report", "report", "work programme", "report"]


def test_pasted_numbers_without_a_stop_are_taken_off_where_every_line_has_one():
    assert [row.title for row in rows_of("1 Apologies\n2 Buses")] == ["Apologies", "Buses"]
    assert [row.title for row in rows_of("10 year plan\nBuses")] == ["10 year plan", "Buses"]
