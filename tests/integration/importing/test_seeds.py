"""Five real documents, from text to published page, compared with their sources."""

import os
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from actions.models import LedgerEntry
from meetings.editions.models import Edition, PublishedMeeting
from meetings.importing.parse import parse
from meetings.importing.source import normalise
from meetings.models import Meeting, Person, Undertaking, WorkProgramme
from meetings.rich_text import plain_text
from portal.publishing.verification import faults

SEEDS = Path(os.environ.get("SEEDS_DIR", Path(__file__).resolve().parents[4] / "shared" / "seeds"))
COMMITTEE = "Children and young people scrutiny committee"
# What each document does not say itself.
OPTIONS = {
    "000": {"date": "2023-07-18", "committee": COMMITTEE},
    "001": {"date": "2024-09-17", "committee": COMMITTEE},
    "002": {"date": "2025-01-23", "committee": "Cabinet"},
    "003": {},
    "004": {},
}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not on this machine"),
]


def seed(number):
    return next(SEEDS.glob(f"{number}_*.txt"))


def read_in(number, *arguments, **options):
    texts = [f"--{name}={value}" for name, value in OPTIONS[number].items()]
    call_command("import_record", str(seed(number)), *texts, *arguments, **options)


@pytest.fixture
def everything():
    for number in ("004", "003", "000", "001", "002"):
        read_in(number, "--publish")


def words_of(edition):
    """All words that the public page of an edition holds, in its order."""
    content = edition.content
    parts = [str(value) for value in content["meeting"].values() if isinstance(value, str)]
    parts += [entry["name"] + " " + entry["role"] for group in content["attendance"] for entry in group["entries"]]
    for item in content["items"]:
        parts += [item["minute_number"] or item["agenda_number"] or "", item["title"], item["purpose"]]
        for block in item["body"]:
            if block["type"] == "prose":
                parts.append(plain_text(block["html"]))
            else:
                parts += [block["marker"], block["lead_in"]]
                parts += [f"{line['label']} {line['text']}" for line in block["lines"]]
        for paper in item["documents"]:
            parts += [paper["title"], paper["listed_as"], plain_text(paper["text_html"])]
    for question in content["questions"]:
        parts += [question["number"], question["questioner"], question["place"], question["addressed_to"]]
        parts += [plain_text(question[f"{name}_html"]) for name in ("question", "response", "supplementary")]
        parts += [(question["supplementary_disallowed"] or {}).get("reason", "")]
        parts += [answer["by"] + " " + plain_text(answer["html"]) for answer in question["supplementary_responses"]]
    for row in content["action_log"]:
        parts += [str(row[name] or "") for name in ("number", "text", "owner", "directorate", "progress", "status")]
    return normalise(" ".join(parts))


def bare(text):
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


# Lines of the page around the record, and lines that become facts: dates, times, labels.
FURNITURE = re.compile(
    r"^(agenda( and minutes)?|venue.*|contact.*|link.*|items|no item|minutes|additional documents|supporting documents|"
    r"agenda item|papers to follow|present.*|co optees.*|in attendance.*|officers.*|councillors.*|councillor .*|"
    r"minutes of the meeting of .*|the meeting ended.*|chairperson.*|response|supplementary question|question number|"
    r"appendix \d.*|question questioner.*|number|\d+|resolved.*|and skills.*|.*pages \d+ \d+|tuesday .*|"
    r"name.*scrutiny committee)$"
)


# Heads of columns and of sections, deadlines, and days, which stand on the page in the portal's own words.
PROGRAMME_FURNITURE = re.compile(
    r"^(work programme|item type of scrutiny|type of scrutiny|lead officer s|current position|target date|"
    r"further info.*|workshop item|agenda items.*|to be scheduled.*|publication deadline.*|questions deadline.*|"
    r"briefing notes.*|"
    r"tuesday \d+.*20\d\d( 2 30 ?pm)?( publication.*)?|annual agenda items|\d+ workshop item)$"
)


def missing_lines(number, editions):
    """Lines of the source whose words stand on no page."""
    published = bare(" ".join(words_of(edition) for edition in editions))
    absent = []
    for line in re.split(r"[\n\t]", seed(number).read_text()):
        words = bare(re.sub(r"\.\.\.\s+view the full minutes text.*", "", line))
        words = re.sub(r" (pdf icon )?pdf \d+ [km]b$", "", words)
        words = re.sub(r"^(o|[a-z]|\d+) (?=\w)", "", words)
        if len(words) > 25 and not FURNITURE.match(words) and words not in published:
            absent.append(line)
    return absent


