"""Working record → what the public may see of it. Everything that an edition holds passes through here.

What is not copied below cannot reach the public: contact details of questioners, office notes, the content of exempt
items and of restricted papers (which are named, with the reason), and minutes until the office says that they are at
least a published draft.
"""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from meetings.editions.models import Edition
from meetings.editions.openness import with_openness
from meetings.editions.snapshot_item import action_log_content, item_content
from meetings.editions.snapshot_paper import papers_content
from meetings.editions.snapshot_programme import programmes_content, task_group_content
from meetings.editions.snapshot_question import question_content
from meetings.editions.writing import standing_edition
from meetings.models import (
    AgendaItem,
    Attendance,
    AttendanceGroup,
    AttendanceMode,
    Committee,
    Document,
    Meeting,
    Membership,
    MinutesState,
    Question,
)
from meetings.policies.questions_close import told_closing

Content = dict[str, Any]


def day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def clock(value: dt.time | None) -> str | None:
    return value.strftime("%H:%M") if value else None


def committee_reference(committee: Committee) -> Content:
    return {
        "slug": committee.slug,
        "code": committee.code,
        "name": committee.name,
        "kind": committee.kind,
        "kind_label": committee.get_kind_display(),
    }


def published_reference(committee: Committee) -> Content:
    """The committee under the name by which it is published, whatever the office prepares meanwhile."""
    edition = standing_edition(committee=committee, meeting=None)
    published: Content | None = edition.content["committee"] if edition else None
    return published or committee_reference(committee)


def committee_content(committee: Committee) -> Content:
    """What the public may see of a committee: its remit, where it belongs, who sat on it, and what it means to examine.

    Work programmes and the facts of a group are keys only where there is something to tell.
    """
    memberships = committee.memberships.select_related("person").order_by("first_day", "person__sort_name")
    return {
        "kind": "committee",
        "committee": committee_reference(committee),
        "parent": committee_reference(committee.parent) if committee.parent else None,
        "remit": committee.remit,
        "members": [membership_content(membership) for membership in memberships],
        "takes_questions": committee.is_open_to_questions,
        "takes_topics": committee.is_open_to_topics,
        **programmes_content(committee),
        **task_group_content(committee),
    }


# What an edition says of itself, and not of its subject.
OF_ITSELF = frozenset({"format", "council", "edition"})


def says_the_same(published: Content, content: Content) -> bool:
    """Whether a committee's edition holds just this content; a key that one of them lacks is a difference.

    Editions that are older than a key say by its absence what is usual (`meetings.editions.openness`).
    """
    told = with_openness(published)
    return {key: value for key, value in told.items() if key not in OF_ITSELF} == content


def membership_content(membership: Membership) -> Content:
    return {
        "name": membership.person.full_name,
        "sort_name": membership.person.sort_name,
        "person": membership.person.slug,
        "role": membership.role,
        "role_label": membership.get_role_display(),
        "body": membership.body,
        "votes": membership.votes,
        "votes_label": membership.get_votes_display(),
        "first_day": day(membership.first_day),
        "last_day": day(membership.last_day),
    }


def meeting_content(meeting: Meeting, *, with_agenda: bool = True) -> Content:
    """What the public may see of a meeting now. Minutes, attendance and outcomes are in it from the draft stage on.

    Without its agenda (a notice, or a meeting that is lost before its agenda was out) items, questions and papers are
    left out, which the office may be preparing meanwhile.
    """
    with_minutes = meeting.minutes_state != MinutesState.NONE
    items: list[AgendaItem] = []
    papers: list[Document] = []
    questions: list[Question] = []
    if with_agenda:
        items = list(
            meeting.items.order_by("position").prefetch_related(
                "declarations", "outcome_groups__lines", "documents__report__reviewers", "action_log_rows"
            )
        )
        whole = meeting.documents.filter(item=None)
        papers = list(whole.select_related("report").prefetch_related("report__reviewers"))
        questions = list(meeting.questions.decided().in_order())
    approvals = approvals_at(items) if with_minutes else {}
    return {
        "kind": "meeting",
        "committee": published_reference(meeting.committee),
        "meeting": meeting_facts(meeting, with_minutes=with_minutes),
        "attendance": attendance_content(meeting) if with_minutes else [],
        "items": [item_content(item, with_minutes=with_minutes, approves=approvals.get(item.pk, [])) for item in items],
        "questions": [question_content(question, with_minutes=with_minutes) for question in questions],
        "action_log": [
            action_log_content(row) for item in items if not item.is_exempt for row in item.action_log_rows.all()
        ],
        **papers_content(papers, None),
    }


