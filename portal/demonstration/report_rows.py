"""The headers of the demonstration council's reports: what they say of themselves, and who reviewed them."""

from meetings.models import Document, Report, ReportReviewer
from portal.demonstration import shapes
from portal.demonstration.book import Book, saved


def add_report(book: Book, paper: Document, told: shapes.ReportHeader) -> None:
    """Days are counted from the day of the meeting; people are told by their posts."""
    day = paper.meeting.date
    report = saved(
        Report(
            document=paper,
            classification=told.classification,
            decision_type=told.decision_type,
            wards=told.wards,
            purpose=book.calendar.expand(told.purpose, day),
            recommendations="\n".join(told.recommendations),
            background_papers="\n".join(book.calendar.expand(line, day) for line in told.background),
            approver=book.posts[told.approver].title,
            approved_on=book.calendar.day(told.approved, day),
        )
    )
    for place, line in enumerate(told.reviewers, start=1):
        on = book.calendar.day(line.on, day)
        saved(
            ReportReviewer(
                report=report, position=place, role=line.role, name=book.posts[line.post].title, reviewed_on=on
            )
        )