@pytest.mark.parametrize("number", ["000", "001", "002", "004"])
def test_every_line_of_the_source_stands_on_the_page(number):
    read_in(number, "--publish")
    editions = [row.edition for row in PublishedMeeting.objects.select_related("edition")]
    assert missing_lines(number, editions) == []


def test_the_pack_holds_two_meetings(everything):
    rows = PublishedMeeting.objects.filter(date__year=2022).order_by("date")
    assert [row.date.isoformat() for row in rows] == ["2022-03-22", "2022-04-26"]
    assert [row.item_count for row in rows] == [10, 11]
    assert [row.minutes for row in rows] == ["draft", "none"]
    agenda = rows[1].edition.content
    assert len(agenda["action_log"]) == 15
    assert agenda["action_log"][9]["owner"] == ""
    assert [item["pages"] for item in agenda["items"]][3:5] == ["9 to 16", "17 to 18"]
    assert [len(item["documents"]) for item in agenda["items"]] == [0, 0, 0, 0, 1, 0, 0, 2, 1, 2, 0]
    assert agenda["meeting"]["publication_deadline"] == "2022-04-14"
    assert agenda["meeting"]["questions_deadline"] == "2022-04-20T17:00:00+01:00"


def test_what_the_pack_says_of_times_titles_and_addressees_is_kept(client):
    read_in("003", "--publish")
    agenda = PublishedMeeting.objects.get(date="2022-04-26").edition.content
    assert agenda["meeting"]["future_dates"] == [{"date": "2022-05-17", "start": "14:30", "note": ""}]
    budget = agenda["items"][7]["documents"]
    assert len({paper["title"] for paper in budget}) == 2
    assert budget[1]["title"].endswith("(report to Cabinet, 31 March 2022)")
    rows = WorkProgramme.objects.get(year=2022).rows.filter(target_date="2022-05-17")
    assert set(rows.exclude(scrutiny_type="workshop").values_list("target_words", flat=True)) == {"2.30pm"}
    june = WorkProgramme.objects.get(year=2022).rows.filter(target_date="2022-06-21")
    assert set(june.values_list("target_words", flat=True)) == {"2.30pm"}
    programme = client.get("/committees/children-and-young-people-scrutiny-committee/work-programme/2022/")
    may = programme.content.decode().partition('id="day-2022-05-17"')[2].partition("</section>")[0]
    assert may.count("2.30pm") == 1

    page = client.get("/meetings/children-and-young-people-scrutiny-committee/2022-04-26/").content.decode()
    assert "nominated by the committee:<br>• " in page
    assert "The day has passed" in page
    minutes = client.get("/meetings/children-and-young-people-scrutiny-committee/2022-03-22/").content.decode()
    assert "Recommendation to a body that is not named" in minutes
    told = re.findall(r'<li><a href="#[^"]+">(\w+-2022-R?\d+)</a>', minutes.partition("Follow-up")[2])
    assert [reference.rpartition("-")[2] for reference in told] == [*(f"R{number}" for number in range(1, 9)), "1"]


def test_the_reports_of_the_pack_are_whole():
    read_in("003", "--publish")
    agenda = PublishedMeeting.objects.get(date="2022-04-26").edition
    source = seed("003").read_text()
    start, end = source.index("Title of report: Families Co-optee"), source.index("Work programme\n2022")
    published = bare(words_of(agenda))
    absent = [
        line
        for line in re.split(r"[\n\t]|</?li>|</?ul>", source[start:end])
        if len(words := re.sub(r"^(o|[a-z]|\d+) (?=\w)", "", bare(line))) > 25
        and words not in published
        and not re.match(r"(title of|meeting|report by)", words)
    ]
    assert absent == []


def test_every_row_of_the_work_programme_is_read():
    agenda = parse("pack.txt", seed("003").read_text())[0]
    rows = [row.item for row in agenda.work_programme]
    assert len(rows) == 57
    for item in ("Response to Covid and review", "Not in Education, Employment or Training (NEETs)"):
        assert item in rows


