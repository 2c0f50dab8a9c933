"""The entry of the importer: the text of a document in, the records of the meetings it tells out.

``parse`` chooses the form of the document (web page of a meeting, page of one item, minutes, agenda, pack of all of
them) and hands each part to the grammar that knows it.
"""

from __future__ import annotations

import datetime as dt

from meetings.importing import readers
from meetings.importing.grammar import decision_lists, forms, meetings, packs
from meetings.importing.records import NotARecord, ParsedRecord
from meetings.importing.source import Source

LONGEST = 20_000_000


def parse(name: str, text: str, *, date: dt.date | None = None, committee: str | None = None) -> list[ParsedRecord]:
    """The records of the meetings that a document tells, in the order in which it tells them.

    ``name`` is the file's name and ``text`` its decoded content. ``date`` and ``committee`` supply what the document
    does not say; a document's own word is never overruled, and each use of an option is told in the warnings. Raises
    ``NotARecord`` with a sentence where the text is no record of a council meeting.
    """
    if not text.strip():
        raise NotARecord("The file holds no text.")
    if len(text) > LONGEST:
        raise NotARecord(f"The file is longer than {LONGEST // 1_000_000} million characters: no meeting record is.")
    source = readers.read(name, text)
    records = _records(source)
    if not records:
        raise NotARecord(
            "This text is no record of a council meeting: it has neither the head of an agenda or minutes page "
            "nor items of business."
        )
    for record in records:
        _supply(record, date, committee)
    return records


def _records(source: Source) -> list[ParsedRecord]:
    form = forms.form_of(source)
    if form is None:
        return []
    if form == "pack":
        return packs.read(source)
    if form == "item page":
        return meetings.read_item_pages(source)
    if form == "decision list":
        return decision_lists.read(source)
    if form == "meeting page":
        return [meetings.read_meeting(source, form)]
    return packs.read(source, form)


def _supply(record: ParsedRecord, date: dt.date | None, committee: str | None) -> None:
    """Fill in from the options what the document does not say, and tell so; warn where nothing supplies it."""
    if record.date is None and date is not None:
        record.date = date
        record.warn(None, f"the document does not say its date: {date.isoformat()} was supplied by the option --date")
    elif record.date is None:
        record.warn(None, "the document does not say the date of the meeting: supply it with the option --date")
    elif date is not None and record.date != date:
        record.warn(
            None, f"the document says {record.date.isoformat()}: the option --date ({date.isoformat()}) was not used"
        )
    if record.committee is None and committee is not None:
        record.committee = committee
        record.warn(
            None, f"the document does not name its committee: {committee!r} was supplied by the option --committee"
        )
    elif record.committee is None:
        record.warn(None, "the document does not name its committee: supply it with the option --committee")
    elif committee is not None and record.committee.lower() != committee.lower():
        record.warn(
            None, f"the document names {record.committee!r}: the option --committee ({committee!r}) was not used"
        )
