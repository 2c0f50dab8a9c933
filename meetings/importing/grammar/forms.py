"""Which form of record a document is: told from its head and from the words that only such records carry."""

from __future__ import annotations

import re
from typing import Literal

from meetings.importing.grammar import dates, page, titles, unrolled
from meetings.importing.grammar.lines import COLUMN_HEADS
from meetings.importing.source import Source

Form = Literal["meeting page", "item page", "minutes", "agenda", "pack", "decision list"]

MINUTES_HEAD = re.compile(
    r"[*#\s]*(?:(?:DRAFT|Draft|PRINTED|UNCONFIRMED|Unconfirmed|Public|PUBLIC|Approved)\s+)?(?:MINUTES|Minutes|"
    r"Record)\s+(?:OF|of)\s+(?:(?:THE|the|a|A|an)\s+)?(?:[\w-]+\s+){0,5}?(?:MEETING|[Mm]eeting|PROCEEDINGS|"
    r"proceedings)\b(?!\s*(?:of\s+)?(?:the\s+)?previous)"
)
MINUTES_OF_BODY = re.compile(
    r"[*#\s]*(?:MINUTES|Minutes)\s+(?:OF|of)\s+(?:THE|the|A|a)\s+[^.]{3,120}?\b(?:held|HELD)\b"
)
MINUTES_TITLE = re.compile(
    r"[*#\s]*(?:(?:DRAFT|Draft|UNCONFIRMED|Unconfirmed|Printed|PRINTED)\s+)?(?:MINUTES|Minutes|COFNODION|"
    r"Cofnodion)[*#\s]*"
)
AGENDA_TITLE = re.compile(
    r"[*#\s]*(?:AGENDA|Agenda|SUMMONS|Summons)(?:\s+(?:FOR|for)\b.*)?[*#\s]*|(?:NOTICE|Notice) of (?:Meeting|"
    r"meeting)[*\s]*"
)
PRESENT = re.compile(
    r"[*#|\s]*(?:Members? |Councillors? )?(?:PRESENT|Present|ATTENDANCE|Attendance)\b\s*(?:[:;–-]|$|Councillor|Cllr)"
)
ITEM_HEAD = re.compile(
    r"(?:Agenda item|Issue\s*-\s*(?:meetings|decisions)|Decision details|Issue details|Decision)", re.IGNORECASE
)
ISSUE_MEETING = re.compile(
    r"Meeting:\s*(?P<date>\d{1,2}/\d{1,2}/\d{4})\s*[-–]\s*(?P<committee>.+?)\s*\((?:Item|"
    r"item)\s+(?P<number>[^)]{1,20})\)"
)
DECISION_ENTRY = re.compile(
    r"(?P<date>\d{1,2}/\d{1,2}/\d{4})\s*-\s*(?P<title>.+?)(?:\s+ref:\s*(?P<ref>\S+))?(?:\s+(?P<status>(?:Recommendations?|For|Item|Decision|Called|Referred|Deferred|Not|Approved)\b.{0,50}))?"
)
DECISION_FIELD = re.compile(
    r"(?P<name>Decision [Mm]aker|Decision status|Made at meeting|Decided at meeting|Decision published|"
    r"Publication date|Date of decision|Effective from|Is Key decision\?|"
    r"Is subject to call in\?|Purpose|Lead officer|Wards affected|Conflict of Interest|Dispensation Granted|"
    r"Reasons? for the decision|Alternative options considered|"
    r"Contact|Report author|Accompanying Documents|Divisions affected|Declarations?|Conflicts of "
    r"interest)\s*:\s*(?P<value>.*)"
)
MEETING_REF = re.compile(
    r"(?:[-•·]\s*)?Meeting of (?P<committee>.+?),\s*(?P<date>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)day,?\s.+?)\s*\(Item\s+(?P<number>[^)]{1,14}?)\.?\)"
)
ITEM_CUES = re.compile(
    r"(?:Supporting|Accompanying|Additional) [Dd]ocuments\s*:|(?:-\s*)?View the (?:background|reasons)|Report "
    r"of\b|Minutes:|Decision:"
)
REPORT = re.compile(r"[*#\s]*Title of [Rr]eport\s*:")
MARKED = re.compile(r"(?:^|\s)(?:Minutes|Decision):(?:\s|$|[A-Z])")
FORMAL = re.compile(
    r"\bRESOLVED\b|\bRECOMMENDED\b|^\W{0,3}(?:Resolved|Agreed|Recommended)\b\s*(?:[:–-]|that\b|to\b)|\bAGREED\b|"
    r"\b[Ii]t was (?:unanimously )?(?:resolved|agreed)\b|\b(?:Committee|Panel|Board|Cabinet|Council) (?:resolved|"
    r"agreed|RESOLVED|AGREED)\b|^ACTIONS?\s*:|^Decision:|\bseconded by .{3,60},? and(?: it was)?:?$"
)
CIVIC = re.compile(r"\b(?:[Cc]ouncillors?|Cllrs?|[Cc]ommittee|[Cc]abinet|[Cc]ouncil|[Pp]anel|[Bb]oard)\b")
CUES: tuple[tuple[bool, re.Pattern[str]], ...] = (
    (True, re.compile(r"\b[Aa]polog(?:y|ies)\b.{0,60}\b(?:received|submitted|given|reported|tendered)\b")),
    (True, re.compile(r"\bdeclar\w+\b.{0,60}\binterests?\b|\bno (?:declarations|disclosures)\b")),
    (True, re.compile(r"\b[Mm]inutes of (?:the|a|its)\b.{0,80}\b(?:meetings?|held)\b")),
    (True, re.compile(r"^\W*To (?:receive|consider|note|approve|confirm|agree|scrutinise|review|discuss)\b")),
    (True, re.compile(r"\b(?:is|are) (?:asked|invited|recommended|requested) to\b")),
    (True, re.compile(r"\b[Tt]his item was (?:deferred|withdrawn)\b|\bmeeting (?:closed|ended|concluded)\b")),
    (True, re.compile(r"\b(?:RESOLVED|RECOMMENDED|AGREED)\b|^(?:Resolved|Decisions?|Recommendations?|Actions?)\b\W*$")),
    (
        False,
        re.compile(r"\b(?:presented|introduced|submitted) (?:the|a|an|his|her|their)\b.{0,60}\b(?:report|update)\b"),
    ),
    (False, re.compile(r"\bMembers (?:asked|noted|considered|discussed|commented|were|welcomed|thanked)\b")),
    (
        False,
        re.compile(
            r"\b(?:Committee|Panel|Board|Cabinet|Council|Commission|Sub-Committee) (?:considered|received|noted|"
            r"heard|agreed)\b"
        ),
    ),
)
BODY_LINE = re.compile(
    r"[*#\s]*(?:[A-Z&][\w&'’,/-]*\s+|and\s+|of\s+|the\s+|for\s+){0,9}(?:Committee|Sub-Committee|Panel|Board|Cabinet|"
    r"Council|"
    r"Commission|Executive|Forum|COMMITTEE|SUB-COMMITTEE|PANEL|BOARD|CABINET|COUNCIL|COMMISSION|EXECUTIVE|"
    r"FORUM)\b[*#]*"
    r"(?P<after>.{0,60})"
)
CLOSED = re.compile(r"\bmeeting (?:was )?(?:ended|closed|concluded|finished|declared closed)\b", re.IGNORECASE)


