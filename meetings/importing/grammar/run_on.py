"""Titles that run on into their text: a heading whose line also holds the purpose or the first sentence."""

from __future__ import annotations

import re

from meetings.importing.grammar import titles

TEXT_BEGINS = re.compile(
    r"\s(?=(?:RESOLVED|AGREED|Resolved\b|(?:Moved|Proposed)\s+by\b|(?:Councillor|Cllr|Mr|Mrs|Ms|Dr)\s[A-Z]|"
    r"Members\s(?:were|asked|noted|considered)|"
    r"The\s(?:[\w'’-]+\s){1,7}?(?:was|were|welcomed|gave|noted|received|considered|"
    r"introduced|advised|agreed|reported|submitted|presented|informed|asked|thanked|is|of|expressed)\b|It was\b|"
    r"There (?:was|were)\b|No (?:Councillors?|Members?|declarations?|apologies|interests?|items?|questions?|"
    r"one)\b|Apolog(?:y|ies) (?:for absence )?(?:was|were|had)\b|Members (?:noted|considered|received)|To "
    r"(?:receive|consider|note|approve|confirm)\b))"
)
FILE_INSIDE = re.compile(r".{4,220}?\bPDF\s\d[\d.,]*\s?(?:KB|MB)(?=\s\S)")


USUAL = re.compile(
    r"(?:Apologies(?: for [Aa]bsence)?(?: and (?:[Nn]amed )?[Ss]ubstitut\w+)?|"
    r"Declarations? of (?:[Mm]embers[’'] )?[Ii]nterests?|"
    r"Minutes of (?:the )?(?:[Ll]ast|[Pp]revious) [Mm]eetings?|Public [Qq]uestions(?: [Tt]ime)?|"
    r"Members?[’']? [Qq]uestions|"
    r"(?:Forward )?[Ww]ork(?:ing)? [Pp]rogramme|Urgent (?:[Bb]usiness|[Ii]tems)|Matters [Aa]rising|"
    r"Chair(?:man|person)?[’']s [Aa]nnouncements|Communications)(?=\s(?:[A-Z][a-z’']+\s(?:[a-z]|"
    r"[A-Z][a-z]+\s[A-Z]?[a-z]+\sto\b)|If\s))"
)
CAPITAL_HEAD = re.compile(r"(?:[A-Z][A-Z'’&,()/–-]+\s+(?:[–-]\s)?){1,14}[A-Z][A-Z'’&,()/–-]+(?=\s[A-Z][a-z]+\s[a-z])")


def split_purpose(text: str) -> str | None:
    """The title of a line that holds both a title and its purpose ("... To receive any apologies")."""
    usual = USUAL.match(text) or CAPITAL_HEAD.match(text)
    if usual:
        return usual.group()
    sized = FILE_INSIDE.match(text)
    if sized:
        return sized.group()
    for opening in (
        " This report",
        " This item",
        " It is intended",
        " Councillors’ declarations",
        " Any correspondence",
        " To move",
        " To elect",
        " To appoint",
        " To receive",
        " To consider",
        " To approve",
        " To note",
        " To invite",
        " To confirm",
        " To agree",
        " To disclose",
        " To determine",
        " To review",
        " Any matters",
        " a) ",
    ):
        at = text.find(opening)
        title = text[:at]
        named = titles.is_title_case(title) or (titles.kind_of(title) is not None and len(title) < 80)
        if at > 3 and named and title[-1] not in ",;":
            return title
    return None


def split_title(text: str) -> str | None:
    """The title of a numbered line that runs on with its text ("Interests No one declared ..."); else None."""
    match = TEXT_BEGINS.search(text, 4)
    if not match:
        return None
    title = text[: match.start()]
    if (
        len(title) > 120
        or titles.ENDS_LIKE_PROSE.search(title)
        or not (titles.is_title_case(title) or titles.is_capitals(title) or titles.kind_of(title))
    ):
        return None
    return title
