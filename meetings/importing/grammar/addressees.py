"""To whom a recommendation speaks, and who is to do an action and by when."""

from __future__ import annotations

import datetime as dt
import re

from meetings.importing.grammar.dates import find_date

POST = (
    r"(?:Cabinet Member|Portfolio Holder|Executive Member|Lead Member|Cabinet Lead|Director|Corporate Director|"
    r"Service Director|Assistant Director|"
    r"Chief Executive|Head of|Leader|Strategic Director|Executive Director|Monitoring Officer|Deputy|Managing "
    r"Director|Chief Officer|Officers?|Manager)"
)
BODY = (
    r"(?:(?:the|The)\s+)?(?P<who>"
    r"(?:Full\s+)?(?:Cabinet|Council|Executive)(?:\s+Committee|\s+Board)?(?![\w-])(?!\s+(?:Member|Lead|Director|"
    r"Office))|"
    r"(?:[A-Z][\w'’&-]*\s+){1,5}(?:Council|Board|Trust|Committee|Panel|Partnership|Authority|Commission|Group|"
    r"Service|Police|Constabulary|ICB)(?![\w-])|"
    r"(?:(?:relevant|appropriate|responsible)\s+)?(?:[A-Z][\w'’-]*\s+){0,3}"
    + POST
    + r"(?:\s+(?:for|of|–|-)\s+(?:the\s+)?[A-Z][\w'’&, -]{0,70}?|(?:\s+[A-Z][\w'’&-]*){0,5}|(?:\s*\([^)]{1,60}\))?)|"
    r"(?:local\s+)?MPs?|Secretary of State(?:\s+for\s+[A-Z][\w\s&,]{2,60}?)?|Government|NHS [A-Z][\w ]{2,50}?|"
    r"Integrated Care Board|Clinical Commissioning Group|CCG|ICB|"
    r"[Oo]fficers)"
)
SHOULD = re.compile(
    rf"(?:[Tt]hat,?\s+|THAT\s+)?(?:it\s+be\s+recommended\s+(?:to|that)\s+)?{BODY}\s*(?:,[^,]{{1,60}},\s*)?"
    r"(?P<verb>should\b|(?:be|is|are)\s+(?:formally\s+|strongly\s+)?(?:asked|requested|recommended|invited|urged|"
    r"advised|called upon|encouraged|instructed)\b)"
)
IT_BE = re.compile(
    rf"(?:[Tt]hat\s+)?it\s+be\s+(?:further\s+|formally\s+)?(?:recommended|proposed|suggested)\s+(?:to|"
    rf"that)\s+{BODY}\s+(?:that|to|be|should|[a-z]+)\b"
)
SUBJECT = re.compile(
    r"(?:[Tt]hat\s+)?(?:[Tt]he\s+)?(?P<who>(?:Full\s+)?(?:Cabinet|Council|Executive))\s+(?!tax\b|hous|Member|"
    r"officer|members\b|tenan|land\b|budget|meeting|own)[a-z]+\b"
)
NAMED_COUNCIL = re.compile(
    r"(?:[Tt]hat\s+)(?P<who>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,3}\s(?:Council))\s+(?P<verb>[a-z]+)\b"
)
RECOMMEND_TO = re.compile(
    rf"(?:[Rr]ecommend(?:ed|s|ation)?s?|RECOMMEND(?:ED|S|ATIONS?)?)\)?\s*\(?(?:to|TO|that|That|THAT|for|"
    rf"[:–-])\s*(?:that\s+)?{BODY}"
)
TO_BE = re.compile(rf"^{BODY}\s+(?:be\s+(?:recommended|requested|asked|invited)\s*)?(?:to\b|that\b|:|$)")
OWNER_TO = re.compile(
    r"(?P<owner>(?:The\s+)?(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|"
    r"Dr)\.?\s+)?[A-Z][\w.'’&/-]*(?:[\s,/&]+(?:[A-Z][\w.'’&/()-]*|and|of|for|the|to the|"
    r"&)){0,9}?)\s+(?:to|will|would|agreed to)\s+(?P<verb>[a-z]+)\b"
)
OWNER_COLON = re.compile(r"(?P<owner>[A-Z][\w.'’&/ -]{1,60}?)\s*[:–]\s+(?=[A-Z])")
OWNER_END = re.compile(
    r"[\[(](?:Action(?: by)?|ACTION(?: BY)?|Owner|Lead)\s*[:–-]\s*(?P<owner>[^\])]{2,80})[\])]\s*\.?$"
)
DUE = re.compile(
    r"(?:\b[Dd]ue(?: date)?\s*[:–-]?|\b[Bb]y(?: the end of| end of)?|\b[Dd]eadline\s*[:–-]|\b[Tt]imescale\s*[:–-])\s*"
    r"(?P<due>(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)"
    r"(?:\s+\d{4})?|\d{1,2}/\d{1,2}/\d{2,4})"
)
OFFICERS = re.compile(r"\b(?:Officers?|officers|Director|Head|Manager|Chief|Clerk|Deputy|Solicitor)\b")
SMALL_WORDS = {"and", "of", "for", "the", "with", "in", "a", "by"}
NOT_OWNER = {"that", "to", "the committee", "this", "it"}


