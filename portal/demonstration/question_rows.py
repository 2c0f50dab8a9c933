"""Questions to a meeting of the demonstration council: in the register, answered, re-issued, and just sent in."""

import datetime as dt
import hashlib

from django.utils import timezone

from meetings.models import (
    Meeting,
    Question,
    QuestionAnswer,
    QuestionState,
    Submission,
    SubmissionKind,
    SupplementaryResponse,
)
from portal.demonstration import shapes
from portal.demonstration.book import Book, saved
from portal.demonstration.errors import DemonstrationError

# Questions that no edition brings: they are in the office, whatever the public has.
IN_THE_OFFICE = "office"
_HOUR = dt.time(10, 30)


def add_questions(book: Book, told: shapes.Meeting) -> None:
    """Enters all questions of the meeting into its register."""
    for position, question in enumerate(told.questions, start=1):
        _question(book, told, question, position)


def add_what_waits(book: Book) -> None:
    """What lies in the office when all that is public has been published: undecided questions, and those sent in."""
    for told in book.plan.meetings:
        if told.key not in book.meetings:
            continue
        if told.questions_from == IN_THE_OFFICE:
            add_questions(book, told)
        for sent in told.sent:
            _sent(book, book.meetings[told.key], sent)


def _question(book: Book, told: shapes.Meeting, asked: shapes.Question, position: int) -> None:
    meeting = book.meetings[told.key]

    def words(text: str) -> str:
        return book.calendar.expand(text.strip(), meeting.date)

    refused, second_refused = asked.disallowed, asked.supplementary_disallowed
    question = saved(
        Question(
            meeting=meeting,
            position=position,
            kind=asked.kind,
            number=asked.number,
            state=QuestionState.DISALLOWED if refused else asked.state,
            received_at=_moment(book, meeting, asked.received) if asked.received else None,
            questioner=asked.questioner,
            place=asked.place,
            is_name_withheld=asked.withheld,
            contact_email=asked.email,
            addressed_to=asked.addressed_to,
            text=words(asked.question),
            answer_promised_by=book.calendar.day(asked.promised, meeting.date) if asked.promised else None,
            disallowed_reason=refused.reason if refused else "",
            disallowed_rule=refused.rule if refused else "",
            supplementary=words(asked.supplementary),
            supplementary_disallowed_reason=second_refused.reason if second_refused else "",
            supplementary_disallowed_rule=second_refused.rule if second_refused else "",
        )
    )
    first = [shapes.Answer(asked.response_by, asked.response)] if asked.response else []
    for place, answer in enumerate((*first, *asked.also_answered), start=1):
        saved(QuestionAnswer(question=question, position=place, by=answer.by, text=words(answer.text)))
    for place, answer in enumerate(asked.supplementary_responses, start=1):
        saved(SupplementaryResponse(question=question, position=place, by=answer.by, text=words(answer.text)))


def reissue(question: Question, change: shapes.Change, *, on: dt.date) -> None:
    """Issues the answer in which these words stand anew, with other words, on this day."""
    found = [answer for answer in question.standing_answers if change.old in answer.text]
    if len(found) != 1 or found[0].text.count(change.old) != 1:
        raise DemonstrationError(f"“{change.old}” does not stand once in the answers to {change.where}.")
    earlier = found[0]
    saved(
        QuestionAnswer(
            question=question,
            position=earlier.position,
            by=earlier.by,
            text=earlier.text.replace(change.old, change.new),
            given_on=on,
            replaces=earlier,
            reissued_because=change.because or "it held a mistake.",
        )
    )


def _sent(book: Book, meeting: Meeting, sent: shapes.Sent) -> None:
    """A question as the public form leaves it: confirmed, and not yet dealt with."""
    at = _moment(book, meeting, sent.when)
    saved(
        Submission(
            kind=SubmissionKind.QUESTION,
            committee=meeting.committee,
            meeting=meeting,
            name=sent.name,
            place=sent.place,
            email=sent.email,
            is_name_withheld=sent.withheld,
            addressed_to=sent.addressed_to,
            text=book.calendar.expand(sent.text.strip(), meeting.date),
            key_digest=hashlib.sha256(f"{meeting}{sent.name}{sent.text}".encode()).hexdigest(),
            sent_at=at,
            confirmed_at=at + dt.timedelta(minutes=7),
        )
    )


def _moment(book: Book, meeting: Meeting, which: str) -> dt.datetime:
    """Half past ten on a day such as "-7", counted from the meeting; never later than now."""
    day = book.calendar.day(which, meeting.date)
    return min(timezone.make_aware(dt.datetime.combine(day, _HOUR)), book.now)
