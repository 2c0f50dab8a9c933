"""Titles of agenda items: what a title looks like, its number, and the file size that a web page hangs on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from meetings.importing.grammar.labels import roman_value
from meetings.importing.records import ItemKind

PDF_SIZE = re.compile(
    r"\s*(?:[-,]?\s*)?(?:(?:pdf|doc|docx|xls|xlsx|ppt|word|zip|html?)\s+icon\s+)?\b(?:PDF|DOCX?|XLSX?|PPTX?|HTML|"
    r"ZIP)\b\s*"
    r"(?P<size>\d[\d.,]*\s*(?:KB|MB|GB|bytes))\s*\.?$",
    re.IGNORECASE,
)
NUMBER = r"""(?:
      (?P<slash>[A-Z]{0,5}\s?\d{1,4}/\d{1,4}(?:/\d{1,4})?[a-z]?)
    | (?P<coded>[A-Z]{1,6}[./-]?\s?\d{1,4}(?:[/.-]\d{1,4})*)
    | (?P<decimal>\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)
    | (?P<path>[A-Z][A-Za-z]{1,5}/\d{1,4}(?:/\d{2}(?:-?\d{2})?)?)
    | (?P<plain>\d{1,4})(?P<letter>[A-Za-z]?(?:\.?\([ivx]{1,5}\))?)
)"""
NUMBER_ALONE = re.compile(rf"(?:(?:Agenda\s+)?Item\s+|Minute\s+(?:No\.?\s*)?)?{NUMBER}\s*[.):]?", re.VERBOSE)
NUMBER_TITLE = re.compile(
    rf"(?:(?:Agenda\s+)?(?:Item|ITEM)\s+|Minute\s+(?:No\.?\s*)?|[*#]+\s*)?{NUMBER}\s*"
    r"(?:[.):|*–—-]+\s*|\s+)(?P<title>[\"'“‘*(\[]?[A-Z0-9£*].*)",
    re.VERBOSE | re.DOTALL,
)
PAGES_REF = re.compile(r"\s*\(\s*Pages?\s+(?P<pages>\d+\s*[-–—to]*\s*\d*)\s*\)\s*$", re.IGNORECASE)
ENDS_LIKE_PROSE = re.compile(r"[;:,]$|[;,]\s*(?:and|or)$|[.;][\"”’']$|[a-z0-9)’'”\"]\.$")
PROSE_VERB = re.compile(
    r"\b(?:was|were|had|has been|have been|is|are|will be|would|stated|explained|advised|reported|introduced|"
    r"asked|noted"
    r"|received|confirmed|presented|declared|thanked|agreed|declined|moved|seconded|requested|said|apologised)\b"
)
NOT_TITLE = re.compile(
    r"(?:\W{0,4}(?:RESOLVED|RECOMMENDED|AGREED|ACTIONS?\b(?!\s+(?:ARISING|FROM|LOG|TRACK|PLAN|UPDATE|LIST|SHEET|"
    r"POINTS? FROM))|RESOLUTION|DECISIONS?\b|NOTED\b)|That\b|To (?:note|"
    r"agree|receive|consider|approve|"
    r"confirm|invite|disclose|declare|identify|review|discuss|endorse|scrutinise)\b|Present\b|PRESENT\b|"
    r"Apolog\w+(?: for [Aa]bsence)?\s*:|A(?:bsent|BSENT)\b|"
    r"Councillors?\b|Cllrs?\b|Note:|"
    r"Mr\b|Mrs\b|Ms\b|Dr\b|View directions|Venue\b|Contact\b|Link\b|Email\b|Tel\b|Telephone|https?:|www\.|"
    r"\W*Chair(?:man|person)?\W*$|Minutes:(?!\s*To\b)|"
    r"In [Aa]ttendance|Also|Officers|Appendix\b|Annex\b|Report of\b|Additional documents|Supporting documents|"
    r"Decision:|"
    r"For:|Against:|Abstain|Date:|Time:|Place:|Reason|Background papers|Proposed by|Resolved|Recommended|Voting|"
    r"(?:The )?meeting (?:closed|ended|finished|concluded|commenced|started|rose)|THE MEETING|Papers to follow|"
    r"No\.|Items?$|Signed|Dated\b|Dates\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\(Pages?)",
)
MINUTE_ALONE = re.compile(r"\W*[A-Z]{1,4}(?:&[A-Z]{1,4})?\s?\d{1,4}(?:/\d{1,4})*\W*")
MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b,?\s+(?:19|20)\d\d\b",
    re.IGNORECASE,
)
UPPER = re.compile(r"[A-ZÀ-ÖØ-Þ]")
LOWER = re.compile(r"[a-zß-öø-ÿ]")
CONNECTIVES = {
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "of",
    "on",
    "or",
    "the",
    "to",
    "with",
    "its",
}

KINDS: tuple[tuple[re.Pattern[str], ItemKind], ...] = (
    (re.compile(r"exclusion of (?:the )?(?:press|public)|exempt information", re.I), "exclusion of the public"),
    (re.compile(r"minutes and action", re.I), "minutes and action log"),
    (
        re.compile(r"(?:date|time)s? (?:and time )?of (?:the )?(?:next|future) meetings?|next meeting", re.I),
        "date of next meeting",
    ),
    (
        re.compile(r"declarations?|disclosures? (?:of|by) (?:interest|member)|disclosable pecuniary", re.I),
        "declarations of interest",
    ),
    (re.compile(r"apolog", re.I), "apologies"),
    (re.compile(r"substitut", re.I), "named substitutes"),
    (re.compile(r"work(?:ing)? (?:programme|plan)|forward work|work\s?plan", re.I), "work programme"),
    (
        re.compile(
            r"(?:public|open) (?:question|participation|speaking)|questions? (?:\w+ ){0,5}public|petition|deputation",
            re.I,
        ),
        "public questions",
    ),
    (
        re.compile(r"(?:member|councillor)s?['’]? question|questions? (?:\w+ ){0,4}(?:member|council)", re.I),
        "member questions",
    ),
    (
        re.compile(
            r"^(?:draft |approval of |to sign |confirmation of )?(?:the )?(?:public )?minutes|previous minutes|"
            r"minutes? of (?:the )?(?:previous |last )?(?:meetings?|proceedings)|minutes of",
            re.I,
        ),
        "minutes",
    ),
)


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How an item's number is written (its class) and its value as a tuple that can be put in order."""

    style: str
    key: tuple[int, ...]
    printed: str


