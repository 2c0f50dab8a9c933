"""The words of the ledger: kinds of entries, kinds of updates, verdicts, and the statuses that follow from them."""

from django.db import models


class EntryKind(models.TextChoices):
    RECOMMENDATION = "recommendation", "Recommendation"
    ACTION = "action", "Action"


class Origin(models.TextChoices):
    """Where an entry comes from. All but the first are opened in the ledger itself, by a deed that is published."""

    MINUTES = "minutes", "A line of the minutes"
    UNDERTAKING = "undertaking", "An undertaking given at a meeting"
    RESPONSE = "response", "A response to a recommendation"
    BETWEEN = "between meetings", "Added between meetings"
    LOG = "older log", "An older action log"


class UpdateKind(models.TextChoices):
    SENT = "sent", "Received by the addressee"
    RESPONSE = "response", "Response"
    PLANNED = "planned", "Action agreed"
    PROGRESS = "progress", "Progress"
    EXTENDED = "extended", "Later date given"
    HANDED_OVER = "handed over", "Handed over"
    COMPLETED = "completed", "Completed"
    REVIEWED = "reviewed", "Reviewed by the committee"
    RECONSIDERED = "reconsidered", "Sent back to be considered again"
    REOPENED = "reopened", "Reopened"
    SUPERSEDED = "superseded", "Superseded"
    MERGED = "merged", "Merged"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CORRECTED = "corrected", "Corrected"


# These are said of actions and of recommendations alike.
COMMON_KINDS = frozenset(
    {
        UpdateKind.PROGRESS,
        UpdateKind.COMPLETED,
        UpdateKind.REOPENED,
        UpdateKind.SUPERSEDED,
        UpdateKind.MERGED,
        UpdateKind.WITHDRAWN,
        UpdateKind.CORRECTED,
    }
)
# The last of these says whether an entry has ended.
END_KINDS = (
    UpdateKind.COMPLETED,
    UpdateKind.REOPENED,
    UpdateKind.SUPERSEDED,
    UpdateKind.MERGED,
    UpdateKind.WITHDRAWN,
)
# The updates that end an entry which was not carried out; each has a status of the same value.
SET_ASIDE_BY = frozenset({UpdateKind.SUPERSEDED.value, UpdateKind.MERGED.value, UpdateKind.WITHDRAWN.value})
# The last of these gives the verdict: a recommendation that was sent back waits for its answer once more.
VERDICT_KINDS = (UpdateKind.RESPONSE, UpdateKind.RECONSIDERED)
# The last of these gives the due date in force. The last day for a response follows from its receipt and the rule alone
# (Local Government Act 2000, s.9FE, and the like): an addressee who promises a later day does not move it.
DUE_KINDS = {
    EntryKind.RECOMMENDATION: (UpdateKind.SENT, UpdateKind.RECONSIDERED),
    EntryKind.ACTION: (UpdateKind.EXTENDED,),
}
# These name the entry that takes the place of this one.
NAMING_KINDS = frozenset({UpdateKind.SUPERSEDED, UpdateKind.MERGED})
# Nobody responds to an action, and nobody owns a recommendation.
RECOMMENDATION_KINDS = COMMON_KINDS | {
    UpdateKind.SENT,
    UpdateKind.RESPONSE,
    UpdateKind.PLANNED,
    UpdateKind.EXTENDED,
    UpdateKind.REVIEWED,
    UpdateKind.RECONSIDERED,
}
ACTION_KINDS = COMMON_KINDS | {UpdateKind.EXTENDED, UpdateKind.HANDED_OVER}


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"
    IN_PART = "accepted in part", "Accepted in part"
    IN_PRINCIPLE = "accepted in principle", "Accepted in principle"
    REJECTED = "rejected", "Rejected"
    NOTED = "noted", "Noted"


# After these there is something to be carried out.
ACCEPTING = frozenset({Verdict.ACCEPTED, Verdict.IN_PART, Verdict.IN_PRINCIPLE})


class Status(models.TextChoices):
    NOT_SENT = "not sent", "Not yet sent"
    AWAITING = "awaiting response", "Awaiting response"
    RESPONSE_OVERDUE = "response overdue", "Response overdue"
    ACCEPTED = "accepted", "Accepted"
    IN_PART = "accepted in part", "Accepted in part"
    IN_PRINCIPLE = "accepted in principle", "Accepted in principle"
    REJECTED = "rejected", "Rejected"
    NOTED = "noted", "Noted"
    IMPLEMENTED = "implemented", "Implemented"
    OPEN = "open", "Open"
    IN_PROGRESS = "in progress", "In progress"
    OVERDUE = "overdue", "Overdue"
    COMPLETE = "complete", "Complete"
    SUPERSEDED = "superseded", "Superseded"
    MERGED = "merged", "Merged"
    WITHDRAWN = "withdrawn", "Withdrawn"


LATE = frozenset({Status.RESPONSE_OVERDUE, Status.OVERDUE})
# Ended without having been carried out.
SET_ASIDE = frozenset({Status.SUPERSEDED, Status.MERGED, Status.WITHDRAWN})
ENDED = frozenset({Status.IMPLEMENTED, Status.COMPLETE, Status.REJECTED, Status.NOTED}) | SET_ASIDE
WAITING = frozenset({Status.NOT_SENT, Status.AWAITING, Status.OPEN, Status.IN_PROGRESS})


class Rank(models.IntegerChoices):
    """How far an entry has come, whatever day it is."""

    WAITING = 0, "Waiting for a response or a completion"
    ANSWERED = 1, "Answered, and not carried out yet"
    ENDED = 2, "Ended"


def rank_of(status: Status) -> Rank:
    """The rank of an entry of this status; one that is late waits."""
    if status in WAITING | LATE:
        return Rank.WAITING
    return Rank.ENDED if status in ENDED else Rank.ANSWERED


class Attention(models.TextChoices):
    """What is missing of an entry, or wrong with it, whatever day it is; `actions.status` says when."""

    NO_MEETING = "no meeting", "Cites a day without a meeting"
    NO_OWNER = "no owner", "Nobody owns it"
    NO_DATE = "no due date", "No due date"
    IN_PRINCIPLE = "in principle only", "Accepted in principle only"
    NO_EVIDENCE = "no evidence", "Closed without evidence"