def form_of(source: Source) -> Form | None:
    """The form of a document; None where it is no meeting record."""
    blocks = source.blocks
    head = [block.text.strip("*# ") for block in blocks[:12]]
    texts = [block.text for block in blocks]
    first = next((text for text in head if not re.match(r"(?:Skip to|Home|Menu|Cookies?|Search)\b", text)), "")
    if any(DECISION_FIELD.match(text) and text.startswith("Decision") for text in texts) and not any(
        ISSUE_MEETING.match(text) for text in texts
    ):
        return "decision list"
    if any(ISSUE_MEETING.match(text) or MEETING_REF.match(text) for text in texts) or (
        ITEM_HEAD.fullmatch(first) and not re.fullmatch(r"Agendas?", first, re.I)
    ):
        return "item page" if len(blocks) > 2 else None
    minutes_heads = [
        index for index, text in enumerate(texts) if MINUTES_HEAD.match(text) or MINUTES_OF_BODY.match(text)
    ]
    agenda_heads = [index for index, text in enumerate(texts[:40]) if AGENDA_TITLE.fullmatch(text)]
    reports = any(REPORT.match(text) for text in texts)
    if (
        agenda_heads
        and ((minutes_heads and minutes_heads[0] > agenda_heads[0] + 15) or reports)
        and not _is_page(texts, head)
    ):
        return "pack"
    if _is_page(texts, head):
        return "meeting page"
    evidence = _evidence(texts)
    if any(unrolled.cuts(text) for text in texts) and evidence:
        return "minutes"
    if (
        any(
            titles.has_file(block.text) and block.blanks >= 2 and titles.looks_like_title(block.text)
            for block in blocks[1:]
        )
        and evidence
    ):
        return "meeting page"
    if (
        any(
            re.search(r"\bMinutes of (?:a|the) (?:\w+ ){0,3}[Mm]eeting of .{3,120}? held\b", text[:800])
            for text in texts[:30]
        )
        and evidence
    ):
        return "minutes"
    if minutes_heads or any(MINUTES_TITLE.fullmatch(text) for text in head):
        whole = any(
            dates.find_date(texts[index]) and page.BODY_WORD.search(texts[index]) and len(texts[index]) < 300
            for index in minutes_heads[:1]
        )
        return "minutes" if evidence >= 1 or (whole and len(texts) > 2) else None
    if agenda_heads and any(
        re.match(r"\W{0,4}(?:\d+[.)]?\s*)?To (?:receive|consider|approve)|Apologies", text, re.I)
        or titles.kind_of(text[:80])
        for text in texts
    ):
        return "agenda" if evidence < 3 else "minutes"
    if evidence >= 3 or (evidence >= 1 and _is_headed(head)):
        return "minutes"
    if evidence >= 1 and any(ITEM_CUES.match(text) or titles.has_file(text) for text in texts):
        return "item page"
    capital = any(re.search(r"\b(?:RESOLVED|AGREED|RECOMMENDED)\b", text) for text in texts)
    officers = re.search(r"\b(?:Councillors?|Cllrs?|Chair(?:man|person)?)\b", source.text)
    if evidence >= 1 and capital and officers:
        return "item page"
    return _by_cues(source, texts)


