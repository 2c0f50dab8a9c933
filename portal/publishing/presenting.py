"""What the publish page shows of an outlook: reasons with their places, what changes, and the page itself."""

from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from actions.models import LedgerEntry
from meetings.editions.difference import difference
from meetings.editions.models import Stage
from meetings.editions.papers import listed_papers
from meetings.editions.summary import summary
from meetings.models import Meeting, MinutesState
from portal.accounts.models import User
from portal.publishing.effects import approval_sentence
from portal.publishing.reasons import UNCHANGED, Reason
from portal.publishing.reasons_of_papers import paper_hints
from portal.publishing.stage import Foreseen, Outlook
from portal.publishing.transitions import What

Content = dict[str, Any]
# A page that is longer, signed and packed, is not carried along; then what changed since cannot be told.
MOST_CARRIED = 500_000

_OF_MINUTES = frozenset({Stage.DRAFT_MINUTES, Stage.APPROVED_MINUTES, Stage.CORRECTION})
_FIRST = {
    What.NOTICE: "Notice of the meeting",
    What.AGENDA: "Agenda of the meeting of {day}",
    What.SUPPLEMENT: "Supplement to the agenda{summary}",
    What.DRAFT_MINUTES: "Draft minutes of the meeting of {day}",
    What.CORRECTION: "Correction of the minutes{summary}",
    What.POSTPONEMENT: "The meeting of {day} is postponed",
    What.NEW_DATE: "The postponed meeting of {day} has a new date",
    What.REINSTATEMENT: "The meeting is held on {day} after all",
    What.CANCELLATION: "The meeting of {day} is cancelled",
}


def meeting_url(name: str, meeting: Meeting) -> str:
    """An address that belongs to a meeting: "office:workspace", "door:timeline"."""
    return reverse(name, args=[meeting.committee.slug, meeting.slug])


def reason_rows(reasons: list[tuple[Meeting, Reason]], *, of: Meeting) -> list[dict[str, str]]:
    """Each reason with the address at which it is mended; of another meeting with its day."""
    rows = []
    for meeting, reason in reasons:
        in_workspace = f"{meeting_url('office:workspace', meeting)}#{reason.place}" if reason.part else ""
        url = reason.url or in_workspace
        day = "" if meeting.pk == of.pk else meeting.long_date
        rows.append({"sentence": str(reason), "url": url, "meeting": day})
    return rows


def hint_rows(outlook: Outlook) -> list[dict[str, str]]:
    """What a publisher of minutes should know, and may publish all the same."""
    meeting = outlook.meeting
    hints = paper_hints(meeting) if outlook.transition.stage in _OF_MINUTES else []
    return reason_rows([(meeting, hint) for hint in hints], of=meeting)


def page_rows(page: Foreseen) -> dict[str, Any]:
    """One edition as it would be: what changes against the one that stands, clear days, and the page itself."""
    found = difference(page.before, page.after) if page.before else None
    return {
        "meeting": page.meeting,
        "stage": page.publication.stage,
        "consequence": page.publication.consequence,
        "reason": page.publication.reason,
        "number": page.edition.number,
        "before": page.before["edition"] if page.before else None,
        "difference": found,
        "summary": summary(found) if found else [],
        "lateness": None if UNCHANGED in page.reasons else page.lateness,
        "record": {key: value for key, value in page.after.items() if key != "edition"},
        "papers": listed_papers(page.after),
    }


def ledger_of(meeting: Meeting) -> dict[str, LedgerEntry]:
    """The entries that the meeting's lines have already, by the key of the line."""
    entries = LedgerEntry.objects.filter(meeting__slug=meeting.slug, meeting__committee__slug=meeting.committee.slug)
    return {str(entry.line_key): entry for entry in entries.published().with_facts(timezone.localdate())}


def suggested_reason(outlook: Outlook) -> str:
    """A sensible sentence for the reason field."""
    meeting = outlook.meeting
    if outlook.what == What.APPROVED_MINUTES:
        return approval_sentence(meeting)
    page = outlook.pages[0] if outlook.pages else None
    phrases = summary(difference(page.before, page.after)) if page and page.before else []
    told = f": {', '.join(phrases)}" if phrases else ""
    sentence = _FIRST[outlook.what].format(day=meeting.long_date, summary=told)
    if outlook.what == What.DRAFT_MINUTES and outlook.now.public_minutes == MinutesState.DRAFT:
        sentence = f"Draft minutes corrected{told}"
    return f"{sentence}."


def carried(outlook: Outlook, user: User) -> str:
    """What the publisher is shown, signed for this publisher, to be sent back with the button."""
    token = signing.dumps(outlook.seen, salt=_salt(user), compress=True)
    return token if len(token) <= MOST_CARRIED else ""


def changed_since(token: str, outlook: Outlook, user: User) -> list[dict[str, Any]]:
    """What changed between the page that was shown and the one of now; nothing where it was not carried along."""
    try:
        shown: dict[str, Content] = signing.loads(token, salt=_salt(user))
    except signing.BadSignature:
        return []
    rows = []
    for page in outlook.pages:
        before = shown.get(page.edition.address)
        found = difference(before, page.after) if before else None
        if found is not None and not found.is_empty:
            rows.append({"meeting": page.meeting, "difference": found, "summary": summary(found)})
    return rows


def _salt(user: User) -> str:
    return f"door.{user.pk}"
