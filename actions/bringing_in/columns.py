"""The columns of an action log by the words over them."""

import re
from enum import StrEnum


class Column(StrEnum):
    """What stands in a column, and what officers call it."""

    NUMBER = "number"
    MEETING = "meeting"
    ACTION = "action"
    OWNER = "owner"
    DIRECTORATE = "directorate"
    PROGRESS = "progress"
    DUE = "due"
    STATUS = "status"
    COMPLETED = "completed"
    EVIDENCE = "evidence"

    @property
    def heading(self) -> str:
        return _TITLES[self]


_TITLES = {
    Column.NUMBER: "Action Number",
    Column.MEETING: "Meeting Date",
    Column.ACTION: "Action",
    Column.OWNER: "Owner",
    Column.DIRECTORATE: "Directorate",
    Column.PROGRESS: "Progress Update",
    Column.DUE: "Due date",
    Column.STATUS: "Reported complete",
    Column.COMPLETED: "Completed on",
    Column.EVIDENCE: "Evidence",
}
# In this order: "Date completed" is no due date, "Action owner" no action.
_HEADS = [
    (column, re.compile(words, re.IGNORECASE))
    for column, words in (
        (
            Column.COMPLETED,
            r"(?:date|day|when)(?: (?:of|it was|action|actually))? (?:completion|completed?|closed|done|discharged)"
            r"|(?:completed|closed|done|discharged|actual completion|closure)(?: on| date)|actual (?:date|completion)",
        ),
        (
            Column.EVIDENCE,
            r"evidence(?: of (?:completion|impact))?|proof|evidence link|supporting (?:evidence|document)",
        ),
        (
            Column.STATUS,
            r"(?:reported|is it|action)? ?(?:complete|completed|closed)\??(?: \(?y(?:es)? ?/ ?n(?:o)?\)?)?"
            r"|(?:current |action |brag |b?rag[ -]?)?(?:status|state)|b?rag(?: rating| status)?|open ?/ ?closed"
            r"|complete ?/ ?(?:in progress|overdue|outstanding)",
        ),
        (
            Column.NUMBER,
            r"(?:action|item|row|log|our|serial)? ?(?:number|numbers|no\.?|nos\.?|nr\.?|ref(?:erence)?\.?|id|#)"
            r"(?: (?:number|no\.?))?|#|№",
        ),
        (
            Column.DUE,
            r"(?:action )?(?:due|target|deadline|timescales?|by when|complete by|completion|due by|required by)"
            r"(?: date| for completion| completion date| completion| date for completion)?"
            r"|date (?:due|required|for completion)|(?:expected|planned|agreed|proposed|revised|estimated) "
            r"(?:completion(?: date)?|date|due date)",
        ),
        (
            Column.MEETING,
            r"(?:date of )?(?:the )?(?:meeting|committee|minutes?)(?: date| \(date\))?|(?:meeting|committee) (?:of|on)"
            r"|date (?:raised|agreed|of action|added|set|opened)|raised(?: on| at)?|minute (?:no\.?|ref(?:erence)?\.?)?"
            r"|date",
        ),
        (
            Column.OWNER,
            r"(?:action )?(?:owners?|by whom|who|assigned to|assignee|allocated to|responsibility|responsible"
            r"|responsible (?:officer|person|owner)s?|lead|lead (?:officer|member|person)s?|officers?|action by"
            r"|named lead)(?: ?\(s\)| name)?|(?:owner|lead|officer) ?/ ?(?:owner|lead|officer)",
        ),
        (
            Column.DIRECTORATE,
            r"directorates?|departments?|dept\.?|service|service areas?|division|portfolio|team|organisation|body"
            r"|directorate ?/ ?(?:service|department)(?: area)?",
        ),
        (
            Column.PROGRESS,
            r"(?:progress|current position|position|comments?|updates?|notes?|outcome|response|narrative|commentary"
            r"|latest (?:update|position|progress)|action taken|progress made|remarks)"
            r"(?: ?[/&]? ?(?:and )?(?:updates?|comments?|notes?|outcome|to date|report|since last meeting|response))?"
            r"|progress update ?/ ?comments?",
        ),
        (
            Column.ACTION,
            r"(?:agreed |matter |the )?actions?(?: point| item)?s?"
            r"(?: required| agreed| point| requested| description| details?| to be taken| needed)?"
            r"|action ?/ ?recommendation|recommendation ?/ ?action|description(?: of (?:the )?action)?|task"
            r"|what(?: is to be done)?|request|details?",
        ),
    )
]
# An action with two of these beside it: a head, and no row of words.
_BESIDE = frozenset(Column) - {Column.ACTION}
LEAST_BESIDE = 2
# So far down a sheet its head is looked for, beneath title lines.
HEAD_WITHIN = 60


def head_of(cells: list[str]) -> dict[int, Column]:
    """The columns that a row names, by their place from 0; empty where the row is no head of an action log.

    A second column of the same meaning is none of them, and so is whatever is not understood.
    """
    named: dict[int, Column] = {}
    for index, cell in enumerate(cells):
        words = " ".join(cell.split()).strip(" *:.").replace("’", "'")
        column = column_of(words)
        if column is not None and column not in named.values():
            named[index] = column
    found = set(named.values())
    return named if Column.ACTION in found and len(found & _BESIDE) >= LEAST_BESIDE else {}


def column_of(words: str) -> Column | None:
    """The column that such words stand over; None where they are not understood."""
    if not words or len(words) > 60:
        return None
    return next((column for column, pattern in _HEADS if pattern.fullmatch(words)), None)
