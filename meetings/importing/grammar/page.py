"""The head of a record: whose meeting it was, when and where, whom to ask; and its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.importing.grammar import dates
from meetings.importing.grammar.titles import is_capitals
from meetings.importing.records import ParsedRecord
from meetings.importing.source import Block

PAGE_TITLE = re.compile(
    r"(?:Browse\s+)?(?:(?:Printed\s+|Draft\s+|Special\s+)?(?:Agenda|Agendas),?(?:\s*(?:and|,|"
    r"&)?\s*(?:draft\s+)?(?:decisions?|minutes|reports))*|(?:Draft )?Minutes|Decisions?|Issue\s*-\s*(?:meetings|"
    r"decisions)|"
    r"Agenda item|Decision details|Meeting details|Decision)",
    re.IGNORECASE,
)
BODY_WORD = re.compile(
    r"\b(?:Committee|Sub-?Committee|Panel|Board|Cabinet|Council|Commission|Executive|Forum|Working (?:Group|"
    r"Party)|Task (?:and|&) Finish Group|Partnership|Authority|Assembly|Pwyllgor|Cyngor)\b",
    re.IGNORECASE,
)
OF_BODY = re.compile(
    r"(?:minutes?|meeting|proceedings|record)\s+of\s+(?:a\s+|the\s+)?(?:(?:remote|virtual|special|extraordinary|"
    r"ordinary|public|hybrid|informal|annual)\s+)*(?:meeting\s+)?(?:of\s+)?(?:the\s+)?"
    r"(?P<name>[A-Z][\w&,'’()/ -]{2,120}?)\s*,?\s*"
    r"(?:\b(?:held|which|on\s+(?:\w+day|\d)|(?-i:ON)\s+|at\s+\d|Date:)|–|-\s|$)",
    re.IGNORECASE,
)
HELD = re.compile(
    r"\bheld\s+(?:remotely\s+|virtually\s+)?(?:at|in|on|via|by)\s+(?P<venue>(?!\w+day\b|"
    r"\d)[^\n]{3,200}?)\s*,?\s+(?:on|at|commencing|starting)\s+(?=(?:the\s+)?(?:\w+day\b|\d|at\b))",
    re.IGNORECASE,
)
HELD_ON = re.compile(
    r"\bM(?:INUTES|inutes) (?:OF|of)\b[^.]{3,200}\b(?:held|HELD)\b[^.]{0,60}$|\b(?:meeting|MEETING)[^.]{0,40}(?:held|"
    r"HELD) (?:on|ON)\b[^.]{0,24}$"
)
VENUE = re.compile(r"(?:Venue|Place|Location|Lleoliad)\s*:\s*(?P<venue>.+)", re.IGNORECASE)
CONTACT = re.compile(r"(?:Contact(?: officer)?|Contact details|Cyswllt)\s*:\s*(?P<contact>.+)", re.IGNORECASE)
LINK = re.compile(r"Link\s*:\s*(?P<link>.+)")
NOTES = re.compile(r"Notes?\s*:\s*(?P<notes>.+)")
PHONE = re.compile(r"(?:\(?\b0\d{2,5}\)?[\s-]?\d{2,4}[\s-]?\d{2,6}(?:[\s-]?\d{2,4})?)\b")
EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
ENDED = re.compile(
    r"\bmeeting\s+(?:(?:was|then|having|been|duly|formally|declared|therefore)\s+){0,3}(?:ended|closed|concluded|"
    r"finished|rose|terminated|adjourned|end)\s*(?:at|:|-)?\s*(?P<time>[^\n]{3,30})"
    r"|(?:END TIME|End time|Finish(?:ed)?|Meeting (?:end|closed))\s*[:–-]\s*(?P<time2>[^\n]{3,20})",
    re.IGNORECASE,
)
BEGAN = re.compile(
    r"\b(?:meeting\s+)?(?:commenced|commencing|started|starting|opened|began|start time|time)\s*(?:at|:|-|"
    r"–)?\s*(?P<time>\d[^\n]{2,20}|noon|midday)",
    re.IGNORECASE,
)
DATED_LINE = re.compile(
    r"(?P<name>.{4,130}?)\s*[-–—,]\s*(?P<when>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+\d.{4,60})", re.IGNORECASE
)
DIRECTIONS = re.compile(r"\.?\s*View directions.*$", re.IGNORECASE)


def body_named(text: str) -> str | None:
    """A committee's name where a line is nothing but that, or that and the date after a dash."""
    head = re.split(
        r"\s+[-–—]\s+(?=(?:\w+day\b|\d))|,\s+(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)|\s+(?=(?:Mon|Tues|"
        r"Wednes|Thurs|Fri|Satur|Sun)day,? \d)",
        text,
        maxsplit=1,
    )[0].strip(" *#|-–:")
    if not BODY_WORD.search(head) or len(head) > 110 or head.endswith((".", "?", ":")) or PAGE_TITLE.fullmatch(head):
        return None
    if re.match(
        r"(?:Venue|Contact|Link|Note|Minutes|Present|To |The |This|Councillor|Agenda for|Members|Councillors|In |"
        r"Also|Report|Apolog|For |Title|Meeting:|If |Please|Date|Time|\d|http)",
        head,
        re.IGNORECASE,
    ):
        return None
    words = list(re.findall(r"[A-Za-z][\w'’-]*", head))
    capital = sum(word[0].isupper() or word.lower() in {"and", "of", "the", "for", "to", "in", "on"} for word in words)
    return (
        head
        if capital >= 0.7 * len(words) or is_capitals(head)
        else (head if len(words) <= 8 and words[0][0].isupper() else None)
    )