def meeting_facts(meeting: Meeting, *, with_minutes: bool) -> Content:
    venue = meeting.venue
    has_contact = meeting.contact_name or meeting.contact_post or meeting.contact_email or meeting.contact_phone
    closing = told_closing(meeting)
    places = _Places()
    return {
        "slug": meeting.slug,
        "date": day(meeting.date),
        "start": clock(meeting.start),
        "end": clock(meeting.end) if with_minutes else None,
        "kind": meeting.kind,
        "kind_label": meeting.get_kind_display(),
        "status": meeting.status,
        "status_label": meeting.get_status_display(),
        "status_reason": meeting.status_reason,
        "venue": {"name": venue.name, "address": venue.address} if venue else None,
        "contact": {
            "name": meeting.contact_name,
            "post": meeting.contact_post,
            "phone": meeting.contact_phone,
            "email": meeting.contact_email,
        }
        if has_contact
        else None,
        "livestream": meeting.livestream if meeting.livestream.startswith(("https://", "http://")) else "",
        "notes": meeting.notes,
        "publication_deadline": day(meeting.publication_deadline),
        "questions_deadline": timezone.localtime(closing.at).isoformat() if closing else None,
        **({"questions_rule": closing.rule} if closing and closing.rule else {}),
        "extended_until": clock(meeting.extended_until) if with_minutes else None,
        "future_dates": [
            {"date": day(future.date), "start": clock(future.start), "note": future.note}
            for future in meeting.future_dates.all()
        ],
        "minutes": meeting.minutes_state,
        "minutes_approved_on": day(meeting.minutes_approved_on),
        "minutes_signed_by": meeting.minutes_signed_by,
        "approved_at": places.of(meeting.minutes_approved_at) if meeting.minutes_approved_at else None,
        "corrections": [
            {"text": correction.text, "noted_at": places.of(correction.noted_at)}
            for correction in meeting.corrections.select_related("noted_at__meeting__committee")
        ]
        if meeting.minutes_state == MinutesState.APPROVED
        else [],
        **_held_instead(meeting),
    }


def _held_instead(meeting: Meeting) -> Content:
    """Where a postponed meeting went, and from where another one came; keys only where there is something to say."""
    other = meeting.replaced_by
    told: Content = {"replaced_by": _reference(other)} if other else {}
    earlier = Meeting.objects.filter(replaced_by=meeting).select_related("committee").first()
    return told | ({"replaces": _reference(earlier)} if earlier else {})


def _reference(meeting: Meeting) -> Content:
    return {
        "committee": meeting.committee.slug,
        "slug": meeting.slug,
        "date": day(meeting.date),
        "start": clock(meeting.start),
    }


def approvals_at(items: list[AgendaItem]) -> dict[int, list[Content]]:
    """By the number of an item's row: the earlier minutes that were approved there, and what was corrected in them.

    Minutes that the public does not have are told by their day alone, without an address.
    """
    stands = Edition.objects.filter(meeting=OuterRef("pk"), withdrawal__isnull=True)
    approved = Meeting.objects.filter(minutes_approved_at__in=items).annotate(is_public=Exists(stands))
    found: dict[int, list[Content]] = {}
    for meeting in approved.select_related("committee").prefetch_related("corrections").order_by("date", "start"):
        at = meeting.minutes_approved_at_id or 0
        corrections = [one.text for one in meeting.corrections.all() if one.noted_at_id == at]
        told = {
            "committee": meeting.committee.slug,
            "slug": meeting.slug if meeting.is_public else "",
            "date": day(meeting.date),
            "signed_by": meeting.minutes_signed_by,
            "corrections": corrections,
        }
        found.setdefault(at, []).append(told)
    return found


class _Places:
    """Where something was noted; each item is looked up once, however many corrections name it."""

    def __init__(self) -> None:
        self._found: dict[int, Content] = {}

    def of(self, item: AgendaItem) -> Content:
        if item.pk not in self._found:
            self._found[item.pk] = _place(item)
        return self._found[item.pk]


def _place(item: AgendaItem) -> Content:
    """Where another meeting noted something, in the words of that meeting's own published record.

    Its item may still be a draft there: then only the day is told, and no address (`slug` and `anchor` empty).
    """
    meeting = item.meeting
    edition = standing_edition(committee=meeting.committee, meeting=meeting)
    known = edition.content["items"] if edition else []
    shown = next((other for other in known if other["anchor"] == item.anchor), None)
    number = ""
    if shown and (shown["minute_number"] or shown["agenda_number"]):
        number = f"minute {shown['minute_number']}" if shown["minute_number"] else f"item {shown['agenda_number']}"
    return {
        "committee": meeting.committee.slug,
        "slug": meeting.slug if shown else "",
        "anchor": item.anchor if shown else "",
        "label": ", ".join([meeting.long_date, ": ".join(part for part in (number, shown["title"]) if part)])
        if shown
        else meeting.long_date,
    }


def attendance_content(meeting: Meeting) -> list[Content]:
    """The attendance by group, in the order of the groups; empty groups and whoever is not yet marked are left out."""
    marked = meeting.attendance.exclude(mode=AttendanceMode.UNMARKED)
    rows = list(marked.select_related("person", "arrived_at_item", "left_at_item").order_by("position", "pk"))
    groups = []
    for group in AttendanceGroup:
        entries = [_attendee(row) for row in rows if row.group == group]
        if entries:
            groups.append({"group": group.value, "label": str(group.label), "entries": entries})
    return groups


def _attendee(row: Attendance) -> Content:
    return {
        "name": row.name,
        "person": row.person.slug if row.person else None,
        "role": row.role,
        "body": row.body,
        "mode": row.mode,
        "substitute_for": row.substitute_for,
        "arrived": row.arrived or _by_item("at", row.arrived_at_item),
        "left": row.left or _by_item("before", row.left_at_item),
        "note": row.note,
    }


def _by_item(word: str, item: AgendaItem | None) -> str:
    """When somebody came or went, as it reads after "arrived" or "left": "at item 45", "before item 46"."""
    if item is None:
        return ""
    return f"{word} item {item.number}" if item.number else f"{word} “{item.title}”"
