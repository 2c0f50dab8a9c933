"""The open register as an Atom feed (RFC 4287): what became late, and what was answered late since.

A recommendation appears when its response becomes late, and stays under the same id as history: once the answer comes
the entry says so, and is updated. It leaves the feed twelve months after the answer, or where a later date was agreed.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape

from actions.models import LedgerEntry
from actions.models.entry import LedgerEntryQuerySet
from actions.register.rows import Row, answered_late, rows_of, unanswered
from meetings.editions.models import PublishedCommittee
from portal.addresses import absolute
from portal.feeds.atom import LATEST, Feed
from portal.feeds.identity import record_namespace, unanswered_feed_urn, unanswered_urn
from portal.home.templatetags.record_format import counted, long_date, standalone
from portal.machines import fit_text

LONDON = ZoneInfo("Europe/London")
_DAY = dt.timedelta(days=1)


def unanswered_feed(
    committee: PublishedCommittee | None, *, path: str, today: dt.date, changed_at: dt.datetime
) -> bytes:
    """The feed of a committee, or of all (None), as the bytes of a file; five queries at most."""
    entries = LedgerEntry.objects.published()
    if committee:
        entries = entries.filter(committee=committee)
    record, slug = record_namespace(), committee.slug if committee else ""
    feed = Feed(
        title=fit_text(f"Left unanswered: {committee.name if committee else settings.COUNCIL_NAME}"),
        link=absolute(reverse("register:unanswered") + (f"?committee={slug}" if slug else "")),
        description="",
        subtitle="Recommendations whose response is late, and those that were answered late since.",
        language="en-GB",
        author_name=fit_text(settings.COUNCIL_NAME),
        feed_url=absolute(path),
        feed_guid=unanswered_feed_urn(record, slug),
        changed_at=changed_at,
    )
    for row, became_late, updated in latest(entries, today):
        entry = row.entry
        feed.add_item(
            title=fit_text(_title(row)),
            link=absolute(entry.get_absolute_url()),
            description=escape(fit_text(_summary(row, today))),  # a summary is read as HTML
            unique_id=unanswered_urn(record, entry.reference),
            pubdate=became_late,
            updateddate=updated,
            categories=[fit_text(entry.committee.name), "Answered late" if _is_answered(row) else "Unanswered"],
        )
    return feed.writeString("utf-8").encode()


def latest(entries: LedgerEntryQuerySet, today: dt.date) -> list[tuple[Row, dt.datetime, dt.datetime]]:
    """What happened last, the latest first: each row with the moments at which it became late and was changed."""
    late = unanswered(entries, today).order_by("-fact_clock", "-pk")[:LATEST]
    answered = answered_late(entries, today)[:LATEST]
    rows = [*rows_of(late, today), *rows_of(answered, today)]
    dated = [(row, *_moments(row)) for row in rows]
    return sorted(dated, key=lambda told: (told[2], told[0].entry.pk), reverse=True)[:LATEST]


def _is_answered(row: Row) -> bool:
    return not row.entry.days_late


def _moments(row: Row) -> tuple[dt.datetime, dt.datetime]:
    """It became late when the day after its last day began, in London; the answer changed it when it was published."""
    entry, response = row.entry, row.first_answer
    due_on = entry.due_on if not _is_answered(row) else entry.known_answer_due_on or entry.original_due_on
    became_late = dt.datetime.combine((due_on or entry.made_on) + _DAY, dt.time.min, LONDON)
    if not _is_answered(row) or response is None:
        return became_late, became_late
    return became_late, max(response.published_at, became_late)


def _title(row: Row) -> str:
    entry = row.entry
    if _is_answered(row):
        return f"Answered {counted(entry.answered_late_by, 'day,days')} late: {entry.reference}, {entry.addressee}"
    return f"Response late: {entry.reference}, {entry.addressee}"


def _summary(row: Row, today: dt.date) -> str:
    entry, response = row.entry, row.first_answer
    told = [f"{standalone(entry.text)}.", f"Recommended by the {entry.committee.name} on {long_date(entry.made_on)}."]
    if row.sent_on:
        told.append(f"Received on {long_date(row.sent_on)}.")
    if _is_answered(row) and response:
        told.append(f"Answered on {long_date(response.on)}: {response.get_verdict_display().lower()}.")
    else:
        told.append(f"The response was due on {long_date(entry.due_on)} ({row.due_rule}).")
        if entry.promised_on:
            told.append(f"It was promised for {long_date(entry.promised_on)}.")
    return " ".join(sentence.replace("..", ".") for sentence in told)
