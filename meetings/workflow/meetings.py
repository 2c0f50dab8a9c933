"""Making a meeting and changing its facts."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from meetings.editions.models import Edition
from meetings.models import (
    AgendaItem,
    Committee,
    FutureDate,
    Meeting,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    MinutesVersion,
    Venue,
)
from meetings.policies.deadlines import deadlines_before
from meetings.policies.questions_close import CLOSE_OF_BUSINESS
from meetings.workflow.agenda_numbers import numbered
from meetings.workflow.agenda_writing import write_agenda
from meetings.workflow.attendance import preload_attendance
from meetings.workflow.change import RefusedError, change
from meetings.workflow.deferral import take_over, waiting_for
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.context import deed

CONTACT = ("contact_name", "contact_post", "contact_phone", "contact_email")


@dataclass(frozen=True, slots=True)
class Announced:
    """A date of a future meeting, as the papers of a meeting announce it."""

    date: dt.date
    start: dt.time | None = None
    note: str = ""


def new_meeting(
    *,
    committee: Committee,
    date: dt.date,
    by: User,
    start: dt.time | None = None,
    kind: str = MeetingKind.ORDINARY,
    venue: Venue | None = None,
    contact: dict[str, str] | None = None,
    with_standing_items: bool = True,
    with_deferred: bool = True,
) -> Meeting:
    """Makes a meeting with its agenda and the attendance to be taken, and gives it.

    What is not given is what is usual for the committee; the deadlines are those of the rules. The agenda is made
    from the standing items and what earlier meetings deferred. A day that has passed makes a meeting that was held.
    Raises NotPermittedError.
    """
    demand(by, Permission.EDIT_RECORD, scope=committee.code)
    with deed("made the meeting", by=by, subject=f"meeting {committee.slug}/{date.isoformat()}"):
        committee = Committee.objects.select_for_update(of=("self",)).get(pk=committee.pk)
        usual = {name: getattr(committee, name) for name in CONTACT}
        given = {name: value for name, value in (contact or {}).items() if value}
        meeting = Meeting.objects.create(
            committee=committee,
            slug=_free_slug(committee, date),
            date=date,
            start=start or committee.usual_start,
            kind=kind,
            venue=venue or committee.usual_venue,
            status=MeetingStatus.HELD if date < timezone.localdate() else MeetingStatus.SCHEDULED,
            **{**usual, **given},
            **_deadlines(date),
        )
        if with_standing_items:
            _copy_standing_items(meeting)
        if with_deferred:
            take_over(meeting, list(waiting_for(meeting)))
        preload_attendance(meeting)
        return meeting


def save_facts(
    *, meeting: Meeting, values: dict[str, object], new_venue: str, future_dates: Sequence[Announced], by: User
) -> Meeting:
    """Saves the facts of a meeting; `values` are the columns that change. Gives the meeting as it then stands.

    Its address follows a new date only while nothing was published and no minutes were written: an address that was
    published never changes. Raises RefusedError.
    """
    with change(meeting, "saved the facts of the meeting", by=by) as locked:
        status = values.get("status", locked.status)
        if status != MeetingStatus.HELD and locked.minutes_state != MinutesState.NONE:
            raise RefusedError("The meeting has minutes, so it was held: its status stays “Held”.")
        moves = values.get("date", locked.date) != locked.date
        for name, value in values.items():
            setattr(locked, name, value)
        if new_venue:
            locked.venue, _ = Venue.objects.get_or_create(name=new_venue)
        if moves and not _is_fixed(locked):
            locked.slug = _free_slug(locked.committee, locked.date)
        locked.save()
        _save_future_dates(locked, future_dates)
        return locked


def same_day_same_place(meeting: Meeting) -> list[Meeting]:
    """Other meetings that are to be in the same room on the same day; a clash is told, not refused."""
    if meeting.venue_id is None:
        return []
    lost = [MeetingStatus.CANCELLED, MeetingStatus.POSTPONED]
    others = Meeting.objects.filter(date=meeting.date, venue=meeting.venue_id).exclude(pk=meeting.pk)
    return list(others.exclude(status__in=lost).select_related("committee").order_by("start", "pk"))


def _deadlines(date: dt.date) -> dict[str, object]:
    """The columns of the two deadlines, as the rules give them for a meeting to come; the officer may change them."""
    if date < timezone.localdate():
        return {}
    rules = deadlines_before(date)
    closing = timezone.make_aware(dt.datetime.combine(rules.questions, CLOSE_OF_BUSINESS))
    return {"publication_deadline": rules.agenda, "questions_deadline": closing}


def _is_fixed(meeting: Meeting) -> bool:
    return (
        Edition.objects.filter(meeting=meeting).exists()
        or MinutesVersion.objects.filter(item__meeting=meeting).exists()
    )


def _free_slug(committee: Committee, date: dt.date) -> str:
    """The date, with "-2" for a second meeting of that day."""
    day = date.isoformat()
    used = set(Meeting.objects.filter(committee=committee, slug__startswith=day).values_list("slug", flat=True))
    used |= {
        address.rpartition("/")[2]
        for address in Edition.objects.filter(address__startswith=f"{committee.slug}/{day}").values_list(
            "address", flat=True
        )
    }
    number = 1
    while (slug := day if number == 1 else f"{day}-{number}") in used:
        number += 1
    return slug


def _copy_standing_items(meeting: Meeting) -> None:
    items = [
        AgendaItem(
            meeting=meeting,
            title=standing.title,
            kind=standing.kind,
            purpose=standing.purpose,
            is_education=standing.is_education,
        )
        for standing in meeting.committee.standing_items.order_by("position")
    ]
    write_agenda(items, numbered(False for _ in items), [set() for _ in items])


def _save_future_dates(meeting: Meeting, announced: Iterable[Announced]) -> None:
    wanted = {told.date: told for told in announced}
    standing = {row.date: row for row in meeting.future_dates.all()}
    for day, row in standing.items():
        if day not in wanted:
            row.delete()
    for day, told in wanted.items():
        row = standing.get(day) or FutureDate(meeting=meeting, date=day)
        if row.pk is None or (row.start, row.note) != (told.start, told.note):
            row.start, row.note = told.start, told.note
            row.save()
