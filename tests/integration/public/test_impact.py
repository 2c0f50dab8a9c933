"""The pages of impact: chart, table and file say the same; reports hold their day; sentences fit their numbers."""

import csv
import datetime as dt
import io
import itertools
import re
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import CommitteeFactory, held_meeting
from lxml import html
from random_ledgers import more_rows, random_ledger

from actions.impact.charts import bins_of, percent
from actions.impact.counting import Figures
from actions.impact.drawing import share, verdicts
from actions.impact.page import Line
from actions.impact.summary import action_sentences, recommendation_sentences
from actions.models import LedgerEntry, LedgerUpdate
from actions.projection import append_update
from meetings.models import WorkProgramme
from meetings.workflow.work_programme import release
from portal.publishing.door import publish, publish_committee

pytestmark = pytest.mark.django_db

DAY = "2026-03-01"


@pytest.fixture
def ledger(publisher):
    return random_ledger(seed=3, size=120, by=publisher)


def page(client, address, status=200, **query):
    response = client.get(address, query)
    assert response.status_code == status
    return html.fromstring(response.content)


def table(client, address="/impact/figures.csv", **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def numbers(tree, label):
    """The rows of a table by their heads, as texts."""
    (found,) = tree.xpath(f"//div[@aria-label='Table: {label}']//table")
    return {
        row.xpath("string(th)").strip(): [cell.text_content().strip() for cell in row.xpath("td")]
        for row in found.xpath("tbody/tr")
    }


def drawn(tree, anchor):
    """What the parts of a bar chart say of themselves: by bar and part."""
    titles = tree.xpath(f"//*[name()='svg'][.//*[@id='{anchor}-name']]//*[name()='rect']/*[name()='title']/text()")
    return {tuple(title.rpartition(": ")[0].split(", ", 1)): int(title.rpartition(": ")[2]) for title in titles}


@pytest.mark.parametrize("query", [{}, {"as_at": DAY}, {"committee": "committee-1"}, {"addressee_kind": "executive"}])
def test_chart_table_and_file_say_the_same(ledger, client, query):
    tree, rows = page(client, "/impact/", **query), table(client, **query)
    (all_of_it,) = (row for row in rows if row["Grouped by"] == "Everything")
    steps = numbers(tree, "from recommendation to proof")
    names = ["Made", "Answered", "Accepted in full or in part", "Accepted and done", "Accepted, done and proven"]
    assert [told[0] for told in steps.values()] == [all_of_it[name] for name in names]
    assert [number for _, number in drawn_steps(tree)] == [int(told[0]) for told in steps.values() if told[0] != "0"]

    verdicts = numbers(tree, "What the answers said, by municipal year")
    years = {row["Group"]: row for row in rows if row["Grouped by"] == "Municipal year" and row["Made"] != "0"}
    columns = ["Made", "Accepted", "Accepted in part", "In principle only", "Rejected", "Noted", "Unanswered and late"]
    assert {year: told[:-1] for year, told in verdicts.items()} == {
        year: [row[name] for name in columns] for year, row in years.items()
    }
    shown = drawn(tree, "verdicts")
    for year, told in verdicts.items():
        for name, number in zip(columns[1:], told[1:], strict=False):
            assert shown.get((year, name.lower()), 0) == int(number), (year, name)
        assert shown.get((year, "no answer, and none late"), 0) == int(told[-1])

    days = numbers(tree, "days from receipt to answer")
    bins = {row["Group"]: row for row in rows if row["Grouped by"] == "Days to answer" and row["Answered"] != "0"}
    assert {group: (told[0], told[2]) for group, told in days.items()} == {
        group: (row["Answered"], row["Answered late"]) for group, row in bins.items()
    }
    columns_said = " ".join(tree.xpath("//*[name()='g']/*[name()='title']/text()"))
    for group, (number, *_) in days.items():
        assert f"{group} days: {number} answer" in columns_said


def drawn_steps(tree):
    titles = tree.xpath("//*[name()='svg'][.//*[@id='steps-name']]//*[name()='rect']/*[name()='title']/text()")
    told = [title.rpartition(": ") for title in titles]
    return [(words, int(number)) for words, _, number in told if not words.endswith("not so far")]


def test_every_table_adds_up_to_everything(ledger, client):
    rows = table(client, as_at=DAY)
    whole = next(row for row in rows if row["Grouped by"] == "Everything")
    for group in ("Committee", "Kind of addressee", "Municipal year", "Kind of item"):
        for name in ("Made", "Answered in time", "Rejected", "Done"):
            assert sum(int(r[name]) for r in rows if r["Grouped by"] == group) == int(whole[name]), (group, name)
    assert sum(int(r["Actions: made"]) for r in rows if r["Grouped by"] == "Committee") == int(whole["Actions: made"])


def test_the_figures_of_a_day_that_has_passed_do_not_change(ledger, client, publisher):
    before = table(client, as_at=DAY)
    entry = next(e for e, _ in ledger if e.is_recommendation and e.made_on < dt.date(2026, 1, 1))
    append_update(
        LedgerUpdate(entry=entry, kind="completed", text="Done.", on=dt.date(2026, 3, 2), published_at=timezone.now())
    )
    assert table(client, as_at=DAY) == before
    assert table(client, as_at="2026-03-02") != before


def test_a_report_holds_its_day(ledger, client):
    address = "/impact/committee-1/2025/"
    tree = page(client, address, as_at=DAY)
    (link,) = tree.xpath("//a[@class='report__permalink']")
    assert link.get("href").endswith(f"{address}?as_at={DAY}")
    assert "As at 1 March 2026." in tree.text_content()
    assert "The year is not over: it ends on 30 April 2026." in tree.text_content()
    today = timezone.localdate().isoformat()
    assert page(client, address).xpath("//a[@class='report__permalink']")[0].get("href").endswith(f"?as_at={today}")
    rows = table(client, f"{address}recommendations.csv", as_at=DAY)
    lines = tree.xpath("//li[@class='report__line']//p[@class='report__where']/a/text()")
    assert lines == [row["Reference"] for row in rows]
    assert int(numbers(tree, "from recommendation to proof")["Made"][0]) == len(rows) > 5
    figures = next(a.get("href") for a in tree.xpath("//a") if "figures.csv" in a.get("href"))
    (whole,) = (row for row in table(client, figures) if row["Grouped by"] == "Everything")
    assert int(whole["Made"]) == len(rows)
    assert whole["As at"] == DAY


def test_the_report_of_the_council_has_those_of_every_committee(ledger, client):
    rows = table(client, "/impact/2025/recommendations.csv")
    each = [table(client, f"/impact/committee-{n}/2025/recommendations.csv") for n in (1, 2)]
    assert rows == [row for part in each for row in part]
    tree = page(client, "/impact/2025/")
    assert tree.xpath("//li[@class='report__committee']/h3/text()") == ["Committee 1", "Committee 2"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/impact/committee-1/1800/", 404),
        ("/impact/committee-1/2300/", 404),
        ("/impact/nobody/2025/", 404),
        ("/impact/999999999/", 404),
        ("/impact/0/", 404),
        ("/impact/committee-1/2025/?as_at=2024-01-01", 404),
        ("/impact/committee-1/2025/?as_at=never", 422),
        ("/impact/committee-1/2025/recommendations.csv?as_at=never", 422),
        ("/impact/?year=1066", 422),
        ("/impact/?committee=%00", 422),
        ("/impact/figures.csv?as_at=2999-01-01", 422),
    ],
)
def test_what_there_is_not(ledger, client, address, status):
    assert client.get(address).status_code == status


