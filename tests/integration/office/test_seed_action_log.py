"""The real action log of seed 003, brought in by the pages, reads as at its day as `records.md` says.

It is cut from the seed by the test; nothing of it stands here.
"""

import csv
import datetime as dt
import io
import os
from pathlib import Path

import pytest
from action_logs import AS_AT, csv_of, page_form, upload, xlsx_of
from django.core.management import call_command
from django.urls import reverse
from factories import CommitteeFactory

from actions.models import LedgerEntry, LogImport
from actions.status import facts_of, standing
from actions.words import Origin, Status
from meetings.editions.models import PublishedCommittee
from meetings.models import ActionLogRow
from portal.publishing.door import publish_committee
from portal.publishing.verification import faults

SEEDS = Path(os.environ.get("SEEDS_DIR", Path(__file__).resolve().parents[4] / "shared" / "seeds"))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not on this machine"),
]
OVERDUE, COMPLETE = {"1", "2", "5", "6", "7", "9", "10"}, {"3", "4", "8", "11", "12"}
WITHOUT_DUE_DATE, NO_MEETING = {"13", "14", "15"}, {"13", "14"}


@pytest.fixture(scope="module")
def rows():
    """The log with its notes above, as rows of cells."""
    text = next(SEEDS.glob("003_*.txt")).read_text(encoding="utf-8")
    lines = text.splitlines()
    head = next(place for place, line in enumerate(lines) if line.startswith("Action Number\t"))
    table = list(csv.reader(io.StringIO("\n".join(lines[head : head + 16])), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(table) == 16
    return [[lines[head - 4]], [lines[head - 2]], [], *table]


@pytest.fixture
def committee(publisher):
    working = CommitteeFactory(name="Children and Young People", slug="cyp", code="CYP")
    publish_committee(committee=working, by=publisher, reason="The committee")
    return PublishedCommittee.objects.get()


def with_true_dates(rows):
    """As a spreadsheet keeps them."""

    def cell(words):
        parts = words.split("/")
        if len(parts) != 3 or not all(part.isdigit() for part in parts):
            return words
        return dt.date(2000 + int(parts[2]), int(parts[1]), int(parts[0]))

    return [[cell(words) for words in row] for row in rows]


FILES = {
    "workbook": lambda rows: ("log.xlsx", xlsx_of(("Recommendations", [["None"]]), ("Action log", rows))),
    "true dates": lambda rows: ("log.xlsx", xlsx_of(with_true_dates(rows))),
    "csv": lambda rows: ("log.csv", csv_of(rows)),
    "semicolons": lambda rows: ("log.csv", csv_of(rows, delimiter=";", encoding="cp1252")),
    "tabs": lambda rows: ("log.csv", csv_of(rows, delimiter="\t", encoding="utf-16")),
}


def brought_in(client, user, committee, name, content):
    client.force_login(user)
    address = upload(client, committee, content, name)["Location"]
    response = client.get(address)
    fields, _ = page_form(response)
    done = client.post(reverse("ledger:log-import-do", args=[LogImport.objects.get().pk]), fields)
    assert done.status_code == 302, done.content.decode()
    return response.content.decode()


def check_line_by_line(entries):
    by_number = {entry.source_number: entry for entry in entries}
    assert set(by_number) == OVERDUE | COMPLETE | WITHOUT_DUE_DATE
    for number, entry in by_number.items():
        now = entry.standing
        expected = (
            Status.OVERDUE if number in OVERDUE else Status.COMPLETE if number in COMPLETE else Status.IN_PROGRESS
        )
        assert now.status == expected, number
        assert (now.due_on is None) == (number in WITHOUT_DUE_DATE), number
        assert (now.owner == "") == (number == "10"), number
        assert ("Nobody owns this action." in now.attention) == (number == "10"), number
        assert ("No due date was set." in now.attention) == (number in WITHOUT_DUE_DATE), number
        assert ("Closed without evidence." in now.attention) == (number == "11"), number
        assert entry.cites_no_meeting == (number in NO_MEETING), number
        assert any("No meeting of the committee was held on 12 February 2022" in it for it in now.attention) == (
            number in NO_MEETING
        ), number


@pytest.mark.parametrize("kind", FILES)
def test_the_log_reads_as_at_its_day_as_the_records_say(kind, client, clerk, committee, rows):
    brought_in(client, clerk, committee, *FILES[kind](rows))
    entries = LedgerEntry.objects.all()
    # In SQL
    as_it_stood = entries.as_it_stood(AS_AT)
    assert as_it_stood.count() == 15
    assert {entry.source_number for entry in as_it_stood.late()} == OVERDUE
    assert {entry.source_number for entry in as_it_stood.with_status(Status.COMPLETE)} == COMPLETE
    assert {entry.source_number for entry in as_it_stood.filter(fact_status=Status.IN_PROGRESS)} == WITHOUT_DUE_DATE
    check_line_by_line(as_it_stood)
    # In Python, from the updates
    for entry in entries.prefetch_related("updates"):
        entry.__dict__["standing"] = standing(entry, facts_of(entry.updates.all(), AS_AT, kind=entry.kind), AS_AT)
        stood = as_it_stood.get(pk=entry.pk)
        assert stood.standing == entry.standing
        assert stood.fact_status == entry.standing.status
    # On the public action log
    public = client.get(f"{reverse('actions:action-list')}?as_at={AS_AT.isoformat()}&committee=cyp")
    told = {entry.source_number: entry.status for entry in public.context["page_obj"]}
    assert told == {entry.source_number: entry.standing.status for entry in as_it_stood}
    page = public.content.decode()
    assert page.count('data-status="overdue"') == 7
    assert page.count('data-status="complete"') == 5
    # The day before nothing had been told of it yet
    assert not entries.as_it_stood(AS_AT - dt.timedelta(days=1)).with_status(Status.COMPLETE)
    assert not list(faults())


def test_every_row_keeps_its_own_words(client, clerk, committee, rows):
    brought_in(client, clerk, committee, "log.xlsx", xlsx_of(rows))
    head = rows[3]
    for cells in rows[4:]:
        told = dict(zip(head, cells, strict=False))
        entry = LedgerEntry.objects.get(source_number=told["Action Number"])
        assert entry.origin == Origin.LOG
        assert entry.text == told["Action"]
        assert entry.made_on.strftime("%d/%m/%y") == told["Meeting Date"]
        assert entry.original_owner == told["Owner"]
        assert entry.original_directorate == told["Directorate"]
        assert (entry.original_due_on.strftime("%d/%m/%y") if entry.original_due_on else "") == told["Due date"]
        fact = entry.updates.get()
        assert fact.on == AS_AT
        assert fact.text == told["Progress Update"]
        if entry.source_number in COMPLETE - {"11"}:
            assert fact.evidence == "The action log as at 26 April 2022"
        else:
            assert fact.evidence == ""


def test_the_preview_says_what_is_wrong(client, clerk, committee, rows):
    page = brought_in(client, clerk, committee, "log.xlsx", xlsx_of(rows))
    for sentence in (
        "7 overdue, 5 complete, 3 in progress; 1 closed without evidence",
        "1 without an owner",
        "3 without a due date",
        # The two that call themselves in progress.
        "2 whose status contradicts the facts",
        "12 February 2022 was a Saturday, and no meeting on it is in the published record.",
        "5 reported complete without a day",
        "1 reported complete without evidence",
    ):
        assert sentence in page, sentence


def test_the_log_of_the_pack_reads_the_same(client, publisher):
    call_command("import_record", str(next(SEEDS.glob("003_*.txt"))), "--publish")
    client.force_login(publisher)
    (item,) = {row.item for row in ActionLogRow.objects.select_related("item__meeting")}
    page = client.get(reverse("ledger:log-import-new")).content.decode()
    assert f"Action log of the meeting of 26 April 2022, item {item.agenda_number}" in page
    address = client.post(reverse("ledger:log-import-from-paper", args=[item.pk]))["Location"]
    fields, _ = page_form(client.get(address))
    log = LogImport.objects.get()
    assert client.post(reverse("ledger:log-import-do", args=[log.pk]), fields).status_code == 302
    check_line_by_line(LedgerEntry.objects.filter(origin=Origin.LOG).as_it_stood(AS_AT))
    # Once is enough.
    again = client.post(reverse("ledger:log-import-from-paper", args=[item.pk]), follow=True)
    assert "The same log was brought in on" in again.content.decode()
