"""What owners have answered and no officer has looked at yet, as lines of the desk."""

from django.utils import timezone

from actions.models import OwnerAnswer
from actions.models.owner_answer import AnswerState
from meetings.workspace.desk import Desk, DeskLine, Duty
from meetings.workspace.desk.line import day_told
from portal.accounts.permissions import Permission

AT_MOST = 50
RULE = "Nothing of it is public before an officer accepts it."


def answers(desk: Desk) -> list[DeskLine]:
    """One line for each answer that waits, the oldest first."""
    mine = desk.of_committees("entry__committee__code", Permission.UPDATE_LEDGER)
    waiting = OwnerAnswer.objects.filter(mine, state=AnswerState.WAITING).order_by("sent_at", "pk")
    return [_line(row) for row in waiting.select_related("entry__committee")[:AT_MOST]]


def _line(row: OwnerAnswer) -> DeskLine:
    return DeskLine(
        Duty.LEDGER,
        f"Look at what {row.by_name} answered about {row.entry.reference}",
        row.url,
        row.entry.committee.name,
        f"{row.get_kind_display()}, sent on {day_told(timezone.localdate(row.sent_at))}",
        rule=RULE,
    )
