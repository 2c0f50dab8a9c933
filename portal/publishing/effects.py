"""What each publication does to the working record before its edition is written, and what else it publishes."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from meetings.editions.models import Stage
from meetings.editions.writing import standing_edition
from meetings.models import AgendaItem, Document, Meeting, MeetingStatus, MinutesState, Question, Submission
from meetings.workflow.meetings import CONTACT, new_meeting
from meetings.workflow.minute_numbers import give_minute_numbers
from portal.accounts.models import User
from portal.publishing.reasons import Reason
from portal.publishing.transitions import Situation, What


@dataclass(frozen=True, slots=True)
class Details:
    """What a publication asks for beyond its reason: why a meeting is lost, and when it is held instead."""

    because: str = ""
    new_date: dt.date | None = None
    new_start: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """One edition that a deed writes: the meeting as it stands after the deed, and at which stage."""

    meeting: Meeting
    stage: str
    with_agenda: bool = True
    reason: str = ""
    consequence: str = ""


@dataclass(slots=True)
class Deed:
    """A meeting that is being published: changed by an effect, which adds what else is published with it."""

    meeting: Meeting
    now: Situation
    details: Details
    by: User
    also: list[Publication] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    numbered: list[AgendaItem] = field(default_factory=list)


def _nothing(deed: Deed) -> None:
    """The record is published as it stands."""


def _call(deed: Deed) -> None:
    """A meeting with a public agenda is called: its date is no longer provisional."""
    if deed.meeting.status == MeetingStatus.PROVISIONAL:
        _set_status(deed.meeting, MeetingStatus.SCHEDULED, "")


def _hold(deed: Deed) -> None:
    """The meeting was held; its minutes are a draft, with numbers, and what it approved is published with them.

    Minutes that became public without any number stay without: a council that does not number them is not made to.
    """
    meeting = deed.meeting
    meeting.status, meeting.status_reason, meeting.minutes_state = MeetingStatus.HELD, "", MinutesState.DRAFT
    meeting.save(update_fields=["status", "status_reason", "minutes_state"])
    is_first = deed.now.public_minutes == MinutesState.NONE
    if is_first or meeting.items.filter(series__isnull=False).exists():
        deed.numbered = give_minute_numbers(meeting)
    deed.also += approved_with(meeting)


def approved_with(meeting: Meeting) -> list[Publication]:
    """Earlier minutes that this meeting approved, and that the public still has as a draft."""
    approved = Meeting.objects.filter(
        minutes_approved_at__meeting=meeting, minutes_state=MinutesState.APPROVED
    ).select_for_update(of=("self",))
    found = []
    for earlier in approved.select_related("committee").order_by("date", "start"):
        current = standing_edition(committee=earlier.committee, meeting=earlier)
        if current is not None and current.content["meeting"]["minutes"] != MinutesState.APPROVED:
            consequence = f"This also publishes the approved minutes of {earlier.long_date}."
            found.append(
                Publication(earlier, Stage.APPROVED_MINUTES, reason=approval_sentence(earlier), consequence=consequence)
            )
    return found


def approval_sentence(meeting: Meeting) -> str:
    """Why the approved minutes are published: "Approved as a correct record on 3 March 2026 (minute 45), with 1
    correction, signed by Councillor …"."""
    item, day = meeting.minutes_approved_at, meeting.minutes_approved_on
    number = f" (minute {item.minute_number})" if item and item.minute_number else ""
    count = meeting.corrections.count()
    corrections = f", with {count} correction{'' if count == 1 else 's'}" if count else ""
    when = f" on {day.day} {day:%B %Y}" if day else ""
    return f"Approved as a correct record{when}{number}{corrections}; signed by {meeting.minutes_signed_by}."


def _cancel(deed: Deed) -> None:
    _lose(deed, MeetingStatus.CANCELLED, "Say why the meeting is cancelled; the public reads it.")


def _postpone(deed: Deed) -> None:
    _lose(deed, MeetingStatus.POSTPONED, "Say why the meeting is postponed; the public reads it.")
    if deed.details.new_date is not None and not deed.reasons:
        _move(deed, deed.details.new_date)


def _give_new_date(deed: Deed) -> None:
    if deed.details.new_date is None:
        deed.reasons.append(Reason("Give the new date of the meeting."))
    else:
        _move(deed, deed.details.new_date)


def _reinstate(deed: Deed) -> None:
    if deed.now.is_past:
        deed.reasons.append(Reason("The day of the meeting has passed. Give it a new date instead."))
    _set_status(deed.meeting, MeetingStatus.SCHEDULED, "")


EFFECTS: dict[What, Callable[[Deed], None]] = {
    What.NOTICE: _nothing,
    What.AGENDA: _call,
    What.SUPPLEMENT: _call,
    What.DRAFT_MINUTES: _hold,
    What.APPROVED_MINUTES: _nothing,
    What.CORRECTION: _nothing,
    What.POSTPONEMENT: _postpone,
    What.NEW_DATE: _give_new_date,
    What.REINSTATEMENT: _reinstate,
    What.CANCELLATION: _cancel,
}


def _set_status(meeting: Meeting, status: str, because: str) -> None:
    meeting.status, meeting.status_reason = status, because
    meeting.save(update_fields=["status", "status_reason"])


def _lose(deed: Deed, status: str, missing: str) -> None:
    because = deed.details.because.strip()
    if because:
        _set_status(deed.meeting, status, because)
    else:
        deed.reasons.append(Reason(missing))


def _move(deed: Deed, day: dt.date) -> None:
    """Makes the meeting that is held instead, with the business of this one, and publishes it too.

    Items keep their marks, so that an address within the agenda is found at the new meeting; papers of the meeting as a
    whole stay, because they name its day.
    """
    old = deed.meeting
    if day <= old.date:
        deed.reasons.append(Reason(f"The new date lies after {old.long_date}. Choose a later day."))
        return
    new = new_meeting(
        committee=old.committee,
        date=day,
        by=deed.by,
        start=deed.details.new_start or old.start,
        kind=old.kind,
        venue=old.venue,
        contact={name: getattr(old, name) for name in CONTACT},
        with_standing_items=False,
        with_deferred=False,
    )
    Meeting.objects.filter(pk=new.pk).update(livestream=old.livestream)
    new.refresh_from_db()
    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
    AgendaItem.objects.filter(meeting=old).update(meeting=new)
    Document.objects.filter(meeting=old, item__isnull=False).update(meeting=new)
    Question.objects.filter(meeting=old).update(meeting=new)
    Submission.objects.filter(meeting=old, taken_at__isnull=True).update(meeting=new)
    shows_agenda = deed.now.is_agenda_public
    deed.also.append(
        Publication(
            new,
            Stage.AGENDA if shows_agenda else Stage.NOTICE,
            with_agenda=shows_agenda,
            reason=f"Held instead of the meeting of {old.long_date}, which was postponed.",
            consequence=f"This also publishes the meeting of {new.long_date}, which is held instead.",
        )
    )
