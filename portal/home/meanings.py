"""What each status means, in the words of the page that explains the record. The rules stand in `actions.status`."""

from actions.words import Status
from meetings.editions.models import Stage

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
        Status.SUPERSEDED: "Another one, which its history names, has taken its place.",
        Status.MERGED: "It is followed up together with another one, which its history names.",
        Status.WITHDRAWN: "It is no longer pursued, for the reason that stands in its history.",
    }.items()
]

# What brought an edition about; every stage that an edition can have stands here.
STAGES = [
    {"stage": stage, "text": text}
    for stage, text in {
        Stage.NOTICE: "The meeting is announced; its agenda is not out yet.",
        Stage.AGENDA: "The agenda and the reports that were ready with it.",
        Stage.SUPPLEMENT: "Papers or questions that came after the agenda.",
        Stage.DRAFT_MINUTES: "The minutes as taken, before the committee has approved them.",
        Stage.APPROVED_MINUTES: "The minutes as a later meeting approved them, with the corrections that it noted.",
        Stage.CORRECTION: "Something in approved minutes was put right; the reason says what.",
        Stage.POSTPONEMENT: "The meeting was put off; the reason says why.",
        Stage.CANCELLATION: "The meeting will not be held; the reason says why.",
        Stage.COMMITTEE: "The name, the remit or the members of a committee, not a meeting.",
    }.items()
]

ATTENDANCE = [
    {
        "word": "Present",
        "text": "Was in the room. Only such a member is present in law, and votes.",
    },
    {
        "word": "Remote",
        "text": "Joined by video or telephone: not present in law, and without a vote.",
    },
    {"word": "Apologies", "text": "Did not come, and had said so beforehand."},
    {"word": "Absent", "text": "Did not come, and no apologies are recorded."},
    {
        "word": "Expected",
        "text": "Had a seat on the committee on the day of a meeting that was held and whose minutes are published, or "
        "is listed in those minutes as a member or co-optee. A person’s attendance is counted against these meetings.",
    },
    {"word": "Not listed", "text": "Was expected, and the minutes do not mention them."},
]

# Schedule 12A to the Local Government Act 1972, Part 1, as it applies in England; in words of our own.
EXEMPT_PARAGRAPHS = [
    "information about a particular individual",
    "information from which it could be worked out who an individual is",
    "the financial or business affairs of a particular person or organisation, the council included",
    "consultations and negotiations with the council’s workforce about employment",
    "legal advice and other matters that a court would let the council keep between itself and its lawyers",
    "that the council is about to serve a notice on somebody, or to make an order or direction, under an Act",
    "what is done to prevent, investigate or prosecute crime",
]
