"""The words that open a group in an attendance list: "Present:", "Officers in attendance", "Apologies"."""

from __future__ import annotations

import re

from meetings.importing.records import AttendanceGroup, AttendanceMode

COUNT = r"(?:\s*\(\d+\))?"
WORDS: tuple[tuple[str, AttendanceGroup, AttendanceMode], ...] = (
    (r"(?:apolog(?:y|ies)(?: for absence)?(?: (?:were|was) received from)?|ymddiheuriadau)", "member", "apologies"),
    (r"(?:absent(?: members)?|not present|members absent|did not attend|absence)", "member", "absent"),
    (
        r"(?:(?:members? |councillors? )?(?:attending |joined |present |participating )?(?:remotely|"
        r"virtually|online|via (?:teams|zoom)|remote attend\w+|virtual attend\w+))",
        "member",
        "remote",
    ),
    (
        r"(?:named |reserve |nominated )?(?:substitutes?|reserves?)(?: members?| councillors?)?(?: present| "
        r"in attendance)?",
        "substitute",
        "present",
    ),
    (
        r"(?:(?:education |statutory )?co-?opt(?:ed|ee)s?(?: members?| representatives?)?(?: present)?|"
        r"church representatives?|parent governor(?: representative)?s?|"
        r"non-voting (?:co-opted )?members?|independent members?|independent persons?)",
        "co-optee",
        "present",
    ),
    (
        r"(?:(?:council |lead |also present )?officers?(?: in attendance| present| attending| also present)?|"
        r"staff(?: present| in attendance)?|in attendance \(officers\)|swyddogion)",
        "officer",
        "present",
    ),
    (
        r"(?:(?:also |others? |members? |councillors? |other councillors )?in[ -]attendance|also (?:present|"
        r"attending|in attendance)|others? present|(?:visiting|other|non-committee) (?:members?|"
        r"councillors?)(?: present| in attendance)?|guests?|"
        r"observers?|invitees?|witness(?:es)?|(?:cabinet|executive|portfolio|lead) (?:members?|holders?|"
        r"councillors?)(?: (?:present|in attendance|attending))?|"
        r"external (?:representatives|attendees|witnesses)|partners|hefyd yn bresennol|officers and guests|"
        r"representatives?)",
        "in attendance",
        "present",
    ),
    (
        r"(?:(?:committee |panel |board |voting |elected )?(?:members?|councillors?)(?: (?:present|of the "
        r"(?:committee|panel|board)|in attendance))?|present|attendance|attendees|committee members|yn "
        r"bresennol|aelodau)",
        "member",
        "present",
    ),
)
HEADS: tuple[tuple[re.Pattern[str], AttendanceGroup, AttendanceMode], ...] = tuple(
    (
        re.compile(
            rf"[*#|\s]*(?i:{words}){COUNT}(?:\s*(?P<stop>[:;–*|-]+|\t|$)|"
            rf"(?=\s(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Dr|[A-Z][a-z]+ [A-Z])))"
        ),
        group,
        mode,
    )
    for words, group, mode in WORDS
)


def head_of(text: str) -> tuple[AttendanceGroup, AttendanceMode, int] | None:
    """The group a line opens ("Officers:"), how its people attend, and where their names begin."""
    for pattern, group, mode in HEADS:
        match = pattern.match(text)
        if match is None:
            continue
        unstopped = not (match.group("stop") or "").strip() and match.end() < len(text)
        plain = group == "member" and mode == "present"
        if unstopped and plain and not re.match(r"[*#|\s]*present", text, re.IGNORECASE):
            continue
        return group, mode, match.end()
    return None
