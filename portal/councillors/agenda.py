"""One meeting for those who sit there: the published agenda, and with it what is not for publication.

What is open is the standing edition's. Of what is restricted there is no edition: it is shown as the office holds it at
the moment, and only where the edition names the business; minutes of it only once the minutes are published.
"""

from dataclasses import dataclass, field
from typing import Any

from meetings.editions.models import PublishedMeeting
from meetings.editions.snapshot_item import whole_body
from meetings.models import AgendaItem
from meetings.workflow.reading import note_items_read
from portal.councillors.papers import Paper, papers_of_place, restricted_papers
from portal.councillors.reader import Reader


@dataclass(slots=True)
class Business:
    """An item of the edition; of an exempt one `working` is the office's row, where the reader may read it."""

    item: dict[str, Any]
    papers: list[Paper]
    working: AgendaItem | None = None
    body: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_disclosed(self) -> bool:
        """Whether something is shown here that the public does not see."""
        return self.working is not None and bool(self.working.purpose or self.body)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The business in order, and the papers of the meeting as a whole."""

    business: list[Business]
    papers: list[Paper]


def agenda_for(reader: Reader, meeting: PublishedMeeting, *, address: str) -> Agenda:
    """The agenda as this reader may see it. That exempt business was read stands in the audit log from then on."""
    edition = meeting.edition
    if edition is None:
        return Agenda([], [])
    restricted = restricted_papers(reader, [meeting]).get(meeting.pk, [])
    exempt = _exempt_items(edition.meeting_id or 0) if reader.may_read_exempt(meeting.committee.code) else {}
    has_minutes = edition.content["meeting"]["minutes"] != "none"
    business = []
    for item in edition.content["items"]:
        each = Business(item, papers_of_place(meeting, item, restricted))
        if item["restriction"]:
            each.working = exempt.get(item["anchor"])
            each.body = whole_body(each.working) if each.working and has_minutes else []
        business.append(each)
    shown = [each.working for each in business if each.working and each.is_disclosed]
    note_items_read(shown, with_minutes=has_minutes, by=reader.user, address=address)
    return Agenda(business, papers_of_place(meeting, None, restricted))


def _exempt_items(meeting: int) -> dict[str, AgendaItem]:
    """By their anchors: the exempt items of the meeting's working record, with what was decided."""
    items = AgendaItem.objects.filter(meeting=meeting, is_exempt=True).select_related("meeting__committee")
    return {item.anchor: item for item in items.prefetch_related("outcome_groups__lines")}
