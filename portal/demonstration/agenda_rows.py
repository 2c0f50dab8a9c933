"""A meeting of the demonstration council before it is held: its facts, its agenda, its papers, its questions."""

import datetime as dt
import hashlib
import io

from django.utils import timezone
from django.utils.text import slugify

from meetings.models import (
    ActionLogRow,
    AgendaItem,
    Document,
    FutureDate,
    ItemState,
    Meeting,
    MeetingStatus,
)
from meetings.paper_checks.examining import Examined
from meetings.paper_checks.kinds import PDF
from meetings.workflow.paper_keeping import keep_version
from portal.demonstration import shapes
from portal.demonstration.book import Book, saved
from portal.demonstration.dates import Calendar
from portal.demonstration.papers import make_pdf
from portal.demonstration.question_rows import add_questions
from portal.demonstration.report_rows import add_report

# Questions must reach the clerk three clear working days before a meeting on a Tuesday, Wednesday or Thursday.
QUESTIONS_DEADLINE = dt.timedelta(days=6)
QUESTIONS_HOUR = dt.time(17)
# States that are known when the agenda is published; the others come to light at the meeting.
_KNOWN_BEFORE = (ItemState.TO_FOLLOW, ItemState.URGENT)


def clock(words: str) -> dt.time | None:
    """ "14:30" as a time; nothing as nothing."""
    return dt.time.fromisoformat(words) if words else None


def make_meeting(book: Book, told: shapes.Meeting) -> Meeting:
    """The meeting as it is called: scheduled (or provisional), without items."""
    day = book.calendar.meeting(told.key)
    status = told.status if told.status == MeetingStatus.PROVISIONAL else MeetingStatus.SCHEDULED
    contact_post = book.post_of.get(told.contact, "")
    meeting = Meeting(
        committee=book.committees[told.committee],
        slug=day.isoformat(),
        date=day,
        start=clock(told.start),
        kind=told.kind,
        status=status,
        venue=book.venues[told.venue] if told.venue else None,
        contact_name=book.people[told.contact].full_name if told.contact else "",
        contact_post=book.posts[contact_post].title if contact_post else "",
        contact_phone=told.contact_phone,
        contact_email=told.contact_email,
        livestream=told.livestream,
        notes=book.calendar.expand(told.notes, day),
    )
    if told.items:
        deadline = dt.datetime.combine(day - QUESTIONS_DEADLINE, QUESTIONS_HOUR)
        meeting.questions_deadline = timezone.make_aware(deadline)
    book.meetings[told.key] = saved(meeting)
    starts = {other.key: clock(other.start) for other in book.plan.meetings}
    for key in told.future:
        saved(FutureDate(meeting=meeting, date=book.calendar.meeting(key), start=starts[key]))
    return meeting


def add_agenda(book: Book, told: shapes.Meeting, stage: str, *, first: bool) -> None:
    """Adds the items, papers and questions that come with an edition of this stage; the first brings the agenda."""
    stages = {stage, "agenda"} if first else {stage}
    for position, item in enumerate(told.items, start=1):
        if item.since in stages:
            book.items[told.key, item.agenda] = _item(book, told, item, position)
            for place, logged in enumerate(item.action_log, start=1):
                _log_row(book, book.items[told.key, item.agenda], logged, place)
        for place, paper in enumerate(item.documents, start=1):
            if paper.since in stages:
                row = book.items[told.key, item.agenda]
                _document(book, told, row, paper, place)
                if paper.report:
                    add_report(book, row.documents.get(position=place), paper.report)
    if told.questions_from in stages:
        add_questions(book, told)


def _item(book: Book, told: shapes.Meeting, item: shapes.Item, position: int) -> AgendaItem:
    day = book.calendar.meeting(told.key)
    row = AgendaItem(
        meeting=book.meetings[told.key],
        position=position,
        anchor=f"item-{item.agenda}",
        agenda_number=item.agenda,
        title=book.calendar.expand(item.title, day),
        kind=item.kind,
        purpose=book.calendar.expand(item.purpose, day),
        pages=item.pages,
        lead_officers="; ".join(book.titled(key) for key in item.lead_officers),
        is_education=item.education,
    )
    if not item.minute or not item.state or item.state in _KNOWN_BEFORE:
        row.state, row.state_note = item.state, book.calendar.expand(item.state_note, day)
    if item.restriction:
        row.is_exempt = True
        row.exempt_paragraph = item.restriction.paragraph
        row.exempt_reason = item.restriction.reason
        row.exempt_review_on = book.calendar.day(item.restriction.review, day)
    return saved(row)


def _log_row(book: Book, item: AgendaItem, row: shapes.LogRow, place: int) -> None:
    cited = book.calendar.meeting(row.meeting)
    saved(
        ActionLogRow(
            item=item,
            position=place,
            number=row.number,
            cited_date=cited,
            text=row.text,
            owner=book.named(row.owner),
            directorate=row.directorate,
            progress=row.progress,
            due_on=book.calendar.day(row.due, cited) if row.due else None,
            status_as_written=row.status,
        )
    )


def _document(book: Book, told: shapes.Meeting, item: AgendaItem, paper: shapes.Paper, place: int) -> None:
    day = book.calendar.meeting(told.key)
    row = Document(
        meeting=item.meeting,
        item=item,
        position=place,
        kind=paper.kind,
        title=book.calendar.expand(paper.title, day),
        listed_size=paper.listed_as,
        is_restricted=paper.restricted,
    )
    if paper.withheld:
        row.exempt_paragraph, row.exempt_reason = paper.withheld.paragraph, paper.withheld.reason
        row.exempt_review_on = book.calendar.day(paper.withheld.review, day)
    saved(row)
    if paper.paper:
        pdf = make_pdf(paper_text(book.plan, told, book.calendar, paper.paper))
        # Made here a moment ago, it needs not be looked into as files from outside are.
        examined = Examined(
            given_name=row.title,
            filename=f"{_file_name(paper, row.title)}.pdf",
            kind=PDF,
            size=len(pdf.data),
            pages=pdf.pages,
            sha256=hashlib.sha256(pdf.data).hexdigest(),
        )
        keep_version(row, examined, io.BytesIO(pdf.data), by=book.publisher, kept=book.files)


def _file_name(paper: shapes.Paper, title: str) -> str:
    """The title of a restricted paper is made for the public, and is not the name of its file."""
    return paper.paper if paper.restricted else slugify(title)[:60].strip("-")


def paper_text(plan: shapes.Demonstration, told: shapes.Meeting, calendar: Calendar, key: str) -> str:
    """The text of a paper for this meeting; `{questions}` in it stands for the meeting's questions and answers."""
    asked = "\n\n".join(_asked(question) for question in told.questions if question.disallowed is None)
    return calendar.expand(plan.papers[key].replace("{questions}", asked), calendar.meeting(told.key))


def _asked(question: shapes.Question) -> str:
    who = "Name withheld" if question.withheld else ", ".join(filter(None, (question.questioner, question.place)))
    return "\n\n".join(
        (
            f"## {question.number}: {who}",
            f"To: {question.addressed_to}",
            question.question.strip(),
            f"Answer by {question.response_by}:",
            question.response.strip(),
        )
    )
