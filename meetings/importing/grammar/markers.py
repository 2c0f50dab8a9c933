"""The words that mark an outcome: RESOLVED, Agreed:, The Committee agreed that, ACTION BY and their kin.

A marker is only a place in a text; whether it stands for a decision of this body at this meeting is judged by
``grammar.quoted`` from what comes before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.importing.records import OutcomeKind

BODY = (
    r"(?:[Tt]he\s+|THE\s+|That\s+the\s+)?(?:(?:Joint|Sub|Select|Scrutiny|Overview|Full|City|County|Town|Parish|"
    r"District|Borough|Local|Policy|"
    r"Planning|Licensing|Health|Audit|Area|Executive|Standards|and|&|O&S|Children['’]s?|Adult|Community|Communities|"
    r"Environment|Housing|Finance|Resources|Performance|Corporate|Wellbeing|Development|Services|People)[\s-]+){0,6}"
    r"(?:[Cc]ommittee|[Ss]ub-?[Cc]ommittee|[Pp]anel|[Bb]oard|[Cc]abinet|[Cc]ommission|[Ee]xecutive|[Ff]orum|"
    r"[Gg]roup|[Cc]ouncil|"
    r"[Mm]embers|[Cc]ouncillors|[Mm]eeting|COMMITTEE|PANEL|BOARD|CABINET|COUNCIL|Mayor|Leader|[Cc]haired meeting|"
    r"[Ww]orking [Pp]arty|"
    r"Commissioners|Authority|Trustees|JHOSC|HOSC|OSC)"
)
CLAUSE = r"(?:(?<=,\s)(?:having|following|after)\b[^.;:]{1,160}?,\s+)?"
ADVERBS = (
    r"(?:(?:then|also|therefore|further|duly|subsequently|unanimously|UNANIMOUSLY|formally|accordingly|all|"
    r"both|had|has|have)\s+){0,3}"
)
VOTED = (
    r"(?:\s*[,(–-]?\s*(?:unanimously|UNANIMOUSLY|Unanimously|nem\.?\s?con\.?|by \d{1,3} votes to \d{1,3}|(?:by|"
    r"on) (?:a )?(?:unanimous|"
    r"majority)(?: (?:vote|decision))?|"
    r"with (?:one|two|three|\d+) abstentions?|"
    r"\([^()]{0,80}(?:\bvot\w+|[Uu]nanimous|UNANIMOUS|nem|majority|favour|\bfor\b|\bFor\b|against|abst|"
    r"\d\s?[:–-]\s?\d)"
    r"[^()]{0,80}\)|\((?!to\b|TO\b)[^()]{1,90}\)(?=\s*(?:[:–—-]|that\b|to\b|$))|"
    r"\(?\s*\d+ (?:votes? )?(?:for|in favour)[^):]{0,60}\)?)\s*\)?)?"
)
AFTERTHOUGHT = re.compile(r"\s*\((?P<voted>(?:[Uu]nanimous|UNANIMOUS|[Nn]em)[^()]{0,40})\)\s*[:–-]*")
PUNCT = r"\s*(?:[:;.,]\s*[-–—]*|[-–—]+\s*:?)?"

SPEECH = re.compile(
    rf"(?P<it>\b(?:[Ii]t\s+was|IT\s+WAS)\s+{ADVERBS}(?P<itverb>RESOLVED|resolved|Resolved|RECOMMENDED|"
    rf"recommended|Recommended"
    rf"|AGREED|agreed|Agreed|DECIDED|decided)\b)"
    r"|(?P<second>(?<=\band)\s+(?:(?:was|were|it was)\s+)?(?P<secondverb>resolved|agreed|carried|approved)"
    r"(?=\s+(?:unanimously\s+)?(?:that|to)\b|\s*:))"
    rf"|(?P<body>(?<![\w-]){BODY}\s*,?\s+{CLAUSE}{ADVERBS}(?P<bodyverb>RESOLVED|resolved|Resolved|RESOLVES|"
    rf"RECOMMENDED|RECOMMENDS|"
    rf"RECOMMEND|recommended|recommends|AGREED|AGREES|agreed|DECIDED|decided|"
    rf"Agreed|agrees)(?=[\s:,;.–-]|$))"
    r"|(?P<upper>(?<![A-Za-z])(?:UNANIMOUSLY\s+|FURTHER\s+)?(?P<upperverb>RESOLVED|RECOMMENDED|RECOMMENDS|AGREED|"
    r"DECIDED|"
    r"NOTED)(?:\s+UNANIMOUSLY|(?![A-Z])))"
    r"|(?P<head>(?:^|(?<=[.:;)*]\s)|(?<=\*\*)|(?<=\d\s))(?:Unanimously\s+)?(?P<headverb>Resolved|Recommended|"
    r"Agreed|Noted)"
    r"(?=\s*(?:[:–—*-]|\(|unanimously\b|that\b|to\b|by\b|$)))"
)
NOUN = re.compile(
    r"(?:^|(?<=[.;)?!]\s)|(?<=[\[(*]))(?:The\s+|Agreed\s+|AGREED\s+)?"
    r"(?P<noun>RESOLUTIONS?|Resolutions?|Resolution\(s\)|DECISIONS?|Decisions?|Decision\(s\)|RECOMMENDATIONS?|"
    r"Recommendations?|"
    r"RECOMMENDATION\(S\)|Recommendation\(s\)|ACTIONS?|Actions?|ACTION\(S\)|Action\(s\)|ACTION POINTS?|Action "
    r"[Pp]oints?|"
    r"Agreed [Aa]ctions?|AGREED ACTIONS?|Decisions? [Mm]ade|DECISIONS? MADE|Decisions? [Tt]aken|DECISIONS? TAKEN|"
    r"Penderfyniad|PENDERFYNIAD|Penderfynwyd|PENDERFYNWYD|Outcome|OUTCOME|Outcomes|OUTCOMES)"
    r"(?P<tail>\s+(?:BY|by|agreed|AGREED|(?:arising|ARISING)(?: from (?:the|this) (?:meeting|discussion|item))?|"
    r"required|REQUIRED|taken|made|of (?:the )?(?:Executive|Cabinet) (?:Councillor|Member)[^.:;]{0,60}?|"
    r"(?:to|TO|for|FOR) (?:the )?[A-Z][A-Za-z&' -]{2,60}?|to)(?![a-z]))?"
    r"(?:\s*(?P<ref>\d{1,3}(?:[/.-]\d{1,4})*))?\s*(?P<stop>[:–—]|-(?=\s|$)|$|\*\*)"
)
FOLLOWING = re.compile(
    r"\b(?:made|agreed|approved|endorsed|supported|adopted|passed)\s+(?:upon\s+)?the\s+following\s+"
    r"(?P<noun>recommendations?|resolutions?|actions?|decisions?)\b[^.:;]{0,60}[:–-]+\s*$"
)
BRACKETED = re.compile(r"(?<=[\w.)’”])\s*[\[(](?P<noun>ACTIONS?|Actions?)[\])]")
BODY_ALONE = re.compile(rf"(?:Having [^.:;]{{3,160}}, )?{BODY}\s*[:–-]+\s*[-–]?")
INLINE_ACTION = re.compile(r"(?<![A-Za-z])(?:AGREED\s+)?(?P<noun>ACTIONS?)(?P<tail>\s+(?:BY|by|POINT))?\s*[:–—]")


MOVED = re.compile(
    r"\b(?:[Mm]oved|MOVED|[Pp]roposed|PROPOSED)\b[^:;]{0,160}?\b(?:[Ss]econded|"
    r"SECONDED)\b[^:;]{0,120}?(?:\bthat\b|\bset out below\s*:|:)"
)
FORMAL_WORD = re.compile(r"\b(?:RESOLVED|AGREED|RECOMMENDED|[Rr]esolved)\b")
LOST_WORD = re.compile(
    r"(?:\b(?:[Mm]oved|MOVED|[Pp]roposed|PROPOSED)\b[^:;]{0,160}?\b(?:[Ss]econded|"
    r"SECONDED)\b[^:;]{0,80}?(?:,?\s*and|\bit was)|,\s*it was|\bvote,? it was|"
    r"(?:^|[.;]\s)(?:It was|Whereupon it was))\s*[,:–-]*\s*$"
)
BARE_MOTION = re.compile(
    r"(?:^|[.;]\s)(?:It was\s+)?(?:[Mm]oved|MOVED|[Pp]roposed|PROPOSED)\b[^.:;]{0,120}(?:\.\s+[^.:;]{0,60})?"
    r"\b(?:[Ss]econded|SECONDED)\b(?![^:;]{0,120}\b(?:that|agreed|carried|lost)\b)[^:;]{0,100}[A-Za-z)],?$"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A place in a paragraph that may open an outcome.

    ``start`` and ``end`` are offsets in the paragraph; ``kind`` what it opens; ``strength`` is 3 for a formal marker
    (capitals, "Resolved:"), 2 for "It was resolved", 1 for "The Committee agreed"; ``subject`` the body that speaks,
    where it is named; ``by`` tells a marker that names only an owner ("ACTION BY"),
    ``noun`` one that is a heading word, ``moved`` a motion whose fate stands below it, ``closing`` one that stands
    behind the sentence it marks ("... to the working group [ACTION]."), ``listed`` a body
    alone before a list of what it did ("The Board:"), ``ref`` the number of an action ("Action 3").
    """

    start: int
    end: int
    kind: OutcomeKind
    strength: int
    text: str
    subject: str | None = None
    carried: str | None = None
    by: bool = False
    noun: bool = False
    moved: bool = False
    closing: bool = False
    listed: bool = False
    ref: str | None = None


