"""Papers that are still to follow, reports that are not complete, and restrictions that are to be reviewed."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from meetings.models import AgendaItem, Document, ItemState, Meeting, Report, ReportReviewer
from meetings.workspace.desk.line import DeskLine, Duty, day_told
from meetings.workspace.desk.record import Desk, place_of

REVIEWS_AT_MOST = 50
_TO_COMMITTEE, _BY_REVIEW = ("meeting__committee",), ("exempt_review_on", "pk")
# A review is told before its day comes.
REVIEW_AHEAD = dt.timedelta(days=30)
REPORT = (
    "A report is published once its reviewers' section is complete, and its background papers are listed "
    "(Local Government Act 1972, section 100D)."
)
REVIEW = (
    "The day that was set when the restriction was made: what is no longer exempt is opened "
    "(Local Government Act 1972, section 100I and Schedule 12A)."
)


def papers_to_follow(desk: Desk) -> list[DeskLine]:
    """Items of coming meetings whose papers are still to follow, by the day of the meeting."""
    coming = {meeting.pk: meeting for meeting in desk.coming}
    items = AgendaItem.objects.filter(meeting__in=coming, state=ItemState.TO_FOLLOW).defer("minutes_html")
    found = []
    for item in items.order_by("meeting", "position"):
        meeting = coming[item.meeting_id]
        last = desk.deadlines(meeting).agenda
        is_late = last < desk.today
        rule = (
            f"Open reports were to be public by {day_told(last)}. What comes later has to be urgent business."
            if is_late
            else desk.deadlines(meeting).rule
        )
        found.append(
            DeskLine(
                Duty.PAPERS,
                f"Bring in the papers of item {item}",
                place_of(meeting, "papers"),
                meeting.committee.name,
                f"meeting of {day_told(meeting.date)}",
                due=meeting.date if is_late else last,
                rule=rule,
            )
        )
    return [line for line in found if line.due is None or desk.is_near(line.due)]


def reports(desk: Desk) -> list[DeskLine]:
    """Reports to coming meetings without reviewers, with a review that is not done, or without background papers."""
    coming = {meeting.pk: meeting for meeting in desk.coming}
    reviewers = ReportReviewer.objects.filter(report=OuterRef("pk"))
    rows = (
        Report.objects.filter(document__meeting__in=coming)
        .annotate(is_reviewed=Exists(reviewers), is_waiting=Exists(reviewers.filter(reviewed_on__isnull=True)))
        .filter(Q(is_reviewed=False) | Q(is_waiting=True) | Q(background_papers=""))
        .select_related("document")
        .defer("document__text")
        .order_by("document__meeting", "document__position", "pk")
    )
    found = []
    for row in rows:
        meeting = coming[row.document.meeting_id]
        due = desk.deadlines(meeting).agenda
        found.append(
            DeskLine(
                Duty.PAPERS,
                f"Complete the report “{row.document.title}”: {_missing(row)}",
                paper_url(row.document, meeting),
                meeting.committee.name,
                f"meeting of {day_told(meeting.date)}",
                due=due if due >= desk.today else meeting.date,
                rule=REPORT,
            )
        )
    return [line for line in found if line.due is None or desk.is_near(line.due)]


def restrictions(desk: Desk) -> list[DeskLine]:
    """Exempt items and restricted papers whose day of review has come or is near, however old their meeting is."""
    until = desk.today + REVIEW_AHEAD
    mine = desk.of_committees("meeting__committee__code")
    items = AgendaItem.objects.filter(mine, is_exempt=True, exempt_review_on__lte=until)
    papers = Document.objects.filter(mine, is_restricted=True, exempt_review_on__lte=until)
    return [
        *(
            _review(
                f"exempt item {item}", place_of(item.meeting, f"row-{item.pk}"), item.meeting, item.exempt_review_on
            )
            for item in items.select_related(*_TO_COMMITTEE)
            .defer("minutes_html")
            .order_by(*_BY_REVIEW)[:REVIEWS_AT_MOST]
        ),
        *(
            _review(f"paper “{row.title}”", paper_url(row, row.meeting), row.meeting, row.exempt_review_on)
            for row in papers.select_related(*_TO_COMMITTEE).defer("text").order_by(*_BY_REVIEW)[:REVIEWS_AT_MOST]
        ),
    ]


def paper_url(paper: Document, meeting: Meeting) -> str:
    """The page of one paper."""
    return reverse("office:paper", args=[meeting.committee.slug, meeting.slug, paper.pk])


def _review(what: str, url: str, meeting: Meeting, day: dt.date | None) -> DeskLine:
    return DeskLine(
        Duty.RESTRICTED,
        f"Review the restriction of {what}",
        url,
        meeting.committee.name,
        f"meeting of {day_told(meeting.date)}",
        due=day,
        rule=REVIEW,
    )


def _missing(row: Report) -> str:
    missing = []
    if not row.is_reviewed:  # type: ignore[attr-defined]
        missing.append("no reviewer is entered")
    if row.is_waiting:  # type: ignore[attr-defined]
        missing.append("a review is not done")
    if not row.background_papers:
        missing.append("background papers are not listed")
    return ", ".join(missing)
