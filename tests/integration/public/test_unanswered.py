"""The open register: what is on it and on which day, what an answer takes away and leaves, its table and its feed."""

import csv
import datetime as dt
import io
import uuid

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import CommitteeFactory, held_meeting
from freezing import on_the_day

from actions.models import LedgerEntry, LedgerUpdate
from actions.projection import append_update
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db

MADE = dt.date(2026, 2, 3)
DUE = dt.date(2026, 4, 2)
DAY = dt.timedelta(days=1)


@pytest.fixture
def transport(publisher):
    committee = CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")
    publish(meeting=held_meeting(committee=committee, date=MADE), by=publisher, reason="Draft minutes")
    return LedgerEntry.objects.get(kind="recommendation")


def another(entry, **fields):
    copy = LedgerEntry.objects.get(pk=entry.pk)
    copy.pk, copy.line_key, copy.number = None, uuid.uuid4(), LedgerEntry.objects.count() + 1
    copy.reference = f"TRA-2026-R{copy.number}"
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)
    return copy


def told(entry, kind, on, **fields):
    fields = {"text": "said", "by_name": "Cabinet"} | fields
    update = LedgerUpdate(entry=entry, kind=kind, on=on, published_at=timezone.now(), **fields)
    append_update(update)
    return update


def sent(entry, due_on=DUE, **fields):
    return told(entry, "sent", MADE, due_on=due_on, rule="Two months beginning with the day of receipt", **fields)


def references(client, **query):
    response = client.get("/unanswered/", query)
    assert response.status_code == 200
    context = response.context
    return [[row.entry.reference for row in context[name]] for name in ("rows", "came_late_rows")]


def table(client, **query):
    response = client.get("/unanswered.csv", query)
    assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_response_is_on_the_register_from_the_day_after_its_last_day(transport, client):
    assert references(client) == [[], []]  # it was not sent
    sent(transport)
    assert references(client, as_at=DUE.isoformat()) == [[], []]
    assert references(client, as_at=(DUE + DAY).isoformat()) == [[transport.reference], []]
    html = client.get("/unanswered/", {"as_at": (DUE + DAY).isoformat()}).content.decode()
    assert '<span class="unanswered__days">1</span> day late' in html
    assert "Two months beginning with the day of receipt" in html
    assert "1 response is late" in html


def test_an_answer_takes_the_row_away_and_not_the_history(transport, client):
    sent(transport)
    answered = timezone.localdate() - 10 * DAY
    told(transport, "response", answered, verdict="noted", text="We saw it.")
    assert references(client) == [[], [transport.reference]]
    assert references(client, as_at=(answered - DAY).isoformat()) == [[transport.reference], []]
    assert references(client, as_at=(DUE - DAY).isoformat()) == [[], []]
    late_by = (answered - DUE).days
    assert f"{late_by} days late" in client.get("/unanswered/").content.decode()
    told(transport, "reconsidered", timezone.localdate() - 5 * DAY, due_on=timezone.localdate() - DAY)
    assert references(client) == [[transport.reference], []]


def test_one_that_waits_again_without_a_last_day_keeps_its_late_answer(transport, client):
    told(transport, "sent", MADE, due_on=DUE)
    told(transport, "response", timezone.localdate() - 5 * DAY, verdict="noted")
    told(transport, "reconsidered", timezone.localdate() - 3 * DAY, due_on=None)
    transport.refresh_from_db()
    assert transport.clock_ends_on is None
    yesterday = timezone.localdate() - DAY
    assert references(client) == references(client, as_at=yesterday.isoformat()) == [[], [transport.reference]]


def test_both_lists_of_a_day_that_has_passed_are_those_that_were_read_on_it(transport, client, monkeypatch):
    rows = [another(transport) for _ in range(6)]
    for number, row in enumerate(rows):
        sent(row, due_on=DUE + number * DAY)
    for number, row in enumerate(rows[::2]):
        told(row, "response", DUE + (20 - number) * DAY, verdict="noted")
    told(rows[2], "reconsidered", DUE + 22 * DAY, due_on=DUE + 24 * DAY)
    day = DUE + 30 * DAY
    with monkeypatch.context() as then:
        on_the_day(then, day)
        seen = references(client)
    assert [len(one) for one in seen] == [4, 2]
    assert references(client, as_at=day.isoformat()) == seen


def test_a_late_answer_stays_for_twelve_months(transport, client, monkeypatch):
    sent(transport)
    answered = DUE + 3 * DAY
    told(transport, "response", answered, verdict="noted")
    on_the_day(monkeypatch, answered + dt.timedelta(days=364))
    assert references(client) == [[], [transport.reference]]
    on_the_day(monkeypatch, answered + dt.timedelta(days=365))
    assert references(client) == [[], []]


def test_a_fact_that_was_taken_back_counts_until_then_and_is_told(transport, client):
    sent(transport)
    wrong = told(transport, "response", DUE - DAY, verdict="noted", text="Not to us.")
    told(transport, "corrected", DUE + 10 * DAY, corrects=wrong, text="It answered another line.")
    assert references(client, as_at=(DUE + 9 * DAY).isoformat()) == [[], []]
    assert references(client) == [[transport.reference], []]
    html = client.get("/unanswered/").content.decode()
    assert "(taken back later). Not to us." in html