def test_without_any_record_the_page_says_so(client):
    assert "No recommendation has been published yet." in page(client, "/impact/").text_content()
    (row,) = table(client)
    assert (row["Made"], row["Median days to answer"]) == ("0", "")
    report = page(client, "/impact/2025/").text_content()
    assert "The committees made no recommendation in 2025 to 2026. They agreed no action." in " ".join(report.split())


def test_what_came_back_is_read_from_reviews_and_published_programmes(publisher, client):
    committee = CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")
    meeting = held_meeting(committee=committee, date=dt.date(2026, 2, 3))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    entry = LedgerEntry.objects.get(kind="recommendation")
    programme = WorkProgramme.objects.create(committee=committee, year=2026)
    programme.rows.create(title="Evening buses again", origin="recommendation", origin_reference=entry.reference)

    def back():
        return [
            " ".join(row.text_content().split())
            for row in page(client, "/impact/").xpath("//section[@aria-labelledby='again-title']//li")
        ]

    assert back() == []  # a row that nobody has released
    release(programme=programme, by=publisher)
    publish_committee(committee=committee, by=publisher, reason="Programme")
    assert len(back()) == 1
    assert "TRA-2026-R1 On the work programme 2026 to 2027: Evening buses again" in back()[0]
    append_update(
        LedgerUpdate(
            entry=entry,
            kind="reviewed",
            on=dt.date(2026, 5, 5),
            text="Looked at.",
            meeting=entry.meeting,
            item_title="Progress on buses",
            anchor="item-4",
            published_at=timezone.now(),
        )
    )
    assert "TRA-2026-R1 Outcome reviewed: Progress on buses" in back()[1]
    tree = page(client, "/impact/")
    assert "/meetings/transport/2026-02-03/#item-4" in tree.xpath("//a/@href")
    assert not page(client, "/impact/", as_at="2026-05-04").xpath("//a[contains(., 'Progress on buses')]")


