"""Undertakings: promises in the prose that something will be provided, circulated or shared later.

Seldom logged as actions, they are the clerk's to turn into one. A promise needs a word for handing something over, a
form that looks ahead, and something to hand over; what was done already, or what a policy provides, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from meetings.importing.grammar.paragraphs import Paragraph
from meetings.importing.grammar.sentences import sentences
from meetings.importing.records import Undertaking
from meetings.importing.source import Source

THING = (
    r"(?:information|details?|data|figures?|statistics|breakdown|briefing(?: note| paper)?s?|note|notes|written "
    r"(?:answer|response|reply|update)s?|"
    r"response|answer|reply|letter|report|update|copy|copies|link|links|slides|presentation|summary|list|"
    r"document|paper|explanation|outcomes?|results?|"
    r"clarification|contact|guidance|timeline|timetable|map|concerns?|comments|views|feedback|questions?|quer(?:y|"
    r"ies)|evidence|minutes|numbers|percentages?|schedule|"
    r"spreadsheet|leaflet|newsletter|this|these|it|that|them)"
)
HAND_OVER = (
    r"(?:provided|circulated|shared|supplied|sent|forwarded|e-?mailed|distributed|made available|passed "
    r"on|reported back|fed back|issued)"
)
HANDS_OVER = (
    r"(?:provide|circulate|share|supply|send|forward|e-?mail|distribute|pass on|report back|feed back|write to|"
    r"respond in writing|"
    r"come back to|get back to|let (?:\w+ ){1,3}(?:know|have)|follow (?:this|that|it) up|look into|seek out|find out)"
)
AUDIENCE = (
    r"(?:committee|panel|board|forum|members?|councillors?|cllr|commission|chair(?:man|person)?|scrutiny|him|her|"
    r"them|after the meeting|following the meeting|"
    r"outside (?:of )?the meeting|in writing|written|clerk|democratic services|questioner|by e-?mail|later|in "
    r"due course|at a later)"
)
PASSIVE = re.compile(
    rf"\b{THING}\b[^.;]{{0,120}}?\b(?:would|will|could|can|to)\s+(?:also\s+|then\s+|"
    rf"subsequently\s+)?be\s+(?:\w+ly\s+)?{HAND_OVER}\b",
    re.IGNORECASE,
)
ACTIVE = re.compile(
    rf"\b(?:would|will|undertook to|undertakes to|agreed to|agreed (?:that )?(?:he|she|they|officers) would|"
    rf"promised to|offered to|committed to|happy to)\s+"
    rf"(?:also\s+|then\s+)?(?:[\w'’-]+\s+){{0,9}}?{HANDS_OVER}\b",
    re.IGNORECASE,
)
AGREED_TO = re.compile(
    rf"\bwhich\s+(?:the\s+)?[\w\s]{{2,40}}?\s(?:agreed|confirmed|undertook)\s+(?:would|could|to)\s+be\s+{HAND_OVER}\b"
    rf"|\b(?:will|would)\s+(?:circulate|forward|send|e-?mail)\s+(?:\w+\s+){{0,4}}?to\s+(?:the\s+|"
    rf"all\s+)?(?:committee|members|councillors|panel|board)\b",
    re.IGNORECASE,
)
SOMEONE = (
    r"(?:the\s+)?(?:(?:Chair(?:man|person)?|Vice[- ]Chair\w*|Leader|Clerk|Mayor|[Oo]fficers?|[Hh]e|[Ss]he|[Tt]hey)|"
    r"(?:[A-Z][\w'’-]*\s+(?:(?:of|for|and|the|to)\s+){0,2}){0,6}(?:Director|Officer|Manager|Head|Solicitor|Lead|"
    r"Member|Chief Executive|"
    r"director|officer|manager|executive)|(?:Councillor|Cllr|Mr|Mrs|Ms|Dr)\.?\s(?:[A-Z][\w.'’-]*\s?){1,4})"
)
UNDERTOOK = re.compile(r"\bundert(?:ook|akes) to\s+[a-z]+\b|\bgave an undertaking (?:to|that)\b", re.IGNORECASE)
PURSUES = re.compile(
    rf"\b{SOMEONE}\s*(?:agreed|promised|offered)\s+to\s+(?:also\s+)?(?:pursue|seek|check|chase|raise|investigate|"
    rf"look into|follow|"
    r"find out|clarify|ask|bring back|report back|feed back|arrange|contact|confirm|enquire|establish)\b"
    r"|\b(?:that|and)\s+(?:he|she|they)\s+would\s+(?:check|find out|look into|investigate|chase|follow (?:this|that|"
    r"it) up|pursue|"
    r"seek clarification|enquire|report back|come back|get back|let (?:\w+ ){1,3}know)\b",
)
ASSURED = re.compile(r"\b(?:give|gave|given) an? (?:assurance|undertaking) that\b[^.;]{0,120}\bwould\b", re.IGNORECASE)
TO_WHOM = re.compile(AUDIENCE, re.IGNORECASE)
GENERAL = re.compile(
    r"\b(?:asked (?:if|whether|that|for)|queried|questioned (?:if|whether)|requested (?:that|a|an)|it was "
    r"requested|suggested that|recommended that|should be|if\b.{0,40}\bcould be|"
    r"would be (?:helpful|useful|beneficial|good|open)|whether|services? (?:would|will) (?:be|provide)|support "
    r"(?:would|will)|funding|grant|accommodation|homes)\b",
    re.IGNORECASE,
)
WEAK_REQUEST = re.compile(
    r"^(?:It was requested|The (?:committee|panel|board) requested|Members? (?:requested|asked)|The committee "
    r"asked|Councillor [\w ]{2,40}(?:asked|requested))",
    re.IGNORECASE,
)


ASKED = re.compile(
    r"\b(?:asked|queried|questioned|wondered) (?:if|whether|that)\b|\bhad (?:undertaken|agreed)\b|\bpreviously\b"
)


def is_undertaking(sentence: str) -> bool:
    """Whether a sentence promises that something will be handed over later."""
    if (UNDERTOOK.search(sentence) or PURSUES.search(sentence)) and not ASKED.search(sentence):
        return True
    passive = PASSIVE.search(sentence)
    if passive:
        before = sentence[: passive.start()]
        if WEAK_REQUEST.search(sentence) and not re.search(
            r"\b(?:agreed|confirmed|advised|undertook|explained)\b", sentence
        ):
            return False
        written = re.search(r"\b(?:written|briefing note|briefing paper)\b", passive.group(), re.IGNORECASE)
        if re.search(
            r"\bcould\s+(?:\w+\s+)?be\s+(?:\w+ly\s+)?(?:provided|supplied|made|issued)", passive.group(), re.IGNORECASE
        ):
            return False
        return bool(written or TO_WHOM.search(sentence[passive.start() :])) and not GENERAL.search(before)
    if AGREED_TO.search(sentence):
        return True
    active = ACTIVE.search(sentence)
    if active and re.match(r"would (?:like|wish|want|welcome|prefer|need|have)\b", active.group(), re.IGNORECASE):
        return False
    if active:
        if WEAK_REQUEST.search(sentence) and "would" not in active.group():
            return False
        after = sentence[active.start() :]
        strong = re.search(
            r"\b(?:undertook|undertakes|promised|offered|written|in writing|look into|seek out|find out|get back|"
            r"come back|report back)\b",
            after,
            re.IGNORECASE,
        )
        return bool(
            re.search(rf"\b{THING}\b", after, re.IGNORECASE) and (strong or TO_WHOM.search(after))
        ) and not GENERAL.search(sentence[: active.start()])
    return bool(ASSURED.search(sentence) and re.search(HANDS_OVER, sentence, re.IGNORECASE))


def undertakings(source: Source, paragraphs: Iterable[Paragraph], taken: Iterable[str] = ()) -> list[Undertaking]:
    """The undertakings in some paragraphs; sentences that are outcomes already (``taken``) are left out."""
    outcomes = list(taken)
    found: list[Undertaking] = []
    for paragraph in paragraphs:
        body = source.text[paragraph.body_start : paragraph.end]
        for begin, end in sentences(body):
            sentence = body[begin:end].strip()
            if len(sentence) < 25 or not is_undertaking(sentence):
                continue
            if any(sentence in outcome or outcome in sentence for outcome in outcomes):
                continue
            found.append(Undertaking(sentence, _line(paragraph, paragraph.body_start + begin)))
    return found


def _line(paragraph: Paragraph, offset: int) -> int:
    for block in paragraph.blocks:
        if offset < block.end:
            return block.line
    return paragraph.line
