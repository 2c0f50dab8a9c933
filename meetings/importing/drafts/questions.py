"""Questions, the action log and the work programme of a document → rows and papers."""

import re

from meetings.importing.drafts.report import ImportReport
from meetings.importing.records import ActionLogRow as ParsedRow
from meetings.importing.records import PostedQuestion, WorkProgrammeRow
from meetings.models import AgendaItem, DocumentKind, ItemKind, Meeting, QuestionState, SupplementaryResponse

_RULE = re.compile(
    r"\(([^()]*(?:\([^()]*\)[^()]*)*(?:constitution|rule|standing order|procedure)[^()]*)\)\.?\s*$", re.I
)

_REFUSED = re.compile(
    r"\bquestions? (?:was|were|has been|is) (?:disallowed|rejected|refused|not accepted)\b", re.IGNORECASE
)


def add_questions(meeting: Meeting, questions: list[PostedQuestion], report: ImportReport) -> None:
    """Enters the questions with answers and supplementaries; numbers that the meeting has already are left alone."""
    made = 0
    for position, entry in enumerate(questions, start=1):
        if meeting.questions.filter(number=entry.number).exists():
            report.doubt(f"Question {entry.number} is in the record already: left as it was.", entry.line)
            continue
        if not entry.questioner:
            report.doubt(f"Who asked question {entry.number}?", entry.line)
        if not entry.question:
            report.doubt(f"The words of question {entry.number} were not found: it was not entered.", entry.line)
            continue
        refused = entry.response if entry.response and _REFUSED.search(entry.response[:200]) else ""
        if refused:
            report.doubt(
                f"The response to question {entry.number} was taken as the reason why it was disallowed.", entry.line
            )
        question = meeting.questions.create(
            position=position,
            kind=entry.kind,
            number=entry.number[:12],
            questioner=(entry.questioner or "Questioner not stated")[:200],
            place=(entry.place or "")[:200],
            addressed_to=(entry.addressed_to or "")[:300],
            text=entry.question,
            state=QuestionState.DISALLOWED if refused else QuestionState.ACCEPTED,
            disallowed_reason=refused,
            disallowed_rule=(_rule(refused) or "Rule not stated") if refused else "",
            supplementary=entry.supplementary or "",
            supplementary_disallowed_reason=entry.disallowed or "",
            supplementary_disallowed_rule=_rule(entry.disallowed),
        )
        if entry.response and not refused:
            question.answers.create(position=1, text=entry.response)
        for place, answer in enumerate(entry.supplementary_responses, start=1):
            SupplementaryResponse.objects.create(
                question=question, position=place, by=(answer.by or "")[:200], text=answer.text
            )
        made += 1
    if made:
        report.did(f"{made} question{'s' if made > 1 else ''}")


def _rule(sentence: str | None) -> str:
    """The rule that a refusal cites in brackets at its end."""
    found = _RULE.search(sentence or "")
    return found[1][:200] if found else ""


def add_action_log(meeting: Meeting, rows: list[ParsedRow], report: ImportReport) -> None:
    """Enters the action log under the item that it lay before."""
    if not rows:
        return
    item = _item_of(meeting, ItemKind.ACTION_LOG, ItemKind.MINUTES, ItemKind.WORK_PROGRAMME)
    if item is None:
        report.doubt("The document holds an action log, but no item that it could belong to: it was not read in.")
        return
    if item.action_log_rows.exists():
        report.doubt(f"Item {item} has its action log already: the document's was not read in.")
        return
    for position, row in enumerate(rows, start=1):
        item.action_log_rows.create(
            position=position,
            number=(row.number or "")[:12],
            cited_date=row.meeting_date,
            text=row.action,
            owner=(row.owner or "")[:200],
            directorate=(row.directorate or "")[:200],
            progress=row.progress or "",
            due_on=row.due,
            status_as_written=(row.status or "")[:60],
        )
        if not row.owner:
            report.doubt(f"Action {row.number} has no owner.", row.line)
        if row.due is None:
            report.doubt(f"Action {row.number} has no due date.", row.line)
    report.did(f"Action log of {len(rows)} rows, at item {item}")


def add_work_programme(meeting: Meeting, rows: list[WorkProgrammeRow], report: ImportReport) -> None:
    """Keeps the work programme as a paper of its item, in the words of its rows."""
    if not rows:
        return
    item = _item_of(meeting, ItemKind.WORK_PROGRAMME)
    title = "Work programme"
    if meeting.documents.filter(title=title, kind=DocumentKind.WORK_PROGRAMME).exists():
        return
    lines: list[str] = []
    section = None
    for row in rows:
        if row.section != section:
            section = row.section
            lines += ["", section or "", ""]
        parts = [row.item, f"[{row.scrutiny_type}]" if row.scrutiny_type else "", *_told(row)]
        lines.append("- " + " ".join(part for part in parts if part))
    meeting.documents.create(
        item=item, position=90, kind=DocumentKind.WORK_PROGRAMME, title=title, text="\n".join(lines).strip()
    )
    report.did(f"Work programme of {len(rows)} rows, kept as a paper")


def _told(row: WorkProgrammeRow) -> list[str]:
    named = [
        ("Origin", row.origin),
        ("Further info", row.further),
        ("Lead", row.lead_officers),
        ("Position", row.current_position),
        ("Target", row.target),
    ]
    return [f"{name}: {value}." for name, value in named if value]


def _item_of(meeting: Meeting, *kinds: str) -> AgendaItem | None:
    """The first item of the first of these kinds that the meeting has."""
    for kind in kinds:
        item = meeting.items.filter(kind=kind).order_by("position").first()
        if item is not None:
            return item
    return None