def _who(match: re.Match[str]) -> str:
    return match.group("who").strip(" ,:;-–")


def addressee(text: str, marker: str, lead_in: str | None) -> str | None:
    """The body or office a recommendation line speaks to, in the source's words; None where it names none."""
    own = SHOULD.match(text) or IT_BE.match(text)
    if own:
        return _who(own)
    for passage in (f"{marker} {lead_in or ''}".strip(), f"{marker} {text}"[:300]):
        match = RECOMMEND_TO.search(passage)
        if match:
            return _who(match)
    subject = SUBJECT.match(text)
    if subject:
        return _who(subject)
    if lead_in:
        stripped = re.sub(r"^[Tt]hat\s+", "", lead_in)
        match = TO_BE.match(stripped)
        if match:
            return _who(match)
        match = SHOULD.match(lead_in)
        if match:
            return _who(match)
    return None


def asks_another(text: str, lead_in: str | None, own_name: str | None) -> str | None:
    """The addressee of a "Resolved" line that asks another body or office to do something, so a recommendation."""
    for passage in (text, lead_in or ""):
        match = SHOULD.match(passage) or IT_BE.match(passage)
        if match is None or (own_name and own_name.lower().removeprefix("the ") == match.group("who").lower()):
            continue
        if OFFICERS.search(match.group("who")) and not re.match(
            r"should|\w+ (?:\w+ly )?recommended", match.groupdict().get("verb") or "should"
        ):
            continue
        return _who(match)
    named = NAMED_COUNCIL.match(text)
    if (
        named
        and not (own_name and own_name.lower() in named.group("who").lower())
        and not named.group("verb").endswith("s")
    ):
        return (
            _who(named) if named.group("verb") not in {"be", "at", "has", "and", "meeting", "on", "in", "for"} else None
        )
    return None


RECOMMENDS = re.compile(
    r"\W*(?:that\s+)?(?:to\s+)?(?:formally\s+)?recommend(?:s|ed)?(?:\s+(?:to|that)\b|\s+[A-Z])"
    r"|.{0,160}?\b(?:committee|panel|board|cabinet|council|commission|forum|executive|members)\s+"
    r"(?:strongly\s+|also\s+|further\s+)?recommend(?:s|ed)?\s+(?:to|that)\b|.{0,160}\bbe\s+recommended\s+(?:to|"
    r"that)\b",
    re.IGNORECASE,
)


def recommends(text: str, lead_in: str | None) -> bool:
    """Whether a resolved line, or the words that lead in to it, say that something is recommended."""
    return bool(RECOMMENDS.match(text) or RECOMMENDS.match(lead_in or ""))


def only_owner(text: str) -> bool:
    """Whether the words after "ACTION:" only name who is to act ("Head of Law", "A Bell and C Dunn", "officers")."""
    bare = text.strip(" .)]*|")
    words = re.findall(r"[A-Za-z][\w'’-]*", bare)
    if not words or len(words) > 9 or re.search(r"\b(?:to|be|will|would|that|should)\b", bare):
        return False
    if not bare[0].isupper():
        return len(words) <= 2 and words[0] in {"officers", "all", "clerk", "members"}
    small = [word for word in words if word[0].islower() and word not in SMALL_WORDS]
    return not small or (len(words) <= 4 and bool(OFFICERS.search(re.sub(r"[(\[].*", "", bare))) and len(small) == 1)


def owner(text: str) -> str | None:
    """Who is to do an action, in the source's words: a name or post before "to", before a colon, or in brackets."""
    bracket = OWNER_END.search(text)
    if bracket:
        return bracket.group("owner").strip()
    match = OWNER_TO.match(text) or OWNER_COLON.match(text)
    if not match:
        return None
    name = match.group("owner").strip()
    return None if name.lower() in NOT_OWNER or name.split()[0] in {"That", "This", "It"} else name


def due(text: str) -> tuple[str | None, dt.date | None]:
    """The due date an action names, as printed and as a date where day, month and year are all there."""
    match = DUE.search(text)
    if not match:
        return None, None
    return match.group("due"), find_date(match.group("due"))


REST_OF_NAME = re.compile(r"[\w'’-]*(?:(?:,?\s(?:and|of|for|the|&)(?:\sthe)?)?\s[A-Z][\w'’&-]*)*")


def whole_name(name: str, passage: str) -> str:
    """A post or body with all the words of its name, where it was told from a passage by its first ones alone."""
    at = passage.find(name)
    if not name or at < 0 or not re.search(r"\b(?:for|of|–|-)\s(?:the\s)?\w*$", name):
        return name
    rest = REST_OF_NAME.match(passage, at + len(name))
    return passage[at : rest.end()].rstrip(" ,") if rest else name
