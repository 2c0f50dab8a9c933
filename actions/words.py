"""The words of the ledger: kinds of entries, kinds of updates, verdicts, and the statuses that follow from them."""

from django.db import models


class EntryKind(models.TextChoices):
    RECOMMENDATION = "recommendation", "Recommendation"
    ACTION = "action", "Action"


class UpdateKind(models.TextChoices):
    SENT = "sent", "Received by the addressee"
    RESPONSE = "response", "Response"
    PLANNED = "planned", "Action agreed"
    PROGRESS = "progress", "Progress"
    EXTENDED = "extended", "Due date extended"
    HANDED_OVER = "handed over", "Handed over"
    COMPLETED = "completed", "Completed"
    REVIEWED = "reviewed", "Reviewed by the committee"
    REOPENED = "reopened", "Reopened"
    WITHDRAWN = "withdrawn", "Withdrawn"


# These are said of actions and of recommendations alike.
COMMON_KINDS = frozenset({UpdateKind.PROGRESS, UpdateKind.COMPLETED, UpdateKind.REOPENED, UpdateKind.WITHDRAWN})
# The last of these says whether an entry has ended.
END_KINDS = (UpdateKind.COMPLETED, UpdateKind.REOPENED, UpdateKind.WITHDRAWN)
# Nobody responds to an action, and nobody owns a recommendation.
RECOMMENDATION_KINDS = COMMON_KINDS | {
    UpdateKind.SENT,
    UpdateKind.RESPONSE,
    UpdateKind.PLANNED,
    UpdateKind.EXTENDED,
    UpdateKind.REVIEWED,
}
ACTION_KINDS = COMMON_KINDS | {UpdateKind.EXTENDED, UpdateKind.HANDED_OVER}


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"
    IN_PART = "accepted in part", "Accepted in part"
    IN_PRINCIPLE = "accepted in principle", "Accepted in principle"
    REJECTED = "rejected", "Rejected"
    NOTED = "noted", "Noted"


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
    WITHDRAWN = "withdrawn", "Withdrawn"


LATE = frozenset({Status.RESPONSE_OVERDUE, Status.OVERDUE})
ENDED = frozenset({Status.IMPLEMENTED, Status.COMPLETE, Status.WITHDRAWN, Status.REJECTED, Status.NOTED})
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
