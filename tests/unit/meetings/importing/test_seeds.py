"""The five reference documents are read right: facts of them, none of their sentences."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from meetings.importing.parse import parse
from meetings.importing.records import ParsedRecord

SEEDS = Path(os.environ.get("SEEDS_DIR") or Path(__file__).resolve().parents[4].parent / "shared" / "seeds")
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the reference documents are not at {SEEDS}")


def seed(number: str) -> tuple[str, list[ParsedRecord]]:
    """The normalised text of a seed and its records."""
    path = next(SEEDS.glob(f"{number}_*.txt"))
    text = path.read_text(encoding="utf-8")
    return " ".join(text.split()), parse(path.name, text)


def shape(record: ParsedRecord) -> dict[str | None, list[tuple[str, str | None]]]:
    """Kind and label of the outcomes of each item that has some, by item number."""
    return {
        item.number: [(outcome.kind, outcome.label) for outcome in item.outcomes]
        for item in record.items
        if item.outcomes
    }


def promises(record: ParsedRecord) -> list[int | None]:
    """The source lines of the undertakings of a record."""
    return sorted(undertaking.line or 0 for item in record.items for undertaking in item.undertakings)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_outcome_is_the_source_s_own_words(number):
    text, records = seed(number)
    found = [outcome.text for record in records for item in record.items for outcome in item.outcomes]
    assert found
    assert all(outcome in text for outcome in found)


def test_committee_page_with_cut_minutes():
    _, (record,) = seed("000")
    assert record.kind == "meeting page"
    assert [item.number for item in record.items] == [str(number) for number in range(142, 152)]
    assert record.date is None
    assert any("--date" in warning.message for warning in record.warnings)
    assert shape(record) == {"148": [("resolution", None)] + [("resolution", "-")] * 7}
    assert [item.number for item in record.items if item.truncated] == ["148", "149", "150"]
    assert {warning.line for warning in record.warnings} >= {138, 198, 258}
    assert not any("view the full" in outcome.text for item in record.items for outcome in item.outcomes)
    assert record.items[3].documents[0].size == "546 KB"
    assert record.items[7].state == "papers to follow"
    assert [(person.name, person.substitute_for) for person in record.attendance if person.group == "substitute"] == [
        ("Peter Hamblin", "Rob Williams")
    ]
    assert len(set(record.dates_ahead)) == 4
    assert promises(record) == []


def test_item_page_with_two_recommendations():
    _, (record,) = seed("001")
    assert record.kind == "item page"
    (item,) = record.items
    assert item.number == "29"
    assert [(outcome.kind, outcome.addressee) for outcome in item.outcomes] == [
        ("recommendation", "Cabinet"),
        ("recommendation", "Herefordshire Council"),
    ]
    assert [document.size for document in item.documents] == ["222 KB", "2 MB", "627 KB"]
    assert promises(record) == [33]


def test_cabinet_page():
    _, (record,) = seed("002")
    assert [item.number for item in record.items] == [str(number) for number in range(38, 46)]
    assert shape(record) == {"40": [("resolution", None)]}
    assert promises(record) == []


def test_pack_holds_two_meetings():
    _, (agenda, minutes) = seed("003")
    assert (agenda.kind, agenda.date, agenda.start) == ("agenda", dt.date(2022, 4, 26), dt.time(14, 30))
    assert (minutes.kind, minutes.date, minutes.start, minutes.end) == (
        "minutes",
        dt.date(2022, 3, 22),
        dt.time(14, 30),
        dt.time(17, 42),
    )
    assert agenda.committee == minutes.committee
    assert [item.number for item in agenda.items] == [str(number) for number in range(1, 12)]
    assert [item.number for item in minutes.items] == [str(number) for number in range(72, 82)]
    assert shape(agenda) == {}


def test_pack_front():
    _, (agenda, _) = seed("003")
    assert [member.role for member in agenda.membership].count("co-optee") == 3
    assert len(agenda.membership) == 11
    assert all(member.body for member in agenda.membership if member.role == "co-optee")
    assert agenda.items[3].pages == "9 - 16"
    assert (agenda.publication_deadline, agenda.questions_deadline) == (dt.date(2022, 4, 14), dt.date(2022, 4, 20))
    assert {item.number: len([d for d in item.documents if d.text]) for item in agenda.items if item.documents} == {
        "5": 1,
        "8": 2,
        "9": 1,
        "10": 1,
    }


def test_pack_action_log_is_kept_as_printed():
    _, (agenda, _) = seed("003")
    log = agenda.action_log
    assert [row.number for row in log] == [str(number) for number in range(1, 16)]
    assert [row.number for row in log if row.status == "OVERDUE"] == ["1", "2", "5", "6", "7"]
    assert [row.number for row in log if row.due is None] == ["13", "14", "15"]
    assert [row.number for row in log if row.owner is None] == ["10"]
    assert {row.meeting_date for row in log if row.number in {"13", "14"}} == {dt.date(2022, 2, 12)}


def test_pack_work_programme_rows_stand_under_their_meeting():
    _, (agenda, _) = seed("003")
    rows = [
        row
        for row in agenda.work_programme
        if row.meeting_date == dt.date(2022, 4, 26) and row.section == "Agenda items"
    ]
    assert len(rows) == 3
    assert {row.focus for row in rows} == {"Improvement Focus"}
    assert len({row.meeting_date for row in agenda.work_programme if row.meeting_date}) >= 10


def test_pack_minutes_outcomes():
    _, (_, minutes) = seed("003")
    assert shape(minutes) == {
        "75": [("resolution", None)],
        "78": [("recommendation", letter) for letter in "abcdef"],
        "79": [("recommendation", letter) for letter in "ab"],
        "80": [("resolution", None), ("action", "-")],
    }
    assert {outcome.carried for outcome in minutes.items[6].outcomes} == {"carried unanimously"}
    assert minutes.items[6].outcomes[0].seconder == "Cllr Andrews"
    assert promises(minutes) == []


def test_pack_minutes_attendance():
    _, (_, minutes) = seed("003")
    modes = {person.name: person.mode for person in minutes.attendance}
    assert modes["Toni Fagan"] == modes["Helen l'Anson"] == "remote"
    assert {person.name for person in minutes.attendance if person.mode == "apologies"} == {
        "Sam Pratley",
        "Darryl Freeman",
        "Jane Ellis",
    }
    assert [person.substitute_for for person in minutes.attendance if person.group == "substitute"] == ["Sam Pratley"]


def test_minutes_with_questions():
    _, (record,) = seed("004")
    assert (record.kind, record.date, record.start, record.end) == (
        "minutes",
        dt.date(2020, 3, 16),
        dt.time(10, 15),
        dt.time(12, 45),
    )
    assert shape(record) == {
        "42": [("resolution", None)],
        "45": [("resolution", "-")] * 2,
        "46": [("resolution", None)] + [("resolution", "-")] * 3,
        "47": [("resolution", None)],
    }
    assert promises(record) == [47, 82, 125, 179]
    assert [(question.number, question.kind, question.place) for question in record.questions] == [
        ("PQ 1", "public", "Hereford"),
        ("PQ 2", "public", "Ledbury"),
        ("MQ 1", "member", None),
    ]
    assert record.questions[0].disallowed is not None
    assert len(record.questions[1].supplementary_responses) == 3
    assert all(question.response and question.addressed_to for question in record.questions)


def test_minutes_attendance_by_group():
    _, (record,) = seed("004")
    groups = [(person.group, person.mode) for person in record.attendance]
    assert groups.count(("member", "present")) == 5
    assert groups.count(("co-optee", "present")) == 1
    assert groups.count(("in attendance", "present")) == 1
    assert groups.count(("officer", "present")) == 4
    assert groups.count(("member", "apologies")) == 4


def test_options_supply_what_the_document_does_not_say():
    path = next(SEEDS.glob("000_*.txt"))
    (record,) = parse(path.name, path.read_text(encoding="utf-8"), date=dt.date(2023, 7, 18), committee="Scrutiny")
    assert (record.date, record.committee) == (dt.date(2023, 7, 18), "Scrutiny")
    assert {word for warning in record.warnings for word in ("--date", "--committee") if word in warning.message} == {
        "--date",
        "--committee",
    }
