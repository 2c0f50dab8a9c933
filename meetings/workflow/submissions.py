"""What an officer does with what the public sent in: takes it in, sets it aside, lets it wait again."""

from django.db import transaction
from django.utils import timezone

from meetings.models import Submission
from meetings.models.submission import SubmissionQuerySet
from meetings.workflow.change import RefusedError
from meetings.workflow.submission_mail import tell_sender
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.accounts.reach import scopes_of
from portal.audit.context import deed


def settle(submission: Submission, *, by: User, because: str = "", tell: bool = False) -> Submission:
    """Marks it as dealt with: taken in where no reason is given, set aside `because` of one.

    Whoever takes it into the register of questions or into the work programme calls this in the same transaction.
    `tell` mails the reason to the sender; OSError and SMTPException are then raised after the fact. Raises
    NotPermittedError, or RefusedError where somebody has dealt with it already.
    """
    demand(by, Permission.EDIT_RECORD, scope=submission.committee.code)
    verb = "set aside what the public sent in" if because else "took in what the public sent in"
    with deed(verb, by=by, subject=f"submission {submission.pk}"):
        row = Submission.objects.select_for_update(of=("self",)).select_related("committee", "taken_by")
        locked = row.get(pk=submission.pk)
        if not locked.is_waiting:
            raise RefusedError(_why_not_waiting(locked))
        locked.taken_at, locked.taken_by, locked.set_aside_because = timezone.now(), by, because.strip()
        locked.save(update_fields=["taken_at", "taken_by", "set_aside_because"])
        if tell and because and locked.email:
            transaction.on_commit(lambda: tell_sender(locked))
    return locked


def unsettle(submission: Submission, *, by: User) -> None:
    """Lets something wait again that was set aside. Raises NotPermittedError or RefusedError."""
    demand(by, Permission.EDIT_RECORD, scope=submission.committee.code)
    with deed("took back that it was set aside", by=by, subject=f"submission {submission.pk}"):
        locked = Submission.objects.select_for_update().get(pk=submission.pk)
        if not locked.set_aside_because:
            raise RefusedError("This was not set aside.")
        locked.taken_at, locked.taken_by, locked.set_aside_because = None, None, ""
        locked.save(update_fields=["taken_at", "taken_by", "set_aside_because"])


def submissions_of(user: User) -> SubmissionQuerySet:
    """What was sent to the committees whose record the user may edit, and confirmed."""
    scopes = scopes_of(user, Permission.EDIT_RECORD)
    rows = Submission.objects.confirmed().select_related("committee", "meeting__committee")
    return rows if scopes is None else rows.filter(committee__code__in=scopes)


def waiting_submissions(user: User) -> SubmissionQuerySet:
    """What waits for this officer, the oldest first."""
    return submissions_of(user).waiting().order_by("confirmed_at", "pk")


def _why_not_waiting(row: Submission) -> str:
    if row.confirmed_at is None:
        return "Its sender has not confirmed it, so nothing can be done with it."
    done = "set it aside" if row.set_aside_because else "took it in"
    return f"{row.taken_by} {done} already. Load the page again to see what became of it."
