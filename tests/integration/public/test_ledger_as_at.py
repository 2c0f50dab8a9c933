"""The lists of the ledger as it stood on a day: figures, filters and order speak of that day."""

import datetime as dt

import pytest
from django.utils import timezone
from ledger_rows import DAY, more, open_ledger

from actions.words import Origin

pytestmark = pytest.mark.django_db

MARCH, APRIL, MAY = dt.date(2026, 3, 10), dt.date(2026, 4, 10), dt.date(2026, 5, 10)


@pytest.fixture
def ledger(publisher):
    open_ledger(publisher)


def listed(client, **query):
    response = client.get("/actions/", query)
    return [entry.reference for entry in response.context["page_obj"].object_list], response


def test_status_filter_and_figures_are_those_of_the_day(ledger, client):
    done = {"kind": "completed", "on": APRIL, "text": "Done", "evidence": "Minute 4"}
    entry = more(original_due_on=MARCH, updates=[done])
    then, response = listed(client, as_at="2026-04-09", status="overdue", committee="transport")
    assert entry.reference in then
    assert response.context["late"].count == len(then)
    assert entry.reference not in listed(client, as_at="2026-04-10", status="overdue")[0]
    assert listed(client, as_at="2026-04-10", status="complete")[0] == [entry.reference]
    assert listed(client, as_at="2026-04-09", status="complete")[0] == []


def test_owner_and_due_date_are_filtered_and_sorted_as_they_were(ledger, client):
    handed = {"kind": "handed over", "on": APRIL, "owner": "Treasurer", "directorate": "Finance"}
    extended = {"kind": "extended", "on": APRIL, "text": "Later", "due_on": dt.date(2026, 9, 1)}
    entry = more(original_owner="Archivist", original_due_on=dt.date(2025, 12, 31), updates=[handed, extended])
    assert listed(client, as_at="2026-04-09", owner="archivist")[0] == [entry.reference]
    assert listed(client, as_at="2026-04-09", owner="treasurer")[0] == []
    assert listed(client, as_at="2026-04-10", directorate="Finance")[0] == [entry.reference]
    assert listed(client, as_at="2026-04-09", directorate="Finance")[0] == []
    assert listed(client, as_at="2026-04-09", sort="due")[0][0] == entry.reference
    assert listed(client, as_at="2026-04-10", sort="-due")[0][0] == entry.reference
    assert listed(client, as_at="2026-04-09", due_until="2025-12-31")[0] == [entry.reference]


def test_what_was_not_made_yet_is_not_there(ledger, client):
    entry = more(made_on=APRIL)
    assert entry.reference not in listed(client, as_at="2026-04-09")[0]
    assert entry.reference in listed(client, as_at="2026-04-10")[0]
    assert listed(client, as_at="0001-01-01")[0] == []


def test_the_page_says_of_which_day_it_speaks_and_leads_back(ledger, client):
    html = client.get("/actions/?as_at=2026-04-09&late=on&page=1").content.decode()
    assert "The ledger as it stood on" in html
    assert '<time datetime="2026-04-09">9 April 2026</time>' in html
    assert '<a href="?late=on">Show it as it stands today</a>' in html
    for address in ("/actions/", f"/actions/?as_at={timezone.localdate()}"):
        assert "The ledger as it stood on" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2999-01-01", "This day has not come yet."),
        ("yesterday", "This is not a date."),
        ("2026-02-30", "This is not a date."),
        ("\x00", "This is not a date."),
    ],
)
def test_what_is_no_day_that_has_come_is_told_and_today_is_shown(ledger, client, day, sentence):
    references, response = listed(client, as_at=day)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert len(references) == 2


def test_pages_of_a_past_day_go_through_the_whole_list_once(ledger, client, monkeypatch):
    monkeypatch.setattr("actions.list_views.PAGE_SIZE", 2)
    references = {more(text=f"Row {number}").reference for number in range(3)} | {"TRA-2026-1", "ART-2026-1"}
    pages = [listed(client, as_at="2026-03-01", page=number)[0] for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert {reference for page in pages for reference in page} == references
    assert listed(client, as_at="2026-03-01", page="x")[0] == pages[0]


@pytest.mark.parametrize("query", [{}, {"as_at": "2026-04-09"}, {"as_at": "2026-04-09", "sort": "status"}])
def test_a_page_costs_as_many_queries_for_many_rows_as_for_few(
    ledger, client, query, django_assert_max_num_queries, django_assert_num_queries
):
    more()
    with django_assert_max_num_queries(8) as few:
        listed(client, **query)
    for _ in range(18):
        more(updates=[{"kind": "progress", "on": MARCH, "text": "Begun"}])
    with django_assert_num_queries(len(few)):
        listed(client, **query)


def test_what_needs_attention_is_found_by_what_is_lacking(ledger, client):
    nobody = more(original_owner="").reference
    undated = more(original_due_on=None).reference
    bare = more(updates=[{"kind": "completed", "on": MAY, "text": "Done"}]).reference
    nowhere = more(cites_no_meeting=True).reference
    assert listed(client, attention="no owner")[0] == [nobody]
    assert listed(client, attention="no due date")[0] == [undated]
    assert listed(client, attention="no evidence")[0] == [bare]
    assert listed(client, attention="no evidence", as_at="2026-05-09")[0] == []
    assert listed(client, attention="no meeting")[0] == [nowhere]
    assert set(listed(client, attention="anything")[0]) == {nobody, undated, bare, nowhere}
    assert "Closed without evidence." in listed(client, attention="no evidence")[1].content.decode()


def test_entries_of_another_origin_have_no_minute_to_lead_to(ledger, client):
    fields = {"origin": Origin.LOG, "meeting": None, "edition": None, "anchor": "", "source_number": "7"}
    entry = more(**fields)
    references, response = listed(client, origin="older log")
    assert references == [entry.reference]
    html = response.content.decode()
    assert "An older action log, number 7" in html
    assert 'href=""' not in html
    assert f'<td role="cell" data-label="Made on"><time datetime="{DAY}">' in html


def test_the_whole_list_goes_on_one_page_without_controls(ledger, client, monkeypatch):
    monkeypatch.setattr("actions.list_views.PAGE_SIZE", 2)
    for number in range(5):
        more(text=f"Row {number}")
    response = client.get("/actions/", {"print": "all", "committee": "transport"})
    html = response.content.decode()
    assert len(response.context["page_obj"].object_list) == 6
    assert "<select" not in html
    assert "Pages of" not in html
    assert "<dt>Committee</dt><dd>Transport</dd>" in html
    monkeypatch.setattr("actions.list_views.PRINTED", 3)
    html = client.get("/actions/?print=all").content.decode()
    assert "The first 3 of 7" in html
    assert "Not everything stands here" in html
