"""Bringing in an invented action log with every defect: shown, decided, brought in once, and recorded."""

import datetime as dt
import json

import pytest
from action_logs import AS_AT, HEAD, csv_of, page_form, row, upload, xlsx_of
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, GrantFactory, UserFactory, held_meeting
from lxml import html

from actions.models import LedgerEntry, LedgerUpdate, LogImport
from actions.words import Origin, Status, UpdateKind
from actions.workflow.facts import add_update
from actions.workflow.many_actions import NewAction, NewFact, add_actions
from actions.workflow.new_actions import add_action
from meetings.editions.models import PublishedCommittee, PublishedMeeting
from portal.accounts.models import Role
from portal.audit.models import AuditEvent
from portal.publishing.door import publish
from portal.publishing.verification import faults

pytestmark = pytest.mark.django_db
NEW = "/office/ledger/bring-in/"


@pytest.fixture
def committee(publisher):
    """It has published meetings on 5 October 2021 and 1 March 2022, each with one action."""
    working = CommitteeFactory(name="Transport", slug="transport", code="TRA")
    for day in (dt.date(2021, 10, 5), dt.date(2022, 3, 1)):
        publish(meeting=held_meeting(committee=working, date=day), by=publisher, reason="Draft minutes")
    return PublishedCommittee.objects.get()


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def read_in(office, committee):
    """Uploads rows beneath the head, and gives the preview as it was answered and its row."""

    def read(rows, head=HEAD, **fields):
        response = upload(office, committee, csv_of([head, *rows]), "log.csv", **fields)
        assert response.status_code == 302, response.content.decode()
        return office.get(response["Location"]), LogImport.objects.get(pk=response["Location"].split("/")[-2])

    return read


def do(client, log, fields, name="do"):
    return client.post(reverse(f"ledger:log-import-{name}", args=[log.pk]), fields)


def wrong_at(response, number):
    """What the preview says is wrong with a row."""
    (cell,) = html.fromstring(response.content).xpath(f"//tr[@id='row-{number}']/td[@data-label='Wrong']")
    return " ".join(cell.text_content().split())


