"""``parse_record`` prints one JSON array and needs no database."""

from __future__ import annotations

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command
from unit.meetings.importing.pages import page


def run(*arguments: str) -> tuple[list[dict[str, object]], str, bool]:
    """The printed array, what went to standard error, and whether the command failed."""
    out, err, failed = io.StringIO(), io.StringIO(), False
    try:
        call_command("parse_record", *arguments, stdout=out, stderr=err)
    except CommandError:
        failed = True
    return json.loads(out.getvalue()), err.getvalue(), failed


def test_each_file_gets_an_entry_and_a_refused_one_says_why(tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(page("RESOLVED that the report be noted."), encoding="utf-8")
    bad.write_text("Mix the flour and the eggs.", encoding="utf-8")
    printed, errors, failed = run(str(bad), str(good))
    assert [entry["file"] for entry in printed] == [str(bad), str(good)]
    assert (printed[0]["records"], len(printed[1]["records"])) == ([], 1)
    assert "no record" in str(printed[0]["error"])
    assert "bad.txt" in errors
    assert failed


def test_standard_input_and_options(monkeypatch):
    text = "Agenda item\n\nBuses\n\nMinutes:\n\nRESOLVED that it be noted by the panel.\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    printed, _, failed = run("-", "--date", "2023-07-04", "--committee", "Transport Panel")
    (record,) = printed[0]["records"]
    assert not failed
    assert (printed[0]["file"], record["date"], record["committee"]) == ("-", "2023-07-04", "Transport Panel")
    assert {"--date", "--committee"} == {
        word for w in record["warnings"] for word in ("--date", "--committee") if word in w["message"]
    }


def test_a_missing_file_is_told(tmp_path):
    printed, errors, failed = run(str(tmp_path / "none.txt"))
    assert printed[0]["records"] == []
    assert "none.txt" in errors
    assert failed


def test_a_bad_date_is_refused():
    with pytest.raises(CommandError, match="YYYY-MM-DD"):
        call_command("parse_record", "x.txt", "--date", "4 July")
