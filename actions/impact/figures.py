"""The figures of impact: what each of them counts, said once, for the database and for the reader.

Every figure counts entries of the ledger of which one condition holds on a day. `RESPONSES` are a partition of the
recommendations made, `VERDICTS` of those answered, `COURSES` of those accepted, and `ACTION_ENDS` of the actions.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from actions import status_in_sql as sql
from actions.words import SET_ASIDE, Status, UpdateKind, Verdict

# Takes the prefix under which the facts of the day stand (`known_` or `fact_`) and gives the condition.
Condition = Callable[[str], Q]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its name in files, its label on pages, and what it counts."""

    name: str
    label: str
    meaning: str
    holds: Condition


def _answered(prefix: str) -> Q:
    return Q(**{f"{prefix}verdict__gt": ""})


def _had_limit(prefix: str) -> Q:
    return Q(**{f"{prefix}answer_due_on__isnull": False}) | Q(original_due_on__isnull=False)


def _ended_unanswered(prefix: str) -> Q:
    unanswered = Q(**{f"{prefix}verdict": ""}) | Q(**{f"{prefix}verdict__isnull": True})
    return unanswered & Q(fact_settled__in=[Status.IMPLEMENTED, *sorted(SET_ASIDE)])


def _verdict(*verdicts: Verdict) -> Condition:
    """The verdict in force: "in principle" counts as accepted once an action with owner and date is agreed."""

    def holds(prefix: str) -> Q:
        said, planned = f"{prefix}verdict", Q(**{f"{prefix}planned": True})
        found = Q()
        for verdict in verdicts:
            if verdict == Verdict.ACCEPTED:
                found |= Q(**{said: verdict}) | (Q(**{said: Verdict.IN_PRINCIPLE}) & planned)
            elif verdict == Verdict.IN_PRINCIPLE:
                found |= Q(**{said: verdict}) & ~planned
            else:
                found |= Q(**{said: verdict})
        return found

    return holds


_accepted = _verdict(Verdict.ACCEPTED, Verdict.IN_PART)


def _done(prefix: str) -> Q:
    return Q(**{f"{prefix}end": UpdateKind.COMPLETED})


def _proven(prefix: str) -> Q:
    return _done(prefix) & Q(**{f"{prefix}evidence": True})


def _is_open(prefix: str) -> Q:
    end = f"{prefix}end"
    return Q(**{end: ""}) | Q(**{f"{end}__isnull": True}) | Q(**{end: UpdateKind.REOPENED})


def _moving(prefix: str) -> Q:
    return Q(**{f"{prefix}planned": True}) | Q(**{f"{prefix}progress": True})


def _end(prefix: str, comparison: str) -> Q:
    return _done(prefix) & Q(**{f"{prefix}end_on__{comparison}": sql.due_in_force(prefix)})


MADE = Measure("made", "Made", "Every recommendation that stands in a published record.", lambda prefix: Q(pk__gt=0))
SENT = Measure(
    "sent",
    "Sent",
    "The day on which the addressee received it is recorded. The time for the response runs from that day.",
    lambda prefix: Q(**{f"{prefix}sent_on__isnull": False}),
)

RESPONSES = [
    Measure(
        "in_time",
        "Answered in time",
        "The first response came on or before the last day that was in force on the day of the response.",
        lambda prefix: _answered(prefix) & _had_limit(prefix) & Q(fact_answer_days_late=0),
    ),
    Measure(
        "late",
        "Answered late",
        "The first response came after that day.",
        lambda prefix: _answered(prefix) & Q(fact_answer_days_late__gt=0),
    ),
    Measure(
        "no_limit",
        "Answered, no time limit",
        "It was answered, and no rule and no agreement had set a last day.",
        lambda prefix: _answered(prefix) & ~_had_limit(prefix),
    ),
    Measure(
        "overdue",
        "Unanswered and late",
        "The last day for the response has passed without one. One that the committee sent back to be considered "
        "again waits anew, and counts here or under “in time to answer”, not as answered.",
        lambda prefix: Q(fact_status=Status.RESPONSE_OVERDUE),
    ),
    Measure(
        "waiting",
        "In time to answer",
        "It was received, no response has come, and the time for it still runs or has no end.",
        lambda prefix: Q(fact_status=Status.AWAITING),
    ),
    Measure(
        "not_sent",
        "Not sent yet",
        "No day of receipt is recorded.",
        lambda prefix: Q(fact_status=Status.NOT_SENT),
    ),
    Measure(
        "no_response_due",
        "No response due",
        "The committee recommended it to itself.",
        lambda prefix: Q(fact_status=Status.OPEN),
    ),
    Measure(
        "ended_unanswered",
        "Ended without an answer",
        "It was carried out, superseded, merged or withdrawn before anybody answered.",
        _ended_unanswered,
    ),
]
ANSWERED = ("in_time", "late", "no_limit")

