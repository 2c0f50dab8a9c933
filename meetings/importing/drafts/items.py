"""Items of business of a document → rows, with their papers, outcomes, undertakings and declarations."""

from meetings.importing.drafts.narrative import Group, narrative_of
from meetings.importing.drafts.numbers import Numbers
from meetings.importing.drafts.outcomes import outcome_of
from meetings.importing.drafts.people import PeopleBook
from meetings.importing.drafts.report import ImportReport
from meetings.importing.records import AgendaItem as ParsedItem
from meetings.importing.records import Document as ParsedDocument
from meetings.models import AgendaItem, DocumentKind, InterestKind, ItemKind, ItemState, Meeting, OutcomeGroup
from meetings.paper_titles import kind_by_title

_STATES = {
    "papers to follow": ItemState.TO_FOLLOW,
    "deferred": ItemState.DEFERRED,
    "withdrawn": ItemState.WITHDRAWN,
}


def add_items(
    meeting: Meeting, parsed: list[ParsedItem], *, numbers: Numbers, book: PeopleBook, report: ImportReport
) -> None:
    """Enters the items. One that the meeting has already (by number or title) is completed, never overwritten."""
    standing = list(meeting.items.all())
    position = max((item.position for item in standing), default=0)
    made = completed = 0
    for entry in parsed:
        item = numbers.match(entry, standing)
        if item is None:
            position += 1
            item = _new_item(meeting, entry, position, numbers)
            standing.append(item)
            made += 1
        elif entry.minutes and not item.minutes_html and not item.outcome_groups.exists():
            numbers.give_minute_number(item, entry)
            completed += 1
        elif entry.minutes:
            report.doubt(f"Item {item} has its minutes already: the document's were not read in.", entry.line)
            continue
        _fill(item, entry, book=book, report=report)
    if made:
        report.did(f"{made} item{'s' if made > 1 else ''} of business")
    if completed:
        report.did(f"Minutes of {completed} item{'s' if completed > 1 else ''} that stood on the agenda")


def _new_item(meeting: Meeting, entry: ParsedItem, position: int, numbers: Numbers) -> AgendaItem:
    item = AgendaItem(
        meeting=meeting,
        position=position,
        title=(entry.title or "Untitled item")[:500],
        kind=entry.kind if entry.kind in ItemKind.values else ItemKind.OTHER,
        state=_STATES.get(entry.state or "", ""),
        pages=(entry.pages or "").replace(" - ", " to ")[:40],
    )
    numbers.number(item, entry)
    item.save()
    return item


def _fill(item: AgendaItem, entry: ParsedItem, *, book: PeopleBook, report: ImportReport) -> None:
    item.purpose = item.purpose or entry.purpose or ""
    narrative = narrative_of(entry)
    item.minutes_html = item.minutes_html or narrative.markup
    item.is_cut_off = item.is_cut_off or entry.truncated
    item.save()
    for place, group in enumerate(narrative.groups, start=1):
        _add_group(item, group, place, book=book, report=report)
    for undertaking in entry.undertakings:
        item.undertakings.get_or_create(text=undertaking.text)
    for declaration in entry.declarations:
        item.declarations.create(
            person=book.find_or_make(declaration.person, line=declaration.line),
            name=declaration.person[:200],
            kind=_interest(declaration.kind),
            nature=declaration.text,
            about=(declaration.item or "")[:300],
            withdrew=declaration.withdrew,
        )
    for place, document in enumerate(entry.documents, start=1):
        _add_document(item, document, place)


def _add_group(item: AgendaItem, group: Group, place: int, *, book: PeopleBook, report: ImportReport) -> None:
    first = group.lines[0]
    row = OutcomeGroup.objects.create(
        item=item,
        position=place,
        after_block=group.after_block,
        marker=group.marker[:300],
        lead_in=group.lead_in,
        proposer=(first.proposer or "")[:200],
        seconder=(first.seconder or "")[:200],
        result=(first.carried or "")[:300],
    )
    for position, line in enumerate(group.lines, start=1):
        outcome_of(line, row, position, book=book, report=report).save()


def _add_document(item: AgendaItem, document: ParsedDocument, place: int) -> None:
    size, text = (document.size or "")[:40], document.text or ""
    if item.documents.filter(title=document.title[:500], listed_size=size, text=text).exists():
        return
    item.documents.create(
        meeting=item.meeting,
        position=place,
        kind=kind_by_title(document.title, DocumentKind.REPORT),
        title=document.title[:500],
        report_by=(document.report_by or "")[:200],
        listed_size=size,
        text=text,
    )


def _interest(kind: str | None) -> str:
    words = (kind or "").casefold()
    return words if words in InterestKind.values else InterestKind.OTHER