def read_head(blocks: Sequence[Block], record: ParsedRecord) -> None:
    """Fill the record's committee, date, times, venue and contact from the lines above its first item."""
    for index, block in enumerate(blocks):
        _named_line(block.text, blocks[index + 1].text if index + 1 < len(blocks) else "", record)
    joined = " ".join(block.text.strip("*# ") for block in blocks[:40])
    if record.committee is None:
        _committee(blocks, joined, record)
    if record.date is None:
        found = [
            (at, day)
            for at, day in dates.dates(joined)
            if not re.search(
                r"(?:published|previous|last|dated|issued|despatch\w*|of the meeting held on|deadline[^.]{0,60})\W*$",
                joined[max(0, at - 70) : at],
                re.I,
            )
        ]
        of_meeting = [(at, day) for at, day in found if HELD_ON.search(joined[max(0, at - 60) : at])]
        found = of_meeting or found
        if found:
            at, record.date = found[0]
            after = joined[at : at + 90]
            time = dates.find_time(re.sub(r"^\S+\s+\S+\s+\d{4}", "", after))
            record.start = record.start or time
    if record.start is None:
        began = BEGAN.search(joined)
        record.start = dates.find_time(began.group("time")) if began else None
    if record.venue is None:
        held = HELD.search(joined)
        if held:
            record.venue = held.group("venue").strip(" ,*")


def _value(match: re.Match[str], name: str) -> str:
    return match.group(name).strip(" *\u00a0").strip()


def _named_line(text: str, following: str, record: ParsedRecord) -> None:
    bare = text.strip("*# ")
    venue, contact, link, notes = VENUE.match(bare), CONTACT.match(bare), LINK.match(bare), NOTES.match(bare)
    if venue and record.venue is None:
        value = DIRECTIONS.sub("", _value(venue, "venue")).strip()
        if value.endswith(",") and following:
            value = f"{value} {following.strip('* ')}"
        record.venue = value
    elif contact and record.contact is None:
        value = _value(contact, "contact")
        record.contact_phone = (
            match.group().strip() if (match := PHONE.search(value)) else None
        ) or record.contact_phone
        record.contact_email = (match.group() if (match := EMAIL.search(value)) else None) or record.contact_email
        name = re.split(
            r"\s+(?:Tel(?:ephone)?|E-?mail|Phone|on)\b|\s*[-–]?\s*\(?0\d{3}|\s{2,}|\s+[\w.+'-]+@",
            value,
            maxsplit=1,
            flags=re.IGNORECASE,
        )[0]
        record.contact = name.strip(" ,-–*(") or value
    elif link and record.livestream is None:
        record.livestream = _value(link, "link")
    elif notes and record.notes is None:
        record.notes = _value(notes, "notes")


def _committee(blocks: Sequence[Block], joined: str, record: ParsedRecord) -> None:
    for passage in [block.text.strip("*# ") for block in blocks[:25]] + [joined]:
        of_body = OF_BODY.search(passage)
        if of_body and BODY_WORD.search(of_body.group("name")) and len(of_body.group("name")) < 110:
            name = of_body.group("name").strip(" ,-–*")
            name = re.sub(r"^(?:\w+\s+){0,4}meeting\s+of\s+(?:the\s+)?", "", name, flags=re.IGNORECASE)
            record.committee = re.sub(r"\s+meeting$", "", name, flags=re.IGNORECASE)
            return
    for block in blocks[:20]:
        dated = DATED_LINE.fullmatch(block.text.strip("*# |"))
        if dated and BODY_WORD.search(dated.group("name")):
            record.committee = re.sub(r"^.*?\d{4},\s+", "", dated.group("name")).strip(" ,-–")
            record.date = record.date or dates.find_date(dated.group("when"))
            record.start = record.start or dates.find_time(re.sub(r"^.*?\d{4}", "", dated.group("when")))
            return
    names = [(index, name) for index, block in enumerate(blocks[:14]) if (name := body_named(block.text.strip("*# |")))]
    if record.kind == "meeting page":
        names = [
            (index, name)
            for index, name in names
            if any(dates.find_date(block.text) for block in blocks[index : index + 3])
        ]
    closer = [name for _, name in names if not re.search(r"\bcouncil$", name, re.IGNORECASE)]
    if names:
        record.committee = closer[0] if closer else names[0][1]


def read_end(blocks: Sequence[Block], record: ParsedRecord) -> None:
    """Fill the end, and the start where the head did not say it, from the lines that close the minutes."""
    for block in reversed(blocks):
        ended = ENDED.search(block.text)
        if ended and record.end is None:
            record.end = dates.find_time(ended.group("time") or ended.group("time2") or "")
        began = re.search(
            r"\bmeeting\s+(?:commenced|started|opened|began)\s+(?:at\s+)?(?P<time>[^\n]{3,20})",
            block.text,
            re.IGNORECASE,
        )
        if began and record.start is None:
            record.start = dates.find_time(began.group("time"))
        if record.end and record.start:
            return
