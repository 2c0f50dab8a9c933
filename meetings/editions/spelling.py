"""Facts of an edition in words, so that they can be compared and read: dates, times, people, votes."""

import datetime as dt
from typing import Any

from django.utils.dateformat import format as format_date

Content = dict[str, Any]

MINUTES = {"none": "not published", "draft": "draft", "approved": "approved"}
MODES = {
    "present": "present",
    "remote": "present remotely",
    "apologies": "sent apologies",
    "absent": "absent",
    "expected": "expected",
}
WITHDREW = {True: "left for this item", False: "stayed", None: ""}


def long_date(date: dt.date) -> str:
    """ "26 April 2026"."""
    return format_date(date, "j F Y")


def day(value: str | None) -> str:
    """ "2026-04-26" as "26 April 2026"; what is no date, as an old action log may hold, as it stands."""
    try:
        return long_date(dt.date.fromisoformat(value)) if value else ""
    except ValueError:
        return value or ""


def clock(value: str | None) -> str:
    """ "14:30" as "2.30pm", "12:00" as "noon"; what is no time as it stands."""
    try:
        at = dt.time.fromisoformat(value) if value else None
    except ValueError:
        return value or ""
    if at is None:
        return ""
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment(value: str | None) -> str:
    """ "2026-04-20T16:00:00+01:00", on the council's own clock, as "20 April 2026 at 4pm"; other text as it stands."""
    try:
        at = dt.datetime.fromisoformat(value) if value else None
    except ValueError:
        return value or ""
    return f"{day(at.date().isoformat())} at {clock(at.time().isoformat())}" if at else ""


def listed(*parts: str | None, by: str = ", ") -> str:
    """The parts that say something, in one line."""
    return by.join(part for part in parts if part)


def lines(rows: list[str]) -> str:
    return "\n".join(rows)


def place(noted_at: Content | None) -> str:
    return str(noted_at["label"]) if noted_at else ""


def when(meeting: Content | None) -> str:
    """The day and hour of another meeting."""
    return listed(day(meeting["date"]), clock(meeting["start"])) if meeting else ""


def approved(minutes: Content) -> str:
    """Earlier minutes that an item approved: "3 February 2026: page 4, for “Mr” read “Dr”"."""
    return listed(day(minutes["date"]), "; ".join(minutes["corrections"]), by=": ")


def corrected(correction: Content) -> str:
    """A correction with the meeting that noted it."""
    noted_at = place(correction["noted_at"])
    return listed(correction["text"], f"(noted at {noted_at})" if noted_at else "", by=" ")


def ruling(value: Content | None) -> str:
    """Why a question was not allowed: "It was defamatory. (Rule 12.3)"."""
    return listed(value["reason"], f"({value['rule']})" if value["rule"] else "", by=" ") if value else ""


def reissued(value: Content) -> str:
    """When and why an answer was re-issued: "4 May 2026, because a date was wrong."."""
    return f"{day(value['on'])}, because {value['because']}"


def votes(value: Content | None) -> str:
    if not value:
        return ""
    return f"For {value['for']}, against {value['against']}, abstained {value['abstained']}."


def vote_taken(group: Content) -> str:
    """The foot of a group of outcomes: "Proposed by …, seconded by …. Carried. For 4, against 1, abstained 0."."""
    movers = listed(
        f"Proposed by {group['proposer']}" if group["proposer"] else "",
        f"seconded by {group['seconder']}" if group["seconder"] else "",
    )
    result = f"{group['result'][:1].upper()}{group['result'][1:].rstrip('.')}." if group["result"] else ""
    return listed(f"{movers}." if movers else "", result, votes(group["votes"]), by=" ")


def declared(declaration: Content) -> str:
    """ "Councillor …, Table A interest, item 5: Her brother works there (stayed)"."""
    said = listed(declaration["name"], declaration["kind_label"], declaration.get("about"))
    stayed = WITHDREW[declaration["withdrew"]]
    nature = f": {declaration['nature']}" if declaration["nature"] else ""
    return f"{said}{nature}{f' ({stayed})' if stayed else ''}"


def restricted(restriction: Content | None) -> str:
    """Why an item is not for publication."""
    if not restriction:
        return ""
    review = f"To be reviewed by {day(restriction['review_on'])}." if restriction["review_on"] else ""
    paragraph = f"Exempt under paragraph {restriction['paragraph']}: {restriction['description']}"
    return listed(paragraph, restriction["reason"], review, by="\n")


def why_withheld(paper: Content) -> str:
    """Why a paper is not for publication; nothing of one that is not named."""
    exempt = f"Exempt under paragraph {paper['paragraph']}: {paper['description']}" if paper["paragraph"] else ""
    return listed(exempt, paper["reason"], by="\n")


def reviewed(report: Content) -> str:
    """Who reviewed a report, for what and when, and who approved it, line by line; nothing of a paper that is none."""
    rows = [f"{line['role']}: {listed(line['name'], day(line['on']))}" for line in report.get("reviewers", [])]
    approval = listed(report.get("approver"), day(report.get("approved_on")))
    return lines([*rows, f"Approved by {approval}"] if approval else rows)
