"""Pages of decisions: "Decisions published", or the details of one decision, each with its maker and its dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from meetings.importing.grammar import dates, forms, titles
from meetings.importing.grammar.items import narrative, papers, without_repeats
from meetings.importing.grammar.lines import OPEN_MARKER, prepare
from meetings.importing.grammar.outcomes import OutcomeReader
from meetings.importing.grammar.paragraphs import paragraphs
from meetings.importing.grammar.standing import Passage
from meetings.importing.records import AgendaItem, Outcome, ParsedRecord
from meetings.importing.source import Block, Source

ACTION_SHEET = re.compile(r"Action [Ss]heet\b.*")
SHEET_HEADS = {"minute item", "action", "officer responsible", "responsible officer", "item", "minute", "owner"}
DECIDED = re.compile(r"\W*(?:\w{1,3}[.)]\s+)?(?:That\b|(?:Agreed|Approved|Noted|Resolved)\b)")
FORMAL = re.compile(r"\W{0,3}(?:RESOLVED|AGREED|RECOMMENDED|Resolved|It was (?:resolved|RESOLVED|agreed))\b")
REASON = re.compile(
    r"(?:To (?:ensure|enable|allow|comply|meet|provide)|Do nothing|REASONS?\b|Reasons? for|None\b|The reasons?|"
    r"Alternative|Not to\b)"
)


def read(source: Source) -> list[ParsedRecord]:
    """The records of a page of decisions: one for each meeting (or maker and day) that took some of them."""
    own = list(prepare(source.blocks))
    starts = [
        index
        for index, block in enumerate(own)
        if forms.DECISION_ENTRY.fullmatch(block.text) and _has_maker(own, index)
    ]
    records: list[ParsedRecord] = []
    if not starts:
        return [_entry(source, own, None, records)]
    for index, start in enumerate(starts):
        stop = starts[index + 1] if index + 1 < len(starts) else len(own)
        record = _entry(source, own[start + 1 : stop], own[start], records)
        if record not in records:
            records.append(record)
    return records


def _has_maker(own: Sequence[Block], index: int) -> bool:
    return any(forms.DECISION_FIELD.match(block.text) for block in own[index + 1 : index + 4])


def _entry(
    source: Source, blocks: Sequence[Block], head: Block | None, records: Sequence[ParsedRecord]
) -> ParsedRecord:
    """Read one decision into the record of its meeting, a new one where none of ``records`` is that meeting's."""
    fields: dict[str, str] = {}
    body: list[Block] = []
    decision: list[Block] = []
    room = body
    for block in blocks:
        field = forms.DECISION_FIELD.match(block.text)
        if field:
            fields.setdefault(field.group("name").lower(), field.group("value").strip())
            room = body if not re.match(r"Reasons?|Alternative|Purpose", field.group("name")) else []
        elif OPEN_MARKER.match(block.text):
            room = decision if "ecision" in block.text[:12] else body if "documents" not in block.text.lower() else []
        else:
            room.append(block)
    maker, day = _meeting(fields, head)
    record = next((known for known in records if known.committee == maker and known.date == day), None)
    if record is None:
        record = ParsedRecord(
            source.name,
            "meeting page" if head else "item page",
            maker,
            day,
            line=(head or blocks[0]).line if blocks or head else None,
        )
    item = _item(head, body)
    _outcomes(source, item, decision, body, record)
    record.items.append(item)
    return record


def _meeting(fields: dict[str, str], head: Block | None) -> tuple[str | None, dt.date | None]:
    meeting = fields.get("made at meeting") or fields.get("decided at meeting") or ""
    printed, _, body = meeting.partition(" - ")
    entry = forms.DECISION_ENTRY.fullmatch(head.text) if head else None
    day = (
        dates.find_date(printed)
        or dates.find_date(fields.get("date of decision", ""))
        or (dates.find_date(entry.group("date")) if entry else None)
    )
    return body.strip() or fields.get("decision maker") or None, day


def _item(head: Block | None, body: list[Block]) -> AgendaItem:
    entry = forms.DECISION_ENTRY.fullmatch(head.text) if head else None
    item = AgendaItem(title=entry.group("title").strip() if entry else "", line=head.line if head else None)
    if (
        head is None
        and body
        and titles.looks_like_title(body[0].text)
        and len(body) > 1
        and not DECIDED.match(body[0].text)
    ):
        while body and re.fullmatch(r"Decision details|Decisions?(?: published)?|Issue details", body[0].text):
            body.pop(0)
        if body and titles.looks_like_title(body[0].text):
            item.title, item.line = titles.clean_title(body[0].text)[0], body[0].line
            body.pop(0)
    item.kind = titles.kind_of(item.title) or "other"
    item.documents = papers([block for block in body if titles.has_file(block.text)])
    return item


def _outcomes(source: Source, item: AgendaItem, decision: list[Block], body: list[Block], record: ParsedRecord) -> None:
    if not decision:
        formal = next((index for index, block in enumerate(body) if FORMAL.match(block.text)), None)
        if formal is not None:
            end = next((at for at in range(formal, len(body)) if REASON.match(body[at].text)), len(body))
            decision = body[formal:end]
        else:
            decision = [block for block in body if DECIDED.match(block.text) and not REASON.match(block.text)]
        if decision and formal is None:
            record.warn(
                decision[0].line, "the page does not mark its decision: the lines that read as one were taken for it"
            )
    sheet = next((index for index, block in enumerate(decision) if ACTION_SHEET.fullmatch(block.text)), len(decision))
    made = paragraphs(source, decision[:sheet])
    reader = OutcomeReader(Passage(source, made, record.committee, decided=True))
    item.outcomes = without_repeats([*reader.read(), *_actions(decision[sheet:])])
    for line, message in reader.doubts:
        record.warn(line, message)
    item.minutes = narrative(made)


def _actions(blocks: Sequence[Block]) -> list[Outcome]:
    """The rows of an action sheet that was printed cell by cell: minute item, action, officer responsible."""
    rows: list[Outcome] = []
    rest = [block for block in blocks[1:] if block.text.lower().strip(": ") not in SHEET_HEADS]
    for index, block in enumerate(rest):
        if re.fullmatch(r"\d{1,3}[a-z]?\.?", block.text) and index + 1 < len(rest):
            action = rest[index + 1]
            owner = (
                rest[index + 2].text if index + 2 < len(rest) and not re.match(r"\d", rest[index + 2].text) else None
            )
            rows.append(
                Outcome(
                    "action",
                    action.text,
                    label=block.text.strip("."),
                    owner=owner,
                    marker="Action Sheet",
                    line=action.line,
                )
            )
    return rows
