"""What the words of a log say: whether it calls an action done, and whether they show that it was."""

import re
from enum import StrEnum

from actions.words import Status


class Said(StrEnum):
    """What a log says of an action in its column for the status."""

    NOTHING = ""
    COMPLETE = "complete"
    OVERDUE = "overdue"
    OPEN = "open"
    SET_ASIDE = "set aside"
    UNKNOWN = "unknown"


_SAID = (
    (Said.UNKNOWN, r"part(?:ly|ially)?\b.*|.*\b(?:in part|partly|partially)\b.*|.*\bnot yet complete.*"),
    (
        Said.COMPLETE,
        r"(?:reported |now |action )?(?:complete|completed|closed|done|discharged|actioned|implemented|finished)\b.*"
        r"|yes|y|true|[✓✔☑]|blue",
    ),
    (Said.OVERDUE, r"(?:over ?due|late|past due|missed)\b.*|deadline (?:missed|passed).*"),
    (
        Said.SET_ASIDE,
        r"(?:withdrawn|cancelled|canceled|abandoned|superseded|deleted|removed)\b.*"
        r"|no longer (?:required|needed|relevant).*|not (?:required|needed)(?: any ?more)?",
    ),
    (
        Said.OPEN,
        r"(?:in ?-?progress|on ?-?going|open|outstanding|pending|new|awaiting|started|on (?:track|target)|to do"
        r"|live|carried forward|incomplete|under ?way|due)\b.*"
        r"|(?:not (?:started|complete|completed|yet due|due))\b.*|no|n|false",
    ),
)
_PATTERNS = [(said, re.compile(words, re.IGNORECASE | re.DOTALL)) for said, words in _SAID]
# "Noted" tells that somebody has read the line, and nothing of what was done.
_SHOWS_NOTHING = re.compile(
    r"(?:has been |to be |for )?not(?:ed?|ing)(?: by (?:the )?\w+)?|n/?a|not applicable|none|nil|-+|–|\.+|\?+"
    r"|ok(?:ay)?|yes|(?:see |as )(?:above|before|previous)|to be (?:completed|confirmed|advised|done)|tb[acd]|on-?going"
    r"|in progress|pending|outstanding|awaiting (?:update|response)|no (?:update|change|comments?|progress)(?: \w+)?",
    re.IGNORECASE,
)
# The statuses of an action that agree with what a log says.
_AGREES = {
    Said.COMPLETE: {Status.COMPLETE},
    Said.OVERDUE: {Status.OVERDUE},
    Said.OPEN: {Status.OPEN, Status.IN_PROGRESS},
    Said.SET_ASIDE: {Status.WITHDRAWN},
}


def said_by(words: str) -> Said:
    """What the words in the column of the status say."""
    bare = " ".join(words.split()).strip(" .:;*!-")
    if not bare:
        return Said.NOTHING
    return next((said for said, pattern in _PATTERNS if pattern.fullmatch(bare)), Said.UNKNOWN)


def shows(words: str) -> bool:
    """Whether the words tell what was done, so that they count as evidence of it: "Noted" does not."""
    bare = " ".join(words.split()).strip(" .:;*!")
    return bool(bare) and not _SHOWS_NOTHING.fullmatch(bare)


def agrees(said: Said, status: Status) -> bool:
    """Whether what the log says is what the facts make of it; nothing, and what is not understood, contradict none."""
    return said not in _AGREES or status in _AGREES[said]
