"""Lead-ins: the words between a marker and its list, which belong to no entry unless they hold a decision themselves.

"That the committee:" only opens the list. "That the report be noted and that:" decides something first, and "That the
application be granted subject to the following conditions:" is the decision, with a list that only spells it out.
"""

from __future__ import annotations

import re

from meetings.importing.grammar.standing import DECISIVE

THAT_OR_TO = re.compile(r"\s*(?:(?:[Tt]hat|THAT|T H A T)\b[\s:,–—-]*|[Tt]o\s+)")
THAT = re.compile(r"\s*(?:[Tt]hat|THAT|T H A T)\b[\s:,–—-]*")
AGAIN = re.compile(r"\s*[Ii]t was (?:unanimously )?(?:resolved|agreed|recommended)\s+(?:unanimously )?(?=that\b|to\b)")
LEAD_END = re.compile(r"(?:[:–—]\s*[-–—]?|:-|\s-)\s*$")
BARE_LEAD = re.compile(
    r"(?:the\s+)?(?:[\w&'’-]+\s+){0,6}?(?:committee|panel|board|cabinet|council|commission|executive|"
    r"sub-committee|members|forum)"
    r"(?:\s+(?:be recommended|recommends?|agrees?|agreed|resolves?|notes?|recommended)(?:\s+(?:to|"
    r"that))?)?\s*[:–—-]*\s*",
    re.IGNORECASE,
)
AND_THAT = re.compile(r"[,;]?\s+and\s*(?:that|to|also)?\s*[:–—-]*\s*$", re.IGNORECASE)
SPELT_OUT = re.compile(
    r"\bsubject to\b[^:]{0,160}[:–—-]+\s*$"
    r"|\bfollowing\b[^:;]{0,60}?\b(?:minutes|meetings?|conditions?|amendments?|corrections?|reasons?|decisions|"
    r"reports?|documents?|payments?|applications?|dates|(?:members?|councillors?)\s+be)\b[^:]{0,160}[:–—-]+\s*$",
    re.IGNORECASE,
)
DECIDES = re.compile(
    r"\bbe\s+(?:\w+ly\s+)?(?:re-)?\w{2,}(?:ed|en|wn)\b|^\W*(?:to\s+)?(?:receive|note|approve|adopt|confirm|grant|"
    r"refuse|elect|appoint)\b",
    re.IGNORECASE,
)
ENDS_BE = re.compile(r"\bbe\s*:\W*$")


def decision_in(lead: str) -> int | None:
    """How many characters of a lead-in are a decision of their own; None where it only opens the list."""
    joined = AND_THAT.search(lead)
    if joined and DECISIVE.search(lead[: joined.start()]) and not LEAD_END.search(lead[: joined.start()]):
        return joined.start()
    if (SPELT_OUT.search(lead) and DECIDES.search(lead)) or (ENDS_BE.search(lead) and len(lead.split()) > 4):
        return len(lead)
    return None


def only_spells_out(text: str) -> bool:
    """Whether a line below such a lead-in is a name, a date or a condition, and no decision of its own."""
    return not DECISIVE.search(text)