def test_a_promise_is_told_and_does_not_move_the_last_day(transport, client):
    sent(transport)
    told(transport, "extended", DUE - DAY, due_on=DUE + 30 * DAY, text="After the budget.")
    assert references(client, as_at=DUE.isoformat()) == [[], []]
    assert references(client, as_at=(DUE + DAY).isoformat()) == [[transport.reference], []]
    (row,) = table(client, as_at=(DUE + 2 * DAY).isoformat())
    assert (row["Due"], row["Days late"]) == (DUE.isoformat(), "2")
    assert row["Rule"] == "Two months beginning with the day of receipt"
    assert row["Date promised"] == (DUE + 30 * DAY).isoformat()
    page = client.get("/unanswered/").content.decode()
    promised = (DUE + 30 * DAY).isoformat()
    assert f'<dt>Promised</dt>\n            <dd><time datetime="{promised}">2 May 2026</time></dd>' in page
    assert "Later date given. After the budget." in page


def test_filters_and_order(transport, client):
    other = another(transport, text="the hospital stop be moved", addressee="Trust", addressee_kind="nhs body")
    sent(transport)
    sent(other, due_on=DUE - 5 * DAY)
    assert references(client)[0] == [other.reference, transport.reference]
    assert references(client, addressee_kind="executive")[0] == [transport.reference]
    assert references(client, text="HOSPITAL stop")[0] == [other.reference]
    assert references(client, committee="transport", text="timetable")[0] == [transport.reference]
    assert [row["Reference"] for row in table(client, text="hospital")] == [other.reference]


@pytest.mark.parametrize(
    "query",
    [
        {"as_at": "yesterday"},
        {"as_at": "2999-01-01"},
        {"as_at": "2026-02-30"},
        {"committee": "none\x00"},
        {"addressee_kind": "x" * 100_000},
        {"text": "y" * 100_000},
    ],
)
def test_what_cannot_be_understood_is_said_and_left_out(transport, client, query):
    sent(transport)
    page = client.get("/unanswered/", query)
    assert page.status_code == 422
    assert "There is a problem" in page.content.decode()
    assert [row.entry.reference for row in page.context["rows"]] == [transport.reference]
    assert client.get("/unanswered.csv", query).status_code == 422


def test_nothing_late_is_said_well(transport, client):
    assert "Nothing is left unanswered." in client.get("/unanswered/").content.decode()
    sent(transport)
    html = client.get("/unanswered/", {"text": "ferries"}).content.decode()
    assert "No response that fits these filters was late" in html
    assert "Nothing is left unanswered." not in html
    assert "Clear the filters: show the whole register</a>" in html


def test_the_table_cannot_be_run_by_a_spreadsheet(transport, client):
    LedgerEntry.objects.filter(pk=transport.pk).update(text='=HYPERLINK("http://evil.example")', addressee="@Cabinet")
    sent(transport)
    (row,) = table(client)
    assert row["Recommendation"] == '\'=HYPERLINK("http://evil.example")'
    assert row["Addressee"] == "'@Cabinet"
    assert row["Days late"] == str((timezone.localdate() - DUE).days)
    assert (row["Due"], row["Received on"]) == ("2026-04-02", "2026-02-03")


def test_the_feed_keeps_an_entry_when_the_answer_comes(transport, client):
    sent(transport)
    (entry,) = read(client).entries
    assert entry.title == "Response late: TRA-2026-R1, Cabinet"
    assert entry.published == "2026-04-03T00:00:00+01:00"
    assert "was due on 2 April 2026 (Two months beginning with the day of receipt)" in entry.summary
    told(transport, "response", timezone.localdate() - DAY, verdict="accepted", text="Yes.")
    (answered,) = read(client, "/committees/transport/unanswered.atom").entries
    assert answered.id == entry.id
    assert answered.title.startswith("Answered ")
    assert answered.published == entry.published
    assert answered.updated > entry.updated
    assert read(client, "/committees/transport/unanswered.atom").feed.id != read(client).feed.id


def test_the_feed_tells_of_a_promise(transport, client):
    sent(transport)
    told(transport, "extended", DUE + DAY, due_on=DUE + 30 * DAY, text="After the budget.")
    (entry,) = read(client).entries
    assert "was due on 2 April 2026 (Two months beginning with the day of receipt)." in entry.summary
    assert "It was promised for 2 May 2026." in entry.summary


def read(client, address="/unanswered.atom"):
    response = client.get(address)
    assert response.status_code == 200
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    return feed


@pytest.mark.parametrize("address", ["/unanswered.atom", "/unanswered.csv", "/impact/figures.csv"])
def test_the_tag_follows_the_day_and_the_ledger(transport, client, address, monkeypatch):
    tags = []

    def ask():
        response = client.get(address, headers={"if-none-match": tags[-1]} if tags else {})
        if response.status_code == 200:
            tags.append(response["ETag"])
        return response.status_code

    assert (ask(), ask()) == (200, 304)
    sent(transport)
    assert (ask(), ask()) == (200, 304)
    another(transport)
    assert (ask(), ask()) == (200, 304)
    on_the_day(monkeypatch, timezone.localdate() + DAY)
    assert (ask(), ask()) == (200, 304)


def test_as_many_queries_for_twenty_as_for_two(transport, client):
    def cost(address):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    addresses = ["/unanswered/", "/unanswered/?as_at=2026-06-01", "/unanswered.csv", "/unanswered.atom"]
    rows = [transport, another(transport)]
    for row in rows:
        sent(row)
    told(rows[0], "response", DUE + DAY, verdict="noted")
    before = [cost(address) for address in addresses]
    assert max(before) <= 8
    for number in range(20):
        row = another(transport)
        sent(row)
        if number % 2:
            told(row, "response", timezone.localdate(), verdict="noted")
    assert [cost(address) for address in addresses] == before
    assert max(before) <= 12
