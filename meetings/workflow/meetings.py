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
from meetings.policies.questions_close import moment_by_rule
from meetings.workflow.agenda_numbers import numbered
from meetings.workflow.agenda_writing import write_agenda
from meetings.workflow.attendance import preload_attendance
from meetings.workflow.change import RefusedError, change
from meetings.workflow.deferral import take_over, waiting_for
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.context import deed

PUBLIC_MOVES_BY_THE_DOOR = (
    "The public has been told of this date. Publish a postponement with the new date, or cancel the meeting and make "
    "another one."
)
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
    status: str = MeetingStatus.SCHEDULED,
    venue: Venue | None = None,
    contact: dict[str, str] | None = None,
    with_standing_items: bool = True,
    with_deferred: bool = True,
) -> Meeting:
    """Makes a meeting with its agenda and the attendance to be taken, and gives it.

    What is not given is what is usual for the committee; the deadlines are those of the rules. The agenda is made
    from the standing items and what earlier meetings deferred. A day that has passed makes a meeting that was held;
    one that is to come is `status`: scheduled, or provisional.
    Raises NotPermittedError.
    """
    demand(by, Permission.EDIT_RECORD, scope=committee.code)
    with deed("made the meeting", by=by, subject=f"meeting {committee.slug}/{date.isoformat()}"):
        committee = Committee.objects.select_for_update(of=("self",)).get(pk=committee.pk)
        usual = {name: getattr(committee, name) for name in CONTACT}
        given = {name: value for name, value in (contact or {}).items() if value}
        meeting = Meeting.objects.create(
            committee=committee,
            slug=free_slug(committee, date),
            date=date,
            start=start or committee.usual_start,
            kind=kind,
            venue=venue or committee.usual_venue,
            status=MeetingStatus.HELD if date < timezone.localdate() else status,
            **{**usual, **given},
            **rule_columns(date),
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
        day = values.get("date")
        moves = isinstance(day, dt.date) and day != locked.date
        if moves and is_called(locked):
            raise RefusedError(PUBLIC_MOVES_BY_THE_DOOR)
        if isinstance(day, dt.date) and moves:
            values = {**followed(locked, day), **values}
        for name, value in values.items():
            setattr(locked, name, value)
        if new_venue:
            locked.venue, _ = Venue.objects.get_or_create(name=new_venue)
        if moves and not is_fixed(locked):
            locked.slug = free_slug(locked.committee, locked.date)
        locked.save()
        _save_future_dates(locked, future_dates)
        return locked


def followed(meeting: Meeting, day: dt.date) -> dict[str, object]:
    """The columns of deadlines that follow the meeting to another day: those that the rules had given, or nobody.

    A date that an officer has set by hand stays, and so does all of a meeting that was held.
    """
    before, after = rule_columns(meeting.date), rule_columns(day)
    return {name: value for name, value in after.items() if getattr(meeting, name) in (None, before.get(name))}


def is_called(meeting: Meeting) -> bool:
    """Whether the public has been told of a meeting that is still to come."""
    is_to_come = meeting.status in (MeetingStatus.PROVISIONAL, MeetingStatus.SCHEDULED)
    public = Edition.objects.filter(meeting=meeting, withdrawal__isnull=True)
    return is_to_come and meeting.date >= timezone.localdate() and public.exists()


def same_day_same_place(meeting: Meeting) -> list[Meeting]:
    """Other meetings that are to be in the same room on the same day; a clash is told, not refused."""
    if meeting.venue_id is None:
        return []
    lost = [MeetingStatus.CANCELLED, MeetingStatus.POSTPONED]
    others = Meeting.objects.filter(date=meeting.date, venue=meeting.venue_id).exclude(pk=meeting.pk)
    return list(others.exclude(status__in=lost).select_related("committee").order_by("start", "pk"))


def rule_columns(date: dt.date) -> dict[str, object]:
    """The columns of the two deadlines, as the rules give them for a meeting to come; the officer may change them."""
    if date < timezone.localdate():
        return {}
    rules = deadlines_before(date)
    return {"publication_deadline": rules.agenda, "questions_deadline": moment_by_rule(rules)}


def is_fixed(meeting: Meeting) -> bool:
    """Whether the address stays, because something was published there or minutes were written."""
    return (
        Edition.objects.filter(meeting=meeting).exists()
        or MinutesVersion.objects.filter(item__meeting=meeting).exists()
    )


def free_slug(committee: Committee, date: dt.date) -> str:
    """An address for a meeting of that day: the date, with "-2" for a second meeting of that day."""
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
