"""What of the outbox stands on the desk: reminders to look at, and messages of which somebody has to decide."""

from django.db.models import Count, Q
from django.urls import reverse

from actions.chasing.outbox import messages_of
from actions.models.message import MessageState
from meetings.workspace.desk import Desk, DeskLine, Duty
from portal.accounts.permissions import Permission

NOT_CHASED = "Nobody is reminded before an officer lets these go out."
IN_DOUBT = "Each waits for an officer: to be tried again, or to be kept as arrived."


def outbox(desk: Desk) -> list[DeskLine]:
    """One line for what is to be looked at, and one for what went wrong."""
    about = desk.of_committees("entry__committee__code", Permission.UPDATE_LEDGER)
    if desk.committee is not None:
        about |= desk.of_committees("committee__code", Permission.UPDATE_LEDGER)
    counts = messages_of(desk.user).filter(about).order_by()
    told = counts.aggregate(
        planned=Count("pk", filter=Q(state=MessageState.PLANNED)),
        failed=Count("pk", filter=Q(state=MessageState.FAILED)),
        uncertain=Count("pk", filter=Q(state=MessageState.UNCERTAIN)),
    )
    where = desk.committee.name if desk.committee else "Your committees"
    lines = []
    for state, words, rule in (
        ("planned", "{} to look at", NOT_CHASED),
        ("failed", "{} could not be sent", IN_DOUBT),
        ("uncertain", "{} perhaps sent", IN_DOUBT),
    ):
        count = told[state]
        if count:
            what = words.format("1 reminder" if count == 1 else f"{count:,} reminders")
            url = f"{reverse('chasing:outbox')}?state={state}"
            lines.append(DeskLine(Duty.LEDGER, what, url, where, "in the outbox", rule=rule))
    return lines