VERDICTS = [
    Measure(
        "accepted",
        "Accepted",
        "The last response accepts it; or it accepts it in principle, and an action with an owner and a date was "
        "agreed since.",
        _verdict(Verdict.ACCEPTED),
    ),
    Measure("in_part", "Accepted in part", "The last response accepts a part of it.", _verdict(Verdict.IN_PART)),
    Measure(
        "in_principle",
        "In principle only",
        "Accepted in principle, and no action with an owner and a date exists: it does not count as accepted.",
        _verdict(Verdict.IN_PRINCIPLE),
    ),
    Measure("rejected", "Rejected", "The last response rejects it.", _verdict(Verdict.REJECTED)),
    Measure("noted", "Noted", "The last response notes it, and says neither yes nor no.", _verdict(Verdict.NOTED)),
]

COURSES = [
    Measure(
        "carried_out",
        "Accepted and done",
        "Of those accepted, in full or in part: reported as carried out.",
        lambda prefix: _accepted(prefix) & _done(prefix),
    ),
    Measure(
        "under_way",
        "Under way",
        "Of those accepted: not carried out yet, and an action was agreed or progress was reported.",
        lambda prefix: _accepted(prefix) & _is_open(prefix) & _moving(prefix),
    ),
    Measure(
        "not_begun",
        "Nothing reported",
        "Of those accepted: not carried out, and neither an action nor any progress is on record.",
        lambda prefix: _accepted(prefix) & _is_open(prefix) & ~_moving(prefix),
    ),
    Measure(
        "left",
        "Set aside after acceptance",
        "Of those accepted: superseded, merged or withdrawn later.",
        lambda prefix: _accepted(prefix) & Q(fact_settled__in=sorted(SET_ASIDE)),
    ),
]

ENDS = [
    Measure(
        "carried_proven",
        "Accepted, done and proven",
        "Accepted and done, with evidence that anybody can look at.",
        lambda prefix: _accepted(prefix) & _proven(prefix),
    ),
    Measure(
        "done",
        "Done",
        "Reported as carried out, whatever the response was, and also where there was none.",
        _done,
    ),
    Measure("proven", "Proven", "Done, with evidence.", _proven),
    Measure(
        "reviewed",
        "Reviewed",
        "The committee came back to it and looked at the outcome, whatever its state.",
        lambda prefix: Q(**{f"{prefix}reviewed_on__isnull": False}),
    ),
]

RECOMMENDATION_MEASURES = [MADE, SENT, *RESPONSES, *VERDICTS, *COURSES, *ENDS]

ACTIONS_MADE = Measure(
    "made", "Made", "Every action that is on the public log, wherever it comes from.", lambda prefix: Q(pk__gt=0)
)
ACTION_ENDS = [
    Measure(
        "done_in_time",
        "Completed in time",
        "Completed on or before the due date in force. A date that was extended is in force.",
        lambda prefix: _end(prefix, "lte"),
    ),
    Measure("done_late", "Completed late", "Completed after that date.", lambda prefix: _end(prefix, "gt")),
    Measure(
        "done_undated",
        "Completed, no due date",
        "Completed, and no due date was ever set.",
        lambda prefix: _done(prefix) & Q(**{f"{prefix}due_on__isnull": True}, original_due_on__isnull=True),
    ),
    Measure(
        "open",
        "Open",
        "Not completed, and the due date has not passed or was not set.",
        lambda prefix: Q(fact_status__in=[Status.OPEN, Status.IN_PROGRESS]),
    ),
    Measure(
        "overdue",
        "Overdue",
        "Not completed, and the due date has passed.",
        lambda prefix: Q(fact_status=Status.OVERDUE),
    ),
    Measure(
        "set_aside",
        "Set aside",
        "Superseded, merged or withdrawn.",
        lambda prefix: Q(fact_settled__in=sorted(SET_ASIDE)),
    ),
]
WITH_EVIDENCE = Measure("evidence", "With evidence", "Completed in any of these ways, with evidence.", _proven)
ACTION_MEASURES = [ACTIONS_MADE, *ACTION_ENDS, WITH_EVIDENCE]

MEDIAN = (
    "Median days to answer",
    "From the day of receipt to the day of the first response: half of the responses came within so many days, half "
    "took longer. Only responses count whose day of receipt is on record and does not come after them.",
)