def _kind(word: str) -> OutcomeKind:
    lowered = word.lower()
    if lowered.startswith("recommend"):
        return "recommendation"
    return "action" if "action" in lowered else "resolution"


AFTER = re.compile(
    rf"\*{{0,3}}(?P<voted>{VOTED})(?P<to>\s+to\s+RECOMMEND(?:\s+(?:to\s+)?[A-Z][\w ]{{0,40}}?)?(?=\s*(?:that\b|:|"
    rf"$)))?{PUNCT}\*{{0,3}}"
)
BY_BODY = re.compile(rf"\s+by\s+(?:all\s+)?{BODY}(?=\s*(?:[,:–-]|that\b|to\b))")
TO_BODY = re.compile(
    r"\s*\(?(?:to|TO)\s+(?P<whom>(?:the\s+|THE\s+)?[A-Z][A-Za-z&' -]{2,60}?)\)?\s*(?=[:–—-]|\bthat\b|\bthat:|"
    r"\bTHAT\b|That\b|$)"
)


def _speech(match: re.Match[str], text: str) -> Marker | None:
    second = match.group("secondverb")
    if second and "econd" not in text[max(0, match.start() - 160) : match.start()]:
        return None
    verb = second or match.group("itverb") or match.group("bodyverb") or match.group("upperverb") or match["headverb"]
    by = BY_BODY.match(text, match.end()) if match.group("it") else None
    after = AFTER.match(text, by.end() if by else match.end())
    end = after.end() if after else match.end()
    voted = after.group("voted").strip(" ,()–-") if after else ""
    if "UNANIMOUSLY" in match.group() or "nanimously" in match.group():
        voted = voted or ("UNANIMOUSLY" if "UNANIMOUSLY" in match.group() else "unanimously")
    thought = AFTERTHOUGHT.match(text, end)
    if thought:
        end, voted = thought.end(), voted or thought.group("voted").strip()
    formal = verb.isupper() and len(verb) > 2
    told = verb.lower() in {"resolved", "recommended"} or second
    strength = 3 if formal or match.group("head") else 2 if told else 1
    kind = _kind(verb)
    if after and after.group("to"):
        kind = "recommendation"
    if kind == "recommendation":
        whom = TO_BODY.match(text, end)
        if whom and whom.end() > end:
            further = AFTER.match(text, whom.end())
            end = further.end() if further else whom.end()
    subject = None
    if match.group("body"):
        named = re.match(BODY, match.group("body"))
        subject = named.group().strip() if named else None
    return Marker(match.start(), end, kind, strength, text[match.start() : end].strip(), subject, voted or None)