def _by_cues(source: Source, texts: list[str]) -> Form | None:
    """The form of a page that kept nothing of its head: told by the sentences that only records of meetings have.

    One of them must be a formality (apologies, interests, minutes, a purpose); two different ones are wanted.
    """
    if not any(CIVIC.search(text) for text in texts):
        return None
    found = [formal for formal, pattern in CUES if any(pattern.search(text[:1500]) for text in texts)]
    if len(found) < 2 or not any(found):
        return None
    usual = [
        block
        for block in source.blocks
        if len(block.text) < 90 and titles.kind_of(block.text) and titles.looks_like_title(block.text)
    ]
    return "minutes" if len(usual) >= 2 or len(found) >= 4 else "item page"


def _is_headed(head: list[str]) -> bool:
    """Whether one of the first lines is the name of a body, with its date on that line or the next one."""
    for index, text in enumerate(head[:6]):
        named = BODY_LINE.fullmatch(text)
        if named and len(text) < 160:
            below = " ".join(head[index + 1 : index + 3])
            if dates.find_date(named.group("after")) or (not named.group("after") and dates.find_date(below[:120])):
                return True
    return False


def _is_page(texts: list[str], head: list[str]) -> bool:
    """Whether the text is that of a web page of a meeting: its title, its table heads, "Minutes:" and file icons."""
    title = any(page.PAGE_TITLE.fullmatch(text) and re.search(r"\band\b|decisions", text, re.I) for text in head)
    columns = any(COLUMN_HEADS.fullmatch(text) for text in texts[:60])
    venue = any(re.match(r"(?:Venue|Contact|Link)\s*:", text) for text in head)
    marked = sum(1 for text in texts if MARKED.search(text))
    files = sum(1 for text in texts if titles.has_file(text))
    civic = any(CIVIC.search(text) for text in texts)
    score = 2 * title + 2 * columns + venue + min(marked, 3) + min(files, 2)
    return (civic or score >= 5) and score >= 2 and (marked + files >= 1 or columns or (title and venue))


def _evidence(texts: list[str]) -> int:
    """How much in a text is found only in minutes: outcomes, attendance, the meeting's close, usual items."""
    formal = sum(1 for text in texts if FORMAL.search(text))
    present = any(PRESENT.match(text) for text in texts[:60])
    closed = any(CLOSED.search(text) for text in texts)
    usual = {
        kind
        for text in texts
        if len(text) < 90 and (kind := titles.kind_of(text)) is not None and titles.looks_like_title(text)
    }
    civic = any(CIVIC.search(text) for text in texts)
    return (min(formal, 2) + present + closed + min(len(usual), 2)) * civic