DEFECTS = {
    "no owner": (row("1", "Write", owner=""), "Owner: Nobody owns this action."),
    "no due date": (row("1", "Write", due=""), "Due date: No due date was set."),
    "a due date that is none": (row("1", "Write", due="ASAP"), "“ASAP” is no date: no due date is set, and the words"),
    "a day that is none": (row("1", "Write", due="31/02/22"), "“31/02/22” is no date"),
    "due before the meeting": (
        row("1", "Write", due="01/09/21"), "1 September 2021 comes before 7 September 2021, the day on which",
    ),
    "extended in words": (row("1", "Write", due="1/1/22, now 1/6/22"), "1 June 2022 is taken; the words are kept."),
    "late but in progress": (
        row("1", "Write", due="01/11/21", status="IN PROGRESS"),
        "The log says “IN PROGRESS”, but it was due on 1 November 2021: on 26 April 2022 it was overdue.",
    ),
    "overdue but not due": (
        row("1", "Write", due="01/11/22", status="OVERDUE"), "but it was not due until 1 November 2022",
    ),
    "overdue without a date": (row("1", "Write", due="", status="OVERDUE"), "no due date was set that could have"),
    "complete without a day": (
        row("1", "Write", progress="Sent", status="COMPLETED"),
        "No day of the completion is told: the log's own day is taken, 26 April 2022.",
    ),
    "complete without evidence": (row("1", "Write", progress="Noted", status="Done"), "“Closed without evidence.”"),
    "a status that is none": (row("1", "Write", status="Amber"), "“Amber” is no status that is understood"),
    "a Saturday": (row("1", "Write", meeting="12/02/22", due="01/11/22"), "12 February 2022 was a Saturday"),
    "a bank holiday": (row("1", "Write", meeting="03/01/22", due="01/11/22"), "3 January 2022 was a holiday"),
    "between meetings": (
        row("1", "Write", meeting="12/01/22", due="01/11/22"), "has meetings before and after 12 January 2022",
    ),
    "before all meetings": (row("1", "Write"), "lies before the first meeting in the published record"),
    "after all meetings": (row("1", "Write", meeting="05/04/22"), "lies after the last meeting"),
    "no day": (row("1", "Write", meeting=""), "Meeting Date: No date says when it was agreed."),
    "no such day": (row("1", "Write", meeting="TBC"), "“TBC” is no date."),
    "a day to come": (row("1", "Write", meeting="01/05/22"), "1 May 2022 comes after 26 April 2022"),
    "no words": (row("1", ""), "The row has no words for the action."),
    "a number without end": (row("1" * 30, "Write"), "More than 20 letters: the first 20 are taken"),
    "in the ledger": (
        row("1", "Circulate the TIMETABLE.", meeting="05/10/21"), "It stands in the ledger already, as TRA-2021-1.",
    ),
    "near words in the ledger": (
        row("1", "Circulate the whole timetable", meeting="05/10/21"), "of the same day, has nearly the same words.",
    ),
    "the same words of another day": (
        row("1", "Circulate the timetable", meeting="07/09/21"), "of the ledger has the same words, of",
    ),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_every_defect_is_told_at_its_row(defect, read_in):
    cells, sentence = DEFECTS[defect]
    page, _ = read_in([row("8", "Something else"), cells])
    assert sentence in wrong_at(page, 3)
    assert sentence not in wrong_at(page, 2) or "published record" in sentence


def test_a_sound_row_has_nothing_wrong(read_in):
    page, _ = read_in([row("1", "Write", meeting="05/10/21", progress="Begun", status="In progress")])
    assert wrong_at(page, 2) == "Nothing"
    assert "Nothing was found." in page.content.decode()


def test_rows_that_say_the_same_are_told(read_in):
    rows = [row("1", "Write to the Mayor"), row("1", "that the committee write to the mayor."), row("1", "Ring him")]
    page, _ = read_in(rows)
    assert "stands in row 2" in wrong_at(page, 3)
    assert "Number 1 stands at another action of the same day, in row 2." in wrong_at(page, 4)
    fields, _ = page_form(page)
    assert "bring-2" in fields
    assert "bring-3" not in fields
    assert fields["why-3"] == ["The same action stands in row 2."]


def test_completions_take_their_own_day_and_evidence(office, read_in):
    head = [*HEAD, "Completed on", "Evidence"]
    rows = [
        [*row("1", "Write", status="Completed"), "01/12/21", "Letter of 1 December"],
        [*row("2", "Ring", status="Completed"), "01/12/22", ""],
        [*row("3", "Go", status="Completed 3 March 2022", progress="Went by bus"), "", ""],
        [*row("4", "Stay", status="In progress"), "01/12/21", ""],
        [*row("5", "Sit", status="No longer required", progress="Overtaken"), "", ""],
        [*row("6", "Rest", status=""), "02/12/21", ""],
    ]
    page, log = read_in(rows, head)
    assert "1 December 2022 lies after 26 April 2022: the log's own day is taken" in wrong_at(page, 3)
    assert "A completion on “01/12/21” is told, but the status says “In progress”: it stays open." in wrong_at(page, 5)
    do(office, log, page_form(page)[0])
    facts = {update.entry.source_number: update for update in LedgerUpdate.objects.select_related("entry")}
    assert [facts[it].on for it in "1236"] == [dt.date(2021, 12, 1), AS_AT, dt.date(2022, 3, 3), dt.date(2021, 12, 2)]
    assert facts["1"].evidence == "Letter of 1 December"
    assert "Said to have been completed on 1 December 2022." in facts["2"].text
    assert facts["3"].text == "Went by bus"
    assert facts["3"].evidence.startswith("The action log as at")
    assert "Went by bus" not in facts["3"].evidence  # the words would be read twice on the page of the entry
    assert (facts["4"].kind, facts["4"].text) == (UpdateKind.PROGRESS, "Completed on: 01/12/21")
    assert facts["5"].kind == UpdateKind.WITHDRAWN
    assert LedgerEntry.objects.get(source_number="5").status == Status.WITHDRAWN
    assert not list(faults())


def test_a_row_is_born_from_its_published_meeting(office, read_in):
    page, log = read_in([row("1", "Write", meeting="05/10/21"), row("2", "Ring", meeting="12/01/22")])
    fields, _ = page_form(page)
    assert fields["day-2022-01-12"] == ["none"]
    do(office, log, fields)
    first, second = LedgerEntry.objects.filter(origin=Origin.LOG).order_by("pk")
    assert first.meeting == PublishedMeeting.objects.get(date=dt.date(2021, 10, 5))
    # The minutes of that day brought number 1.
    assert (first.reference, first.cites_no_meeting) == ("TRA-2021-2", False)
    assert (second.meeting, second.cites_no_meeting) == (None, True)
    for entry in (first, second):
        public = office.get(entry.get_absolute_url())
        assert public.status_code == 200


def test_the_officer_overrides_a_cited_day(office, read_in):
    page, log = read_in([row("1", "Write", meeting="12/02/22"), row("2", "Ring")])
    fields, _ = page_form(page)
    fields |= {"day-2022-02-12": "held", "day-2021-09-07": "none"}
    do(office, log, fields)
    cites = dict(LedgerEntry.objects.filter(origin=Origin.LOG).values_list("source_number", "cites_no_meeting"))
    assert cites == {"1": False, "2": True}


def test_a_row_without_a_day_stays_out_until_it_gets_one(office, read_in):
    page, log = read_in([row("1", "Write", meeting="TBC"), row("2", "Ring")])
    fields, _ = page_form(page)
    for day, sentence in (("2022-05-01", "give a day up to 26 April 2022"), ("soon", "“soon” is no date")):
        refused = do(office, log, fields | {"on-2": day})
        assert refused.status_code == 422
        assert sentence in refused.content.decode()
        assert f'value="{day}"' in refused.content.decode()
    assert do(office, log, fields | {"on-2": "2022-01-11"}, "choose").status_code == 302
    fields, _ = page_form(office.get(log.get_absolute_url()))
    assert fields["bring-2"] == ["1"]
    do(office, log, fields)
    entry = LedgerEntry.objects.get(source_number="1")
    assert entry.made_on == dt.date(2022, 1, 11)
    assert "Meeting Date: TBC" in entry.updates.get().text


def test_what_is_left_out_says_why_and_stays_readable(office, read_in, committee):
    page, log = read_in([row("1", "Write"), row("2", "Ring"), row("3", "")])
    fields, _ = page_form(page)
    del fields["bring-2"]
    refused = do(office, log, fields)
    assert refused.status_code == 422
    assert "Row 2: say why it is left out." in refused.content.decode()
    assert not LogImport.objects.get().is_done
    done = do(office, log, fields | {"why-2": "The committee dropped it."})
    record = office.get(done["Location"]).content.decode()
    assert "The committee dropped it." in record
    assert "It has no words for the action." in record
    assert LedgerEntry.objects.get(source_number="2").reference in record
    log.refresh_from_db()
    assert log.outcome["made"] == {"3": "TRA-2021-2"}
    assert set(log.outcome["left_out"]) == {"2", "4"}
    # The committee's counts follow.
    committee.refresh_from_db()
    assert committee.action_count == 3
    kept = office.get(reverse("ledger:log-import-file", args=[log.pk]))
    assert b"".join(kept.streaming_content).startswith(b"Action Number,")
    assert "attachment" in kept["Content-Disposition"]
    assert AuditEvent.objects.filter(deed="brought in an older action log").exists()
    assert AuditEvent.objects.filter(verb="opened an action", subject="ledger TRA-2021-2").exists()


def test_nothing_is_brought_in_twice(office, read_in, committee):
    page, log = read_in([row("1", "Write"), row("2", "Ring")])
    fields, _ = page_form(page)
    do(office, log, fields)
    for name in ("do", "choose", "discard"):
        again = do(office, log, fields, name)
        assert again.status_code == 302
        assert "This log was brought in already." in office.get(again["Location"]).content.decode()
    assert LedgerEntry.objects.filter(origin=Origin.LOG).count() == 2
    same = upload(office, committee, csv_of([HEAD, row("1", "Write"), row("2", "Ring")]), "other name.csv")
    assert same.status_code == 422
    assert "The same log was brought in on" in same.content.decode()
    # The same rows in another file stand in the ledger already, and stay out.
    page, other = read_in([row("1", "Write"), row("2", "Ring"), row("3", "Go")])
    assert "bring-2" not in page_form(page)[0]
    do(office, other, page_form(page)[0])
    assert LedgerEntry.objects.filter(origin=Origin.LOG).count() == 3
    page, _ = read_in([row("1", "Send a letter")])
    assert "Number 1 of the same day stands in the ledger already, as TRA-2021-2, in other words." in wrong_at(page, 2)


def test_a_log_that_was_begun_is_gone_on_with(read_in):
    rows = [row("1", "Write")]
    assert read_in(rows)[1] == read_in(rows)[1]
    assert read_in(rows, as_at=dt.date(2022, 4, 27))[1].pk != read_in(rows)[1].pk


def test_columns_that_are_not_understood_wait_for_a_word(office, read_in):
    page, log = read_in([[*row("1", "Write"), "High"]], [*HEAD, "Risk"])
    fields, _ = page_form(page)
    refused = do(office, log, fields)
    assert refused.status_code == 422
    assert "Say what becomes of the columns that are not understood: “Risk”." in refused.content.decode()
    do(office, log, page_form(refused)[0] | {"unknown": "keep"})
    assert LedgerUpdate.objects.get(entry__source_number="1").text == "Risk: High"


def test_what_was_chosen_meanwhile_is_shown_before_anything_is_done(office, read_in):
    page, log = read_in([row("1", "Write"), row("2", "Ring")])
    fields, _ = page_form(page)
    left_out = {name: value for name, value in fields.items() if name != "bring-2"} | {"why-2": "The clerk wrote."}
    assert do(office, log, left_out, "choose").status_code == 302
    # Somebody else brings it in from a page that knows nothing of it.
    refused = do(office, log, fields | {"why-3": ""})
    assert refused.status_code == 422
    assert "Meanwhile something else was chosen of row 2." in refused.content.decode()
    assert not LedgerEntry.objects.filter(origin=Origin.LOG).exists()
    assert LogImport.objects.get().choices["rows"]["2"]["why"] == "The clerk wrote."
    # What was typed stands on the page, and is taken once it was looked at.
    again, _ = page_form(refused)
    assert again["bring-2"] == ["1"]
    assert do(office, log, again).status_code == 302
    assert LedgerEntry.objects.filter(origin=Origin.LOG).count() == 2


def test_columns_that_are_left_out_are_told(office, read_in):
    page, log = read_in([[*row("1", "Write"), "High"]], [*HEAD, "Risk"])
    assert "The cells in “Risk” are left out." in wrong_at(page, 2)
    do(office, log, page_form(page)[0] | {"unknown": "leave"})
    assert not LedgerEntry.objects.get(source_number="1").updates.exists()


def test_a_preview_is_thrown_away_with_its_file(office, read_in):
    _, log = read_in([row("1", "Write")])
    name = log.file.name
    assert storages["default"].exists(name)
    assert do(office, log, {}, "discard").status_code == 302
    assert not LogImport.objects.exists()
    assert not LedgerEntry.objects.filter(origin=Origin.LOG).exists()


def test_the_form_says_what_is_missing(office, committee):
    response = office.post(NEW, {})
    assert response.status_code == 422
    for sentence in ("Choose the committee whose log", "Choose the file of the log.", "Give the day as at which"):
        assert sentence in response.content.decode()
    later = upload(office, committee, b"x", as_at=timezone.localdate() + dt.timedelta(days=1))
    assert "a day that has not come yet" in later.content.decode()
    old = upload(office, committee, bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le"), "old.xls")
    assert old.status_code == 422
    assert "“old.xls” is a workbook of the old kind (XLS)" in old.content.decode()
    assert not LogImport.objects.exists()


@pytest.mark.parametrize(
    "content", [b"\x00" * 5000, b"PK\x03\x04" + b"x" * 99, b"Action,Owner\x00,Due\n", b",,,\n" * 99]
)
def test_a_spoilt_file_is_refused_with_a_sentence(content, office, committee):
    response = upload(office, committee, content, "a\x01<b>.csv")
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()


def test_markup_and_formulas_are_words(office, read_in):
    page, log = read_in([row("=1+1", '<b onclick="x()">Write</b>', owner="=cmd|' /C calc'!A0", progress="&amp;")])
    assert "<b onclick" not in page.content.decode()
    do(office, log, page_form(page)[0])
    entry = LedgerEntry.objects.get(origin=Origin.LOG)
    assert (entry.text, entry.original_owner) == ('<b onclick="x()">Write</b>', "=cmd|' /C calc'!A0")


@pytest.mark.parametrize(
    "fields",
    [
        {"on-2": "9" * 100_000, "on-page-2": "1"}, {"page": "x", "to": "-1"}, {"day-2021-09-07": "maybe"},
        {"unknown": "\x00", "why-2": "\x00" * 9, "on-page-2": "1", "bring-2": "1"}, {"on-page-99": "1"},
    ],
)  # fmt: skip
def test_malformed_choices_do_no_harm(fields, office, read_in):
    _, log = read_in([row("1", "Write")])
    for name in ("choose", "do"):
        assert do(office, log, fields, name).status_code in (302, 422)


def test_a_log_of_another_committee_is_not_known(client, read_in):
    _, log = read_in([row("1", "Write")])
    stranger = UserFactory(email="other@wexcombe.example")
    GrantFactory(user=stranger, role=Role.CLERK, scope="OTHER")
    client.force_login(stranger)
    assert client.get(log.get_absolute_url()).status_code == 404
    assert "log.csv" not in client.get(NEW).content.decode()
    assert client.get("/office/ledger/bring-in/999999999/").status_code == 404
    assert client.get(f"/office/ledger/bring-in/{'9' * 30}/").status_code == 404


def test_an_unfinished_log_is_no_public_matter(client, read_in, committee):
    read_in([row("1", "Xylophonequartz", owner="Xylophonequartz")])
    client.logout()
    for address in ("/actions/", committee.get_absolute_url(), "/search/?q=write"):
        assert "ylophonequartz" not in client.get(address).content.decode()


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_ask_as_many_queries_for_twenty_rows_as_for_two(office, read_in):
    counted = []
    for most in (2, 20):
        rows = [row(str(n), f"Write to person {n} of {most}", meeting=f"{n % 27 + 1:02}/11/21") for n in range(most)]
        page, log = read_in(rows)
        before = queries(office, log.get_absolute_url())
        do(office, log, page_form(page)[0])
        counted.append((before, queries(office, log.get_absolute_url()), queries(office, NEW)))
    assert counted[0] == counted[1]


def test_many_rows_are_looked_through_a_page_at_a_time(office, read_in):
    page, log = read_in(
        [row(str(n), f"Write letter {n}", meeting="05/10/21", owner="" if n == 150 else "A") for n in range(250)]
    )
    assert len(html.fromstring(page.content).xpath("//tr[starts-with(@id, 'row-')]")) == 100
    fields, _ = page_form(page)
    saved = do(office, log, {**{k: v for k, v in fields.items() if k != "bring-5"}, "why-5": "No", "to": "2"}, "choose")
    assert saved["Location"] == f"{log.get_absolute_url()}?page=2"
    wrong = office.get(f"{log.get_absolute_url()}?show=defects")
    assert html.fromstring(wrong.content).xpath("//tr[starts-with(@id, 'row-')]/@id") == ["row-152"]
    do(office, log, page_form(office.get(saved["Location"]))[0])
    log.refresh_from_db()
    assert (len(log.outcome["made"]), log.outcome["left_out"]) == (249, {"5": "No"})
    assert len(html.fromstring(office.get(log.get_absolute_url()).content).xpath("//tbody/tr")) == 100


def test_many_at_once_are_what_one_after_the_other_would_be(clerk, committee):
    made_on, day = dt.date(2021, 9, 7), dt.date(2021, 10, 1)
    values = {"text": " Write ", "made_on": made_on, "owner": " A ", "directorate": "B", "due_on": day}
    facts = [
        {"kind": UpdateKind.PROGRESS, "on": day, "text": "Begun", "by_name": "The log"},
        {"kind": UpdateKind.COMPLETED, "on": day, "text": "Sent", "evidence": "A letter", "by_name": "The log"},
    ]
    told = {"source_number": "7", "cites_no_meeting": True}
    single = add_action(committee=committee, by=clerk, origin=Origin.LOG, **values, **told)
    for fact in facts:
        add_update(entry=single, by=clerk, **fact)
    new = NewAction(called="Row 1", **values, **told, facts=[NewFact(**fact) for fact in facts])
    (many,) = add_actions(committee=committee, origin=Origin.LOG, actions=[new], by=clerk)
    own = {"id", "reference", "number", "line_key"}

    def columns(model, pk, but):
        fields = [field.name for field in model._meta.concrete_fields if field.name not in but]
        return model.objects.filter(pk=pk).values(*fields).get()

    assert columns(LedgerEntry, single.pk, {*own, "words"}) == columns(LedgerEntry, many.pk, {*own, "words"})
    moments = {"id", "entry", "recorded_at", "published_at"}
    one, other = (
        [columns(LedgerUpdate, pk, moments) for pk in entry.updates.order_by("pk").values_list("pk", flat=True)]
        for entry in (single, many)
    )
    assert one == other
    assert many.number == single.number + 1
    assert not list(faults())


def test_the_command_tells_then_brings_in(committee, tmp_path, capsys):
    file = tmp_path / "log.xlsx"
    file.write_bytes(xlsx_of([[*HEAD, "Risk"], [*row("1", "Write", owner=""), "High"], [*row("2", ""), ""]]))
    options = {"committee": "TRA", "as_at": AS_AT}
    call_command("bring_in_action_log", str(file), dry_run=True, **options)
    said = capsys.readouterr().out
    assert "row 2: Owner: Nobody owns this action." in said
    assert "row 2: would make TRA-2021-2, in progress: Write" in said or "would make TRA-2021-2, open: Write" in said
    assert "row 3: left out. It has no words for the action." in said
    assert not LogImport.objects.exists()
    with pytest.raises(CommandError, match="columns that are not understood: “Risk”"):
        call_command("bring_in_action_log", str(file), **options)
    call_command("bring_in_action_log", str(file), unknown="keep", **options)
    assert "brought in 1; left out 1." in capsys.readouterr().out
    assert LedgerEntry.objects.get(origin=Origin.LOG).updates.get().text == "Risk: High"
    with pytest.raises(CommandError, match="The same log was brought in"):
        call_command("bring_in_action_log", str(file), unknown="keep", **options)
    with pytest.raises(CommandError, match=r"has the code NONE\. There are: TRA\."):
        call_command("bring_in_action_log", str(file), committee="NONE", as_at=AS_AT)


def test_the_choices_are_noted_and_the_rows_are_not(read_in, office):
    page, log = read_in([row("1", "Write")])
    do(office, log, page_form(page)[0], "choose")
    events = AuditEvent.objects.filter(record=f"older action log {log.pk}")
    assert events.count() == 2
    assert all("rows" not in event.after for event in events)
    assert "Write" not in json.dumps([event.after for event in events])
