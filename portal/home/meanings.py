"""What each status means, in the words of the page that explains the record. The rules stand in `actions.status`."""

from actions.words import Status

MEANINGS = [
    {"status": status, "text": text}
    for status, text in {
        Status.NOT_SENT: "The minutes are published; the record does not yet say that the addressee has received it.",
        Status.AWAITING: "The addressee has received it, and the date by which an answer is due has not passed.",
        Status.RESPONSE_OVERDUE: "The date by which an answer was due has passed without one.",
        Status.ACCEPTED: "The addressee accepted it, or did so in principle and named an owner and a date.",
        Status.IN_PART: "The addressee accepted some of it.",
        Status.IN_PRINCIPLE: "The addressee agrees, but nobody has yet been given the work and a date.",
        Status.REJECTED: "The addressee will not do it, and says why.",
        Status.NOTED: "The addressee took note of it, and promised nothing.",
        Status.IMPLEMENTED: "It has been done, with evidence or a note of what was done.",
        Status.OPEN: "Nothing has been reported yet, and it is not late.",
        Status.IN_PROGRESS: "Progress has been reported, and it is not late.",
        Status.OVERDUE: "Its due date has passed, and it is not complete.",
        Status.COMPLETE: "It has been done, with evidence or a note of what was done.",
        Status.WITHDRAWN: "It is no longer pursued, for the reason that stands in its history.",
    }.items()
]