def test_the_work_programme_reads_as_in_the_source(client):
    """Every cell of its tables and every line above them, as rows of the office and on the public page."""
    read_in("003", "--publish")
    programme = WorkProgramme.objects.get(year=2022)
    source = seed("003").read_text()
    parsed = parse("pack.txt", source)[0]
    rows = list(programme.rows.order_by("position"))
    assert (len(parsed.annual_reports), len(parsed.work_programme), len(rows)) == (10, 57, 67)
    html = client.get("/committees/children-and-young-people-scrutiny-committee/work-programme/2022/").content.decode()
    page = bare(plain_text(html[html.index("<main") : html.index("</main>")]))
    printed = source[source.index("Work programme\n2022") :]
    number = re.compile(r"^(\d{1,2}[.)]?|\d{1,2}) (?=\S)")
    absent = [
        cell
        for line in printed.splitlines()
        for cell in re.split(r"\t|\[|\]| – (?=Matthew|needs)|\(workshop", line)
        if len(words := number.sub("", bare(cell))) > 8 and not PROGRAMME_FURNITURE.match(words) and words not in page
    ]
    assert absent == []
    for row, told in zip(rows, [*parsed.annual_reports, *parsed.work_programme], strict=True):
        day = row.target_meeting.date if row.target_meeting else row.target_date
        assert (row.title, row.origin_note, row.lead_officers, row.current_position, day) == (
            told.item, told.origin or "", told.lead_officers or "", told.current_position or "", told.meeting_date,
        )  # fmt: skip
    assert [row.target_words for row in rows if row.scrutiny_type == "briefing note"] == [
        "September 2021",
        "November 2021",
    ]
    assert {row.target_words for row in rows if row.target_date and "11am" in row.target_words} == {"11am – 1pm"}


def test_the_minutes_inside_the_pack_are_whole():
    read_in("003", "--publish")
    minutes = PublishedMeeting.objects.get(date="2022-03-22").edition
    source = seed("003").read_text()
    start = source.index("72. APOLOGIES FOR ABSENCE")
    end = source.index("The meeting ended at 5.42")
    published = bare(words_of(minutes))
    absent = [
        line
        for line in source[start:end].splitlines()
        if len(words := re.sub(r"^(o|[a-z]|\d+) (?=\w)", "", bare(line))) > 25 and words not in published
    ]
    assert absent == []


def test_recommendations_and_actions_are_in_the_ledger(everything):
    assert LedgerEntry.objects.filter(kind="recommendation", made_on="2022-03-22").count() == 8
    assert LedgerEntry.objects.filter(kind="recommendation", made_on="2024-09-17").count() == 2
    action = LedgerEntry.objects.get(kind="action", made_on="2022-03-22")
    assert action.text.startswith("Send out a report with an update of the proposed work programme")
    cabinet = LedgerEntry.objects.get(made_on="2024-09-17", addressee="Cabinet")
    assert cabinet.addressee_kind == "executive"


def test_the_five_undertakings_are_found(everything):
    found = Undertaking.objects.filter(item__meeting__date__in=["2020-03-16", "2024-09-17"])
    texts = " ".join(found.values_list("text", flat=True))
    for words in (
        "could be circulated after the meeting",
        "a briefing note would be circulated",
        "would be shared with the committee",
        "A written response to the supplementary question would be provided",
        "provide a written answer",
    ):
        assert words in texts


def test_people_are_one_across_spellings_and_documents(everything):
    assert Person.objects.filter(name="Phillip Howells").count() == 1
    assert Person.objects.filter(name__endswith="Anson").count() == 1
    howells = Person.objects.get(name="Phillip Howells")
    assert howells.attendance.count() == 2


def test_importing_again_changes_nothing_and_says_so(everything, capsys):
    before = (Meeting.objects.count(), Person.objects.count(), Edition.objects.count())
    for number in OPTIONS:
        read_in(number, "--publish")
        assert "read before; nothing changed" in capsys.readouterr().out
    assert (Meeting.objects.count(), Person.objects.count(), Edition.objects.count()) == before


def test_a_dry_run_changes_nothing_and_tells_what_it_would_make(capsys):
    read_in("004", "--dry-run")
    assert "would make: 8 items of business" in capsys.readouterr().out
    assert not Meeting.objects.exists()
    assert not Person.objects.exists()


def test_a_document_without_its_date_is_refused_with_the_option_that_supplies_it(capsys):
    with pytest.raises(CommandError):
        call_command("import_record", str(seed("000")), f"--committee={COMMITTEE}")
    assert "--date" in capsys.readouterr().err
    assert not Meeting.objects.exists()


def test_what_an_option_supplied_is_said(capsys):
    read_in("000")
    assert "2023-07-18 was supplied by the option --date" in capsys.readouterr().out


def test_the_published_record_is_whole(everything):
    assert list(faults()) == []