def test_charts_are_named_and_hold_no_style_of_their_own(ledger, client):
    response = client.get("/impact/")
    text = response.content.decode()
    assert "style=" not in text
    tree = html.fromstring(text)
    charts = tree.xpath("//*[name()='svg'][@role='img']")
    assert len(charts) == 3
    ids = tree.xpath("//@id")
    for chart in charts:
        assert chart.get("aria-labelledby") in ids
        assert chart.get("aria-describedby") in ids
    assert len(ids) == len(set(ids))
    used = re.findall(r"url\(#([a-z_-]+)\)", text)
    assert set(used) <= set(ids)


def test_a_label_of_a_bar_is_cut_between_words():
    def label(name):
        (bar,) = verdicts("committee", [Line(name, Figures(Counter(made=1)), Figures(Counter()))]).bars
        return bar.label

    assert label("Environment and Highways Scrutiny Committee") == "Environment and Highways Scrutiny …"
    assert label("Cabinet") == "Cabinet"
    assert label("x" * 50) == "x" * 35 + "…"


def test_as_many_queries_for_a_large_ledger_as_for_a_small(publisher, client):
    def cost(address):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    addresses = [
        "/impact/",
        f"/impact/?as_at={DAY}",
        "/impact/figures.csv",
        "/impact/2025/",
        "/impact/committee-1/2025/",
    ]
    random_ledger(seed=1, size=8, by=publisher)
    before = [cost(address) for address in addresses]
    more_rows(seed=2, size=80)
    assert [cost(address) for address in addresses] == before
    assert max(before) <= 16


@pytest.mark.parametrize(
    ("counts", "days", "told"),
    [
        ({}, [], "It made no recommendation in 2025 to 2026."),
        ({"made": 1, "not_sent": 1}, [],
         "It made 1 recommendation in 2025 to 2026. It has not been answered. "
         "1 is not recorded as received by anybody."),
        ({"made": 1, "late": 1, "rejected": 1}, [70],
         "It made 1 recommendation in 2025 to 2026. It was answered late. It was rejected. "
         "The answer took 70 days from receipt."),
        ({"made": 3, "overdue": 2, "waiting": 1}, [],
         "It made 3 recommendations in 2025 to 2026. None of them has been answered. "
         "2 are left unanswered after the last day for the response. 1 still waits in time."),
        ({"made": 4, "in_time": 1, "noted": 1, "no_response_due": 2, "ended_unanswered": 1}, [3],
         "It made 4 recommendations in 2025 to 2026. 1 of them was answered: 1 in time. It was noted. "
         "The answer took 3 days from receipt. 2 the committee made to itself, and no response is due. "
         "1 ended before anybody answered."),
        ({"made": 1200, "in_time": 1199, "late": 1, "accepted": 1200, "carried_out": 2, "carried_proven": 1,
          "under_way": 1, "not_begun": 1197}, [1, 2],
         "It made 1,200 recommendations in 2025 to 2026. All of them were answered: 1,199 in time and 1 late. "
         "Of those answered, 1,200 were accepted. Half of the answers came within 1.5 days of receipt. "
         "Of the 1,200 accepted in full or in part, 2 are done, 1 of them with evidence; 1 is under way; "
         "and of 1,197 nothing has been reported since."),
    ],
)  # fmt: skip
def test_sentences_fit_their_numbers(counts, days, told):
    figures = Figures(Counter(counts), days)
    assert " ".join(recommendation_sentences(figures, who="It", when="2025 to 2026")) == told


def test_sentences_on_actions():
    def said(**counts):
        return action_sentences(Figures(Counter(counts)), who="It")

    assert said() == ["It agreed no action."]
    assert said(made=1, open=1) == ["It agreed 1 action: it is not complete and 1 is open and not yet due."]
    assert said(made=4, done_in_time=2, done_late=1, evidence=1, overdue=1) == [
        "It agreed 4 actions: 3 are complete (1 with evidence) and 1 is overdue."
    ]


def test_shares_are_never_rounded_to_nothing_or_to_all():
    assert [share(0, 0), share(0, 9), share(1, 1000), share(999, 1000), share(9, 9), share(1, 3)] == [
        "", "0%", "under 1%", "over 99%", "100%", "33%",
    ]  # fmt: skip


def test_bins_hold_every_answer_once():
    for days in ([0], [6, 7], list(range(400)), [3, 2000]):
        bins = bins_of(days, days[:1])
        assert sum(one.number for one in bins) == len(days)
        assert sum(one.late for one in bins) == 1
        assert bins[0].first == 0
        assert all(after.first == before.last + 1 for before, after in itertools.pairwise(bins))
        assert len(bins) <= 28
    assert bins_of([], []) == []
    assert percent(1, 3) == "33.333%"
