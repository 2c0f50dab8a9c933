"""One outcome line of a document → a row."""

import re
import string

from meetings.importing.drafts.people import PeopleBook, find_or_make_post, is_post
from meetings.importing.drafts.report import ImportReport
from meetings.importing.records import Outcome as ParsedOutcome
from meetings.models import AddresseeKind, Outcome, OutcomeGroup, OutcomeKind

# Reads in a column and after "Recommendation to" alike.
NOT_STATED = "a body that is not named"

_ADDRESSEES = [
    (
        re.compile(r"\b(?:cabinet|executive member|portfolio holder|executive|leader of the council|mayor)\b", re.I),
        "executive",
    ),
    (re.compile(r"\b(?:nhs|icb|ccg|integrated care|clinical commissioning|hospital|health board)\b", re.I), "nhs body"),
    (re.compile(r"\b(?:police|crime commissioner|probation|community safety)\b", re.I), "crime and disorder partner"),
    (re.compile(r"\b(?:mps?|members? of parliament|secretary of state|minister)\b", re.I), "mp"),
    (re.compile(r"\b(?:committee|panel|board|group|sub-committee)\b", re.I), "committee"),
    (re.compile(r"\b(?:officers?|director|head of|chief executive|manager|clerk)\b", re.I), "officer"),
    (re.compile(r"\bcouncil\b", re.I), "council"),
]


def addressee_kind(addressee: str) -> str:
    """The kind of body that the words name; "other" where they name none that is known."""
    return next((kind for pattern, kind in _ADDRESSEES if pattern.search(addressee)), AddresseeKind.OTHER.value)


def outcome_of(
    line: ParsedOutcome, group: OutcomeGroup, position: int, *, book: PeopleBook, report: ImportReport
) -> Outcome:
    """The row of one line, not saved yet. What the document leaves open is told as a doubt."""
    outcome = Outcome(
        group=group,
        position=position,
        anchor=_anchor(line, group, position),
        kind=line.kind,
        label=line.label if line.label and re.match(r"^\w{1,12}$", line.label) and line.label != "o" else "",
        level=line.level,
        text=line.text,
    )
    if outcome.kind == OutcomeKind.RECOMMENDATION:
        outcome.addressee = (line.addressee or NOT_STATED)[:200]
        outcome.addressee_kind = addressee_kind(line.addressee) if line.addressee else AddresseeKind.OTHER
        if not line.addressee:
            report.doubt(f"To whom is this recommended? “{_short(line.text)}”", line.line)
    if outcome.kind == OutcomeKind.ACTION:
        _own(outcome, line, book, report)
    return outcome


def _own(outcome: Outcome, line: ParsedOutcome, book: PeopleBook, report: ImportReport) -> None:
    outcome.owner = (line.owner or "")[:200]
    outcome.due_on = line.due_date
    if not line.owner:
        report.doubt(f"Who owns this action? “{_short(line.text)}”", line.line)
    elif is_post(line.owner):
        outcome.owner_post = find_or_make_post(line.owner, report)
    else:
        outcome.owner_person = book.find(line.owner)
    if line.due and not line.due_date:
        report.doubt(f"The due date “{line.due}” was not understood.", line.line)


def _anchor(line: ParsedOutcome, group: OutcomeGroup, position: int) -> str:
    """An anchor unique in the meeting: the item's, with the letter of the line or its place."""
    stem = group.item.anchor
    label = (line.label or "").lower()
    mark = label if label and label in string.ascii_lowercase + string.digits and label != "o" else f"{position}"
    return f"{stem}-{mark}" if group.position == 1 else f"{stem}-{group.position}-{mark}"


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " …"
