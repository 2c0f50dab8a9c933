"""Dates, times, sizes and counts as the council's pages write them."""

import datetime as dt

import pytest
from django import forms
from django.template import Context, Engine

from portal.home.templatetags import record_format


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2026-04-26", "26 April 2026"),
        (dt.date(2026, 4, 6), "6 April 2026"),
        ("2026-03-28T23:30:00Z", "28 March 2026"),
        ("2026-06-30T23:30:00Z", "1 July 2026"),
        (dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC), "1 July 2026"),
        ("Before the next meeting", "Before the next meeting"),
        ("", ""),
        (None, ""),
    ],
)
def test_long_date_of(value, written):
    assert record_format.long_date(value) == written


def test_weekday_date_names_the_day():
    assert record_format.weekday_date("2022-04-26") == "Tuesday 26 April 2022"


def test_short_date_shortens_the_month():
    assert record_format.short_date("2022-09-16") == "16 Sep 2022"


@pytest.mark.parametrize(
    ("value", "machine"),
    [("2026-06-30T23:30:00Z", "2026-07-01"), (dt.date(2026, 4, 26), "2026-04-26"), ("tbc", ""), (None, "")],
)
def test_iso_date_of(value, machine):
    assert record_format.iso_date(value) == machine


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("14:30", "2.30pm"),
        ("14:05", "2.05pm"),
        ("10:00", "10am"),
        ("00:15", "12.15am"),
        ("12:00", "noon"),
        ("12:30", "12.30pm"),
        (dt.time(9, 45), "9.45am"),
        ("2022-04-20T17:00:00+01:00", "5pm"),
        ("2026-06-09T13:30:00Z", "2.30pm"),
        (dt.datetime(2026, 1, 9, 13, 30, tzinfo=dt.UTC), "1.30pm"),
        ("during item 8", "during item 8"),
        ("", ""),
        (None, ""),
    ],
)
def test_clock_of(value, written):
    assert record_format.clock(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2026-06-09T13:30:00Z", "9 June 2026 at 2.30pm"),
        ("2026-06-30T23:05:00+00:00", "1 July 2026 at 12.05am"),
        ("2026-01-09T12:00:00", "9 January 2026 at noon"),
        ("last week", "last week"),
        (None, ""),
    ],
)
def test_moment_of(value, written):
    assert record_format.moment(value) == written


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (1023, "1,023 bytes"),
        (1024, "1 KB"),
        (559_104, "546 KB"),
        (1_048_575, "1 MB"),
        (1_048_576, "1 MB"),
        (2_202_009, "2.1 MB"),
        (10_485_760, "10 MB"),
        (3_221_225_472, "3,072 MB"),
        (None, ""),
    ],
)
def test_file_size_of(size, written):
    assert record_format.file_size(size) == written


@pytest.mark.parametrize(
    ("media_type", "written"),
    [
        ("application/pdf", "PDF"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
        ("image/tiff", "TIFF"),
        ("", ""),
    ],
)
def test_file_type_of(media_type, written):
    assert record_format.file_type(media_type) == written


@pytest.mark.parametrize(
    ("count", "words", "written"),
    [
        (0, "action,actions", "no actions"),
        (None, "action,actions", "no actions"),
        (1, "entry has,entries have", "1 entry has"),
        (2, "action,actions", "2 actions"),
        (1200, "item,items", "1,200 items"),
        (3, "overdue", "3 overdue"),
    ],
)
def test_counted(count, words, written):
    assert record_format.counted(count, words) == written


@pytest.mark.parametrize(
    ("pages", "written"),
    [("9 - 16", "Pages 9 to 16"), ("19 – 50", "Pages 19 to 50"), ("17-18", "Pages 17 to 18"), ("17", "Page 17")],
)
def test_pages_of_the_agenda_pack_are_written_alike(pages, written):
    assert record_format.pack_pages(pages) == written


def test_entry_for_a_line_finds_its_entry():
    assert record_format.entry_for({"a-key": "the entry"}, "a-key") == "the entry"


@pytest.mark.parametrize("ledger", [{"another": "entry"}, {}, None])
def test_entry_for_a_line_without_one(ledger):
    assert record_format.entry_for(ledger, "a-key") is None


def test_people_of_all_groups_by_mode():
    attendance = [
        {"group": "member", "entries": [{"name": "A", "mode": "present"}, {"name": "B", "mode": "apologies"}]},
        {"group": "co-optee", "entries": [{"name": "C", "mode": "remote"}, {"name": "D", "mode": "apologies"}]},
    ]
    everyone = record_format.everyone(attendance)
    assert [person["name"] for person in everyone] == ["A", "B", "C", "D"]
    assert [person["name"] for person in record_format.in_mode(everyone, "present,remote")] == ["A", "C"]
    assert [person["name"] for person in record_format.in_mode(everyone, "apologies")] == ["B", "D"]


def test_nobody_attends_where_nothing_is_recorded():
    assert record_format.in_mode(record_format.everyone(None), "present") == []


class Filters(forms.Form):
    text = forms.CharField(required=False)
    late = forms.NullBooleanField(required=False, widget=forms.CheckboxInput)
    since = forms.DateField(required=False)


@pytest.mark.parametrize(
    ("data", "filled"),
    [
        ({}, False),
        ({"text": ""}, False),
        ({"page": "2"}, False),
        ({"text": "bus"}, True),
        ({"late": "on"}, True),
        ({"since": "x"}, False),
    ],
)
def test_any_filled_of_a_filter_form(data, filled):
    assert record_format.any_filled(Filters(data)) is filled


def test_filters_stand_in_every_template():
    engine = Engine(builtins=["portal.home.templatetags.record_format"])
    template = engine.from_string("{{ day|weekday_date }}, {{ start|clock }}: {{ n|counted:'item,items' }}")
    context = Context({"day": "2022-04-26", "start": "14:30", "n": 3})
    assert template.render(context) == "Tuesday 26 April 2022, 2.30pm: 3 items"


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("note the report;", "Note the report"),
        ("note it; and", "Note it"),
        ("supply and demand", "Supply and demand"),
        ("NHS Wexcombe write;", "NHS Wexcombe write"),
        ("(subject to cost) a lamp", "(subject to cost) a lamp"),
        ("Done.", "Done."),
        ("", ""),
    ],
)
def test_a_line_by_itself_begins_with_a_capital_and_does_not_lead_on(text, alone):
    assert record_format.standalone(text) == alone


def test_a_line_beneath_its_lead_in_keeps_its_letters():
    assert record_format.ended("note it; and") == "note it"
