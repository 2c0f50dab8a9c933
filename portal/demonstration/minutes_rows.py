"""What a meeting of the demonstration council leaves behind: attendance, minutes, outcomes, approval, corrections."""

import datetime as dt
import html

from django.utils.text import slugify

from meetings.models import (
    AgendaItem,
    Attendance,
    AttendanceGroup,
    Correction,
    Declaration,
    Meeting,
    MeetingStatus,
    MinutesState,
    Outcome,
    OutcomeGroup,
    Undertaking,
)
from meetings.rich_text import blocks, from_plain
from portal.demonstration import shapes
from portal.demonstration.agenda_rows import clock
from portal.demonstration.book import Book, saved
from portal.demonstration.errors import DemonstrationError
from portal.demonstration.question_rows import reissue


def take_minutes(book: Book, told: shapes.Meeting) -> None:
    """The meeting has been held: who was there, and the draft minutes of every item."""
    meeting = book.meetings[told.key]
    meeting.status = MeetingStatus.HELD
    meeting.minutes_state = MinutesState.DRAFT
    meeting.end, meeting.extended_until = clock(told.end), clock(told.extended_until)
    saved(meeting)
    for position, row in enumerate(told.attendance, start=1):
        saved(_attendance(book, meeting, row, position))
    for item in told.items:
        _minute_item(book, told, item, book.items[told.key, item.agenda])


def _attendance(book: Book, meeting: Meeting, row: shapes.Attendance, position: int) -> Attendance:
    person = book.people[row.person] if row.person else None
    post = book.post_of.get(row.person, "") if row.group == AttendanceGroup.OFFICER else ""
    return Attendance(
        meeting=meeting,
        position=position,
        person=person,
        name=person.full_name if person else row.name,
        group=row.group,
        role=row.role or (book.posts[post].title if post else ""),
        body=row.body,
        mode=row.mode,
        substitute_for=book.named(row.substitute_for),
        arrived=row.arrived,
        left=row.left,
        note=row.note,
    )


def _minute_item(book: Book, told: shapes.Meeting, item: shapes.Item, row: AgendaItem) -> None:
    day = book.calendar.meeting(told.key)
    row.series = book.series[told.committee] if item.minute else None
    row.minute_number = item.minute
    row.state, row.state_note = item.state, book.calendar.expand(item.state_note, day)
    row.public_summary = item.restriction.summary if item.restriction else ""
    prose: list[str] = []
    anchors: set[str] = set()
    for position, block in enumerate(item.body, start=1):
        if block.type == "prose":
            prose += blocks(from_plain(book.calendar.expand(block.text.strip(), day)))
        else:
            group = saved(_group(book, told, row, block, position, after=len(prose)))
            for place, line in enumerate(block.lines, start=1):
                outcome = saved(_outcome(book, told, group, line, place, anchors))
                book.outcomes[f"{told.key}/{line.key}"] = outcome
    row.minutes_html = "".join(prose)
    saved(row)
    for declared in item.declarations:
        about = book.items[told.key, declared.item]
        saved(
            Declaration(
                item=row,
                person=book.people[declared.person],
                name=book.named(declared.person),
                kind=declared.kind,
                nature=declared.nature,
                about=f"Item {about.agenda_number}: {about.title}",
                withdrew=declared.withdrew,
            )
        )
    for text in item.undertakings:
        saved(Undertaking(item=row, text=text))


def _group(
    book: Book, told: shapes.Meeting, item: AgendaItem, block: shapes.Block, position: int, *, after: int
) -> OutcomeGroup:
    votes = block.votes
    return OutcomeGroup(
        item=item,
        position=position,
        after_block=after,
        marker=block.marker,
        lead_in=book.calendar.expand(block.lead_in, book.calendar.meeting(told.key)),
        proposer=book.named(block.proposer),
        seconder=book.named(block.seconder),
        result=block.result,
        votes_for=votes.in_favour if votes else None,
        votes_against=votes.against if votes else None,
        votes_abstained=votes.abstained if votes else None,
    )


def _outcome(
    book: Book, told: shapes.Meeting, group: OutcomeGroup, line: shapes.Line, place: int, anchors: set[str]
) -> Outcome:
    day = book.calendar.meeting(told.key)
    return Outcome(
        group=group,
        position=place,
        anchor=_anchor(group.item, line, anchors),
        kind=line.kind,
        label=line.label,
        text=book.calendar.expand(line.text, day),
        addressee=book.named(line.addressee),
        addressee_kind=line.addressee_kind,
        owner=book.named(line.owner),
        owner_person=book.people.get(line.owner),
        owner_post=book.posts.get(line.owner),
        directorate=line.directorate,
        due_on=book.calendar.day(line.due, day) if line.due else None,
    )


def _anchor(item: AgendaItem, line: shapes.Line, taken: set[str]) -> str:
    """The line's mark on the page: item, then its label ("item-7-b"), else the next number that is free."""
    number = len(taken) + 1
    anchor = f"{item.anchor}-{slugify(line.label) or number}"
    while anchor in taken:
        number += 1
        anchor = f"{item.anchor}-{number}"
    taken.add(anchor)
    return anchor


def approve(book: Book, told: shapes.Meeting, edition: shapes.Edition) -> None:
    """The minutes were approved at a later meeting, with the correction that it noted."""
    meeting, approved, correction = book.meetings[told.key], edition.approved, edition.correction
    if approved:
        meeting.minutes_state = MinutesState.APPROVED
        meeting.minutes_approved_on = book.calendar.meeting(approved.meeting)
        meeting.minutes_signed_by = approved.signed_by
        meeting.minutes_approved_at = book.items[approved.meeting, approved.item]
        saved(meeting)
    if correction:
        noted_at = book.items[correction.meeting, correction.item]
        saved(Correction(meeting=meeting, noted_at=noted_at, text=correction.text))


def change_words(book: Book, told: shapes.Meeting, change: shapes.Change, *, on: dt.date) -> None:
    """Replaces words in a minute, or re-issues the answer to a question; refuses words that do not stand there once."""
    meeting = book.meetings[told.key]
    if question := meeting.questions.filter(number=change.where).first():
        reissue(question, change, on=on)
        return
    item = meeting.items.get(minute_number=change.where)
    old, new = (html.escape(words, quote=False) for words in (change.old, change.new))
    item.minutes_html = _replaced(item.minutes_html, old, new, change)
    saved(item)


def _replaced(text: str, old: str, new: str, change: shapes.Change) -> str:
    if text.count(old) != 1:
        raise DemonstrationError(f"“{change.old}” stands {text.count(old)} times in {change.where}; once is needed.")
    return text.replace(old, new)