def number_style(match: re.Match[str]) -> NumberStyle | None:
    """The style and order of the number a heading pattern found; None for a year or a number too long."""
    for style in ("slash", "coded", "decimal", "path"):
        printed = match.group(style)
        if printed:
            parts = tuple(int(part) for part in re.findall(r"\d+", printed))
            prefix = re.match(r"[A-Z]*", printed)
            return NumberStyle(f"{style}:{prefix.group() if prefix else ''}", parts, printed.strip())
    plain = match.group("plain")
    if not plain or (len(plain) == 4 and plain[:2] in {"19", "20"}):
        return None
    letter = match.group("letter") or ""
    inner = letter.strip(".()")
    place = (roman_value(inner) if "(" in letter else ord(inner.lower()) - 96) if inner else 0
    return NumberStyle("plain", (int(plain), place), plain + letter)


@lru_cache(maxsize=8192)
def clean_title(text: str) -> tuple[str, str | None, str | None]:
    """A title without the file icon and page range: the title, the file's size, the pages."""
    size = pages = None
    found = PDF_SIZE.search(text, max(0, len(text) - 80))
    if found:
        size, text = " ".join(found.group("size").split()), text[: found.start()]
    ranged = PAGES_REF.search(text)
    if ranged:
        pages, text = ranged.group("pages").strip(), text[: ranged.start()]
    return text.strip().strip("*#| ").strip(), size, pages


def without_stop(text: str) -> str:
    """A title that the clerk closed with a full stop, without it; any other line as it is."""
    bare = text.rstrip()
    plain = bare.endswith(".") and not bare.endswith("..") and len(bare) < 110 and len(bare.split()) <= 14
    if plain and not PROSE_VERB.search(bare) and not re.search(r"[.:;]\s", bare) and is_title_case(bare[:-1]):
        return bare[:-1]
    return text


def has_file(text: str) -> bool:
    """Whether a line ends in the size of a file, as titles and document lists of web pages do."""
    return text[-1:] in "bBsS." and bool(PDF_SIZE.search(text, max(0, len(text) - 80)))


def looks_like_title(text: str, *, limit: int = 170) -> bool:
    """Whether a line reads as a title and not as a sentence of the minutes."""
    bare, size, pages = clean_title(text)
    if MINUTE_ALONE.fullmatch(bare):
        return False
    if not bare or len(bare) > limit or not any(character.isalpha() for character in bare):
        return False
    if NOT_TITLE.match(bare) and not (size or (bare.isupper() and len(bare.split()) > 2)):
        return False
    if size or pages:
        return True
    if bare[0].islower() or ENDS_LIKE_PROSE.search(bare):
        return False
    return is_capitals(bare) or not PROSE_VERB.search(bare)


def is_capitals(text: str) -> bool:
    """Whether the letters of a line are nearly all capitals, as headings of minutes often are."""
    upper, lower = len(UPPER.findall(text)), len(LOWER.findall(text))
    return upper + lower >= 4 and upper >= 0.85 * (upper + lower)


def is_title_case(text: str) -> bool:
    """Whether nearly every word but the connectives begins with a capital; a remark in brackets at the end is free."""
    text = re.sub(r"\s*\([^()]{1,60}\)\s*$", "", text)
    words = [word for word in re.findall(r"[A-Za-z][\w'’]*", text) if word.lower() not in CONNECTIVES]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


@lru_cache(maxsize=8192)
def kind_of(title: str) -> ItemKind | None:
    """The kind of business a title names; None where it names none that every meeting has."""
    for pattern, kind in KINDS:
        if pattern.search(title):
            return kind
    return None