def markers(text: str) -> Iterator[Marker]:
    """Every marker in a paragraph, from left to right; overlapping ones are told once."""
    found: list[Marker] = []
    for match in SPEECH.finditer(text):
        marker = _speech(match, text)
        if marker:
            found.append(marker)
    following = FOLLOWING.search(text, max(0, len(text) - 300))
    if following:
        words = text[following.start() :].strip()
        found.append(Marker(following.start(), len(text), _kind(following.group("noun")), 2, words))
    for pattern in (NOUN, INLINE_ACTION):
        for match in pattern.finditer(text):
            if (
                not match.group("noun").isupper()
                and not text[match.end() - 1 : match.end()].strip(" ")
                and match.end() < len(text)
            ):
                continue
            kind = _kind(match.group("noun"))
            by = kind == "action" and (match.group("tail") or "").strip().lower() in {"by", "to"}
            end = match.end()
            found.append(
                Marker(
                    match.start(),
                    end,
                    kind,
                    3,
                    text[match.start() : end].strip(),
                    by=by,
                    noun=True,
                    ref=match.groupdict().get("ref"),
                )
            )
    alone = BODY_ALONE.fullmatch(text)
    if alone:
        found.append(Marker(0, len(text), "resolution", 2, text, listed=True))
    for match in BRACKETED.finditer(text):
        words = match.group().strip()
        found.append(Marker(match.start(), match.end(), "action", 3, words, noun=True, closing=True))
    if "econd" in text or "it was" in text or "It was" in text or "SECOND" in text:
        for match in MOVED.finditer(text):
            if FORMAL_WORD.search(match.group()):
                continue
            found.append(
                Marker(
                    match.start(), match.end(), "resolution", 2, text[match.start() : match.end()].strip(), moved=True
                )
            )
        tail = max(0, len(text) - 400)
        lost = LOST_WORD.search(text, tail) or BARE_MOTION.search(text, tail)
        if lost and not FORMAL_WORD.search(lost.group()):
            found.append(
                Marker(lost.start(), len(text), "resolution", 2, text[lost.start() :].strip(" ,;."), moved=True)
            )
    found.sort(key=lambda marker: (marker.start, -marker.end))
    last = -1
    for marker in found:
        if marker.start >= last:
            yield marker
            last = marker.end
