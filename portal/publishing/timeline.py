"""A meeting's timeline: every edition, and what the office did between them, from the record's own rows."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from meetings.editions.models import EditionWithdrawal, PublishedMeeting
from meetings.models import Meeting, MinutesVersion, VersionCause
from meetings.views.edition_rows import edition_rows, editions_of
from portal.publishing.presenting import meeting_url

# So many days of writing are told one by one; the rest stands in the versions of the minutes.
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done, when and by whom; `edition` is its row where it was a publishing."""

    at: dt.datetime
    title: str
    who: str = ""
    why: str = ""
    kind: str = "office"
    edition: dict[str, Any] | None = None
    withdraw_url: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    has_hour: bool = True


def timeline_of(meeting: Meeting) -> list[Event]:
    """Everything that is known of the meeting's record, the newest first."""
    events = [*_editions(meeting), *_ready(meeting), *_approvals(meeting), *_writing(meeting), *_texts(meeting)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _editions(meeting: Meeting) -> list[Event]:
    public = PublishedMeeting.objects.select_related("committee").filter(
        committee__slug=meeting.committee.slug, slug=meeting.slug
    )
    row = public.first()
    if row is None:
        return []
    events = []
    editions = editions_of(row, with_publisher=True)
    withdrawn = EditionWithdrawal.objects.filter(edition__in=editions).select_related("by")
    withdrawals = {withdrawal.edition_id: withdrawal for withdrawal in withdrawn}
    for edition, told in zip(editions, edition_rows(row, editions), strict=True):
        args = [meeting.committee.slug, meeting.slug, edition.number]
        current = edition.pk == row.edition_id
        events.append(
            Event(
                edition.published_at,
                f"Edition {edition.number}: {edition.stage}",
                who=getattr(edition, "publisher", ""),
                why=edition.reason,
                kind="edition",
                edition=told | {"is_current": current},
                withdraw_url="" if told["is_withdrawn"] else reverse("door:withdraw", args=args),
            )
        )
        if withdrawal := withdrawals.get(edition.pk):
            title = f"Edition {edition.number} withdrawn"
            events.append(Event(withdrawal.at, title, who=withdrawal.by.name, why=withdrawal.reason, kind="withdrawal"))
    return events


def _ready(meeting: Meeting) -> list[Event]:
    if meeting.ready_at is None or meeting.ready_by is None:
        return []
    return [Event(meeting.ready_at, "Said to be ready to publish", who=meeting.ready_by.name)]


def _approvals(meeting: Meeting) -> list[Event]:
    """What was approved here, and where the minutes of this meeting were."""
    events = []
    for earlier in _approved_at(meeting):
        count = earlier.correction_count
        corrections = f"With {count} correction{'' if count == 1 else 's'}. " if count else ""
        links = [(f"Timeline of {earlier.long_date}", meeting_url("door:timeline", earlier))]
        why = f"{corrections}Signed by {earlier.minutes_signed_by}."
        title = f"Approved the minutes of {earlier.long_date}"
        events.append(Event(_end_of(meeting.date), title, why=why, kind="approval", links=links, has_hour=False))
    item, day = meeting.minutes_approved_at, meeting.minutes_approved_on
    if item is not None and day is not None:
        links = [(f"Timeline of {item.meeting.long_date}", meeting_url("door:timeline", item.meeting))]
        links += [("The item that approved them", f"{meeting_url('office:workspace', item.meeting)}#minute-{item.pk}")]
        corrections = "; ".join(meeting.corrections.values_list("text", flat=True))
        why = f"Signed by {meeting.minutes_signed_by}." + (f" Corrected: {corrections}" if corrections else "")
        events.append(
            Event(
                _end_of(day),
                "Minutes approved as a correct record",
                why=why,
                kind="approval",
                links=links,
                has_hour=False,
            )
        )
    return events


def _approved_at(meeting: Meeting) -> QuerySet[Any]:
    approved = Meeting.objects.filter(minutes_approved_at__meeting=meeting).select_related("committee")
    return approved.annotate(correction_count=Count("corrections")).order_by("date", "start")


def _writing(meeting: Meeting) -> list[Event]:
    """Who wrote the minutes on which day: one line for a day and a person, whatever was saved."""
    days = (
        MinutesVersion.objects.filter(item__meeting=meeting)
        .annotate(day=TruncDate("saved_at"))
        .values("day", "saved_by__name", "cause")
        .annotate(last=Max("saved_at"), versions=Count("pk"), items=Count("item", distinct=True))
        .order_by("-last")[:MOST_DAYS]
    )
    return [
        Event(
            row["last"],
            _WRITING.get(row["cause"], "Minutes written"),
            who=row["saved_by__name"] or "",
            why=f"{_counted(row['versions'], 'version')} of {_counted(row['items'], 'item')}.",
        )
        for row in days
    ]


_WRITING = {
    VersionCause.BROUGHT_IN: "Minutes brought in from a document",
    VersionCause.RESTORED: "Earlier versions of the minutes restored",
    VersionCause.SETTLED: "Minutes of two officers settled",
    VersionCause.LIFTED: "Outcomes lifted out of the minutes",
}


def _texts(meeting: Meeting) -> list[Event]:
    """Documents that were read into the working record."""
    texts = meeting.imported_texts.select_related("by").order_by("-at")[:MOST_DAYS]
    return [
        Event(text.at, "Brought in from a document", who=text.by.name if text.by else "", why=text.source)
        for text in texts
    ]


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _end_of(day: dt.date) -> dt.datetime:
    """A deed of which only the day is known stands after what else was done on it."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))
