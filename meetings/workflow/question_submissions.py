"""Questions that came in by the public form: taken into the register of their meeting, or set aside with a reason."""

from meetings.models import Meeting, Question, QuestionKind, Submission, SubmissionKind
from meetings.workflow.change import RefusedError, change
from meetings.workflow.questions import enter
from meetings.workflow.submissions import settle
from portal.accounts.models import User


def take_question(*, submission: Submission, meeting: Meeting, is_accepted: bool, by: User) -> Question:
    """Makes a question of what was sent in; accepted at once, it gets the next number.

    The contact details move to the question: one place holds them. Raises RefusedError where it is not confirmed, or
    somebody dealt with it already.
    """
    with change(meeting, "took in a question that was sent in", by=by) as meeting:
        sent = _sent_to(submission, meeting)
        question = Question(
            submission=sent,
            kind=QuestionKind.PUBLIC,
            received_at=sent.sent_at,
            questioner=sent.name,
            place=sent.place,
            is_name_withheld=sent.is_name_withheld,
            contact_email=sent.email,
            contact_phone=sent.phone,
            addressed_to=sent.addressed_to,
            text=sent.text,
        )
        settle(sent, by=by)
        Submission.objects.filter(pk=sent.pk).update(email="", phone="")
        return enter(meeting, question, is_accepted=is_accepted)


def set_question_aside(*, submission: Submission, meeting: Meeting, because: str, by: User) -> None:
    """Notes that what was sent in does not become a question, and why. Raises RefusedError."""
    if not because.strip():
        raise RefusedError("Say why it is set aside.")
    with change(meeting, "set aside a question that was sent in", by=by) as meeting:
        sent = _sent_to(submission, meeting)
        settle(sent, by=by, because=because)


def _sent_to(submission: Submission, meeting: Meeting) -> Submission:
    rows = Submission.objects.select_for_update(of=("self",)).filter(kind=SubmissionKind.QUESTION, meeting=meeting)
    sent = rows.filter(pk=submission.pk).first()
    if sent is None:
        raise RefusedError("What was sent in is not there any more.")
    return sent
