"""What the officer decides about an older action log before it is brought in."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from actions.bringing_in.judging import Judged, JudgedRow, Unknown, Was
from meetings.editions.spelling import long_date

LONGEST_WHY = 500


class Problem(NamedTuple):
    """What is wrong with what was chosen, and the place on the page at which it is mended."""

    sentence: str
    at: str = ""


def chosen_from(
    data: Mapping[str, str], rows: list[JudgedRow], choices: dict[str, Any], as_at: dt.date
) -> list[Problem]:
    """Takes what was posted about `rows`, a page of the preview, into `choices`; returns what is wrong.

    `choices` is {"unknown": "keep" or "leave", "days": {ISO date: "held" or "none"}, "rows": {row's number: {"bring":
    bool, "why": text, "on": ISO date}}}. What is wrong is kept too, so that nothing that was typed is lost.
    """
    problems: list[Problem] = []
    if data.get("unknown") in list(Unknown):
        choices["unknown"] = data["unknown"]
    days = choices.setdefault("days", {})
    for judged in rows:
        if judged.cited is None:
            continue
        day = judged.cited.on.isoformat()
        if data.get(f"day-{day}") in list(Was):
            days[day] = data[f"day-{day}"]
    kept = choices.setdefault("rows", {})
    for judged in rows:
        name = str(judged.row.row)
        if f"on-page-{name}" in data:
            kept[name] = _row(data, name, judged, as_at, problems)
    return problems


def _row(
    data: Mapping[str, str], name: str, judged: JudgedRow, as_at: dt.date, problems: list[Problem]
) -> dict[str, Any]:
    chosen: dict[str, Any] = {"bring": f"bring-{name}" in data, "why": _words(data.get(f"why-{name}", ""))}
    given = data.get(f"on-{name}", "").strip()
    if given and judged.needs_day:
        try:
            on = dt.date.fromisoformat(given)
        except ValueError:
            problems.append(Problem(f"Row {name}: “{given[:40]}” is no date.", f"on-{name}"))
            return {**chosen, "typed": given[:40]}
        if on > as_at or on.year < 1950:
            sentence = f"Row {name}: give a day up to {long_date(as_at)}, the day of the log."
            problems.append(Problem(sentence, f"on-{name}"))
            return {**chosen, "typed": given[:40]}
        chosen["on"] = on.isoformat()
        # Whoever says when it was agreed wants it in.
        chosen["bring"] = chosen["bring"] or bool(judged.must_stay_out)
    if judged.must_stay_out and "on" not in chosen:
        chosen["bring"] = False
    elif not chosen["bring"] and not chosen["why"] and not judged.why:
        problems.append(Problem(f"Row {name}: say why it is left out.", f"why-{name}"))
    return chosen


def mark_of(choices: dict[str, Any]) -> str:
    """What a page of the preview carries of the choices that it shows, to tell whether they have changed since."""
    return hashlib.sha256(json.dumps(choices, sort_keys=True).encode()).hexdigest()[:16]


def changed_meanwhile(kept: dict[str, Any], chosen: dict[str, Any], seen: str) -> list[Problem]:
    """That others are kept now than the page showed, where those of the page would overwrite them.

    `kept` are the choices as they are, `chosen` those with what was posted, `seen` the mark of the page.
    """
    if not seen or seen == mark_of(kept) or kept == chosen:
        return []
    before, after = kept.get("rows", {}), chosen.get("rows", {})
    rows = sorted((row for row in after if row in before and after[row] != before[row]), key=int)
    named = f" of row{'s' if len(rows) > 1 else ''} {', '.join(rows[:20])}" if rows else ""
    sentence = (
        f"Meanwhile something else was chosen{named}. Nothing was done; yours stands below: look through it, and save "
        "it again."
    )
    return [Problem(sentence, f"why-{rows[0]}" if rows else "")]


def _words(given: str) -> str:
    return " ".join(given.replace("\x00", "").split())[:LONGEST_WHY]


def why_not_yet(unknown_columns: list[str], choices: dict[str, Any], judged: Judged) -> list[Problem]:
    """What stands in the way of bringing the log in as it was chosen."""
    reasons = []
    if unknown_columns and choices.get("unknown") not in list(Unknown):
        named = ", ".join(f"“{title}”" for title in unknown_columns)
        sentence = f"Say what becomes of the columns that are not understood: {named}."
        reasons.append(Problem(sentence, "unknown-keep"))
    if not judged.brought:
        reasons.append(Problem("Every row is left out, so there is nothing to bring in."))
    unsaid = [row.row.row for row in judged.rows if not row.bring and not row.why]
    reasons += [Problem(f"Row {row}: say why it is left out.", f"why-{row}") for row in unsaid]
    return reasons
