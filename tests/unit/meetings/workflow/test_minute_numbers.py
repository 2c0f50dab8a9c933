"""Minute numbers run on within a series, are kept for ever, and are never given twice."""

import datetime as dt

import pytest
from factories import CommitteeFactory, GroupFactory, ItemFactory, MeetingFactory, SeriesFactory

from meetings.models import AgendaItem, MinuteSeries
from meetings.workflow.minute_numbers import Number, current_series, give_minute_numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return CommitteeFactory()


@pytest.fixture
def series(committee):
    return SeriesFactory(committee=committee, name="from May 2025", begun_on=dt.date(2025, 5, 1))


def meeting_with(committee, count, day=dt.date(2026, 2, 3)):
    meeting = MeetingFactory(committee=committee, date=day)
    for position in range(1, count + 1):
        ItemFactory(meeting=meeting, position=position)
    return meeting


def numbers(meeting):
    return list(meeting.items.order_by("position").values_list("minute_number", flat=True))


def test_numbers_run_on_from_the_highest_of_the_series(committee, series):
    earlier = meeting_with(committee, 2, dt.date(2026, 1, 6))
    AgendaItem.objects.filter(meeting=earlier, position=1).update(series=series, minute_number="81")
    AgendaItem.objects.filter(meeting=earlier, position=2).update(series=series, minute_number="9")
    meeting = meeting_with(committee, 3)

    given = give_minute_numbers(meeting)

    assert numbers(meeting) == ["82", "83", "84"]
    assert [item.minute_number for item in given] == ["82", "83", "84"]


def test_a_committee_without_a_series_gets_one_of_its_municipal_year(committee):
    meeting = meeting_with(committee, 2)

    give_minute_numbers(meeting)

    series = MinuteSeries.objects.get()
    assert (series.name, series.begun_on) == ("from May 2025", dt.date(2025, 5, 1))
    assert numbers(meeting) == ["1", "2"]


def test_numbers_are_kept_and_given_once(committee, series):
    meeting = meeting_with(committee, 2)
    give_minute_numbers(meeting)
    meeting.items.filter(position=1).delete()

    assert give_minute_numbers(meeting) == []
    assert numbers(meeting) == ["2"]


def test_items_deferred_or_withdrawn_without_minutes_get_none(committee, series):
    meeting = meeting_with(committee, 4)
    meeting.items.filter(position=1).update(state="deferred")
    meeting.items.filter(position=2).update(state="withdrawn", minutes_html="<p>It was withdrawn.</p>")
    meeting.items.filter(position=3).update(state="deferred")
    GroupFactory(item=meeting.items.get(position=3), position=1)

    give_minute_numbers(meeting)

    assert numbers(meeting) == ["", "1", "2", "3"]


def test_an_item_added_at_the_end_gets_the_next_number(committee, series):
    meeting = meeting_with(committee, 2)
    give_minute_numbers(meeting)
    ItemFactory(meeting=meeting, position=3)

    give_minute_numbers(meeting)

    assert numbers(meeting) == ["1", "2", "3"]


def test_an_item_added_between_others_gets_the_number_before_it_with_a_letter(committee, series):
    meeting = meeting_with(committee, 1)
    ItemFactory(meeting=meeting, position=9)
    give_minute_numbers(meeting)
    ItemFactory(meeting=meeting, position=2)
    ItemFactory(meeting=meeting, position=3)

    give_minute_numbers(meeting)

    assert numbers(meeting) == ["1", "1A", "1B", "2"]


def test_an_item_added_after_a_later_meeting_counted_on_gets_a_letter(committee, series):
    meeting = meeting_with(committee, 2)
    give_minute_numbers(meeting)
    give_minute_numbers(meeting_with(committee, 1, dt.date(2026, 3, 3)))
    ItemFactory(meeting=meeting, position=3)

    give_minute_numbers(meeting)

    assert numbers(meeting) == ["1", "2", "2A"]


def test_an_item_added_before_all_others_gets_a_letter_of_the_first(committee, series):
    meeting = MeetingFactory(committee=committee)
    ItemFactory(meeting=meeting, position=5)
    give_minute_numbers(meeting)
    ItemFactory(meeting=meeting, position=1)

    give_minute_numbers(meeting)

    assert numbers(meeting) == ["1A", "1"]


def test_the_form_of_the_numbers_is_kept(committee, series):
    earlier = meeting_with(committee, 1, dt.date(2026, 1, 6))
    AgendaItem.objects.filter(meeting=earlier).update(series=series, minute_number="25/41")
    meeting = meeting_with(committee, 1)

    give_minute_numbers(meeting)

    assert numbers(meeting) == ["25/42"]


def test_a_new_series_counts_from_one(committee, series):
    give_minute_numbers(meeting_with(committee, 3))
    SeriesFactory(committee=committee, name="from May 2026", begun_on=dt.date(2026, 5, 1))
    meeting = meeting_with(committee, 1, dt.date(2026, 6, 2))

    give_minute_numbers(meeting)

    assert numbers(meeting) == ["1"]
    assert meeting.items.get().series.name == "from May 2026"


def test_the_series_of_a_day_is_the_last_that_had_begun(committee, series):
    later = SeriesFactory(committee=committee, name="from May 2026", begun_on=dt.date(2026, 5, 1))

    assert current_series(committee, dt.date(2026, 4, 30)) == series
    assert current_series(committee, dt.date(2026, 5, 1)) == later
    assert current_series(committee, dt.date(2020, 1, 1)) == series


@pytest.mark.parametrize(
    ("written", "parts"),
    [("145", (145, "", "")), ("45a", (45, "A", "")), ("23/41", (41, "", "23/")), ("Addendum", None), ("", None)],
)
def test_a_number_is_read_in_its_parts(written, parts):
    number = Number.read(written)

    assert (number and (number.running, number.letter, number.before)) == parts
