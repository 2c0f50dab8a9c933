"""Deadlines of a meeting by the table of holidays."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from factories import MeetingFactory

from meetings.clear_days import Reading
from meetings.models import Holiday
from meetings.policies.deadlines import deadlines_before, deadlines_of, holidays_around, minutes_aim, minutes_rule
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

BROUGHT = import_module("meetings.migrations.0009_bank_holidays")


@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        (dt.date(2022, 4, 26), dt.date(2022, 4, 14)),
        (dt.date(2019, 4, 25), dt.date(2019, 4, 15)),
        (dt.date(2022, 9, 27), dt.date(2022, 9, 16)),
        (dt.date(2023, 1, 10), dt.date(2022, 12, 30)),
        (dt.date(2025, 1, 7), dt.date(2024, 12, 27)),
    ],
)
def test_the_vectors_by_the_holidays_that_come_with_the_portal(meeting, last):
    deadlines = deadlines_of(MeetingFactory(date=meeting))
    assert deadlines.agenda == deadlines.agenda_last_day[Reading.WORKING_DAYS] == last
    assert deadlines.warning == ""


def test_both_readings_and_questions():
    deadlines = deadlines_before(dt.date(2022, 4, 26))
    assert deadlines.agenda_last_day[Reading.S243] == dt.date(2022, 4, 19)
    assert deadlines.questions == dt.date(2022, 4, 20)
    assert deadlines.kept(dt.date(2022, 4, 19)) == {Reading.WORKING_DAYS: False, Reading.S243: True}
    assert deadlines.kept(dt.date(2022, 4, 20)) == {Reading.WORKING_DAYS: False, Reading.S243: False}
    shown = deadlines.for_agenda(dt.date(2022, 4, 14))
    assert [(told.reading, told.rules, told.kept) for told in shown] == [
        (Reading.WORKING_DAYS, True, True),
        (Reading.S243, False, True),
    ]
    assert [told.kept for told in deadlines.for_questions()] == [None, None]


def test_settings_rule(settings):
    settings.CLEAR_DAYS_READING, settings.AGENDA_CLEAR_DAYS, settings.QUESTIONS_CLEAR_DAYS = "s243", 3, 1
    deadlines = deadlines_before(dt.date(2022, 4, 26))
    assert deadlines.agenda == dt.date(2022, 4, 21)
    assert deadlines.questions == dt.date(2022, 4, 24)  # a Sunday, on which papers may be published all the same
    assert "3 clear days" in deadlines.rule
    assert "section 243" in deadlines.rule
    assert deadlines.for_agenda()[0].reading == Reading.S243


def test_the_table_rules():
    Holiday.objects.filter(day=dt.date(2022, 9, 19)).delete()
    assert deadlines_before(dt.date(2022, 9, 27)).agenda == dt.date(2022, 9, 19)
    Holiday.objects.create(day=dt.date(2022, 9, 21), name="Mourning", kind="thanksgiving or mourning")
    Holiday.objects.create(day=dt.date(2022, 9, 20), name="Office move", kind="offices closed")
    assert deadlines_before(dt.date(2022, 9, 27)).agenda_last_day == {
        Reading.WORKING_DAYS: dt.date(2022, 9, 15),
        Reading.S243: dt.date(2022, 9, 19),
    }


def test_a_year_without_bank_holidays_is_told():
    assert "2051" in deadlines_before(dt.date(2051, 3, 1)).warning
    assert "2032 " not in deadlines_before(dt.date(2033, 3, 1)).warning
    assert "2033" in deadlines_before(dt.date(2033, 1, 4)).warning
    assert deadlines_before(dt.date(1, 1, 4)).agenda == dt.date.min


def test_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        deadlines_before(dt.date(2023, 1, 3))


def test_the_holidays_that_come_with_the_portal():
    days = set(Holiday.objects.values_list("day", flat=True))
    assert {dt.date(2022, 9, 19), dt.date(2022, 6, 2), dt.date(2022, 6, 3), dt.date(2023, 5, 8)} <= days
    assert dt.date(2022, 5, 30) not in days
    assert {day.year for day in days} == set(range(2018, 2033))


def test_they_can_be_taken_away_again_without_what_the_office_added():
    own = Holiday.objects.create(day=dt.date(2027, 3, 3), name="Office move", kind="offices closed")
    renamed = Holiday.objects.get(day=dt.date(2023, 5, 8))
    renamed.name = "Coronation Day"
    renamed.save()
    with connection.schema_editor() as editor:
        BROUGHT.remove(apps, editor)
        assert set(Holiday.objects.all()) == {own, renamed}
        BROUGHT.add(apps, editor)
    assert Holiday.objects.filter(day=dt.date(2022, 9, 19)).exists()
    assert AuditEvent.objects.latest("pk").deed == "laid the table of bank holidays"


def working_days(first, last, table):
    """The working days between two days, the last one alone included."""
    days = (first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1))
    return [it for it in days if it.isoweekday() <= 5 and it not in table.names]


def test_every_deadline_of_a_year_counted_by_hand():
    """Each day from before one Christmas to after the next, over both changes of the clock."""
    first, last = dt.date(2026, 12, 1), dt.date(2028, 1, 31)
    table = holidays_around([first, last])
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(days=number)
        deadlines = deadlines_before(day, table)
        assert deadlines == deadlines_before(day) or number % 20  # the shared table says what an own one says
        for end, clear in ((deadlines.agenda, 5), (deadlines.questions, 3)):
            between = working_days(end, day - dt.timedelta(days=1), table)
            assert len(between) == clear, day
            assert end.isoweekday() <= 5
            assert end not in table.names
        aim = minutes_aim(day, table)
        after = working_days(day, aim, table)
        assert (len(after), after[-1]) == (10, aim)


def test_the_aim_for_minutes_passes_over_christmas():
    table = holidays_around([dt.date(2026, 12, 17)])
    assert minutes_aim(dt.date(2026, 12, 17), table) == dt.date(2027, 1, 5)


def test_the_aim_for_minutes_is_the_councils(settings):
    settings.MINUTES_PUBLISHED_WITHIN_DAYS = 3
    table = holidays_around([dt.date(2026, 10, 6)])
    assert minutes_aim(dt.date(2026, 10, 6), table) == dt.date(2026, 10, 9)
    assert "within 3 working days" in minutes_rule()
