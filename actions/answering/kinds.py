"""Which kinds of answer an entry takes, and the fact of the ledger that each of them becomes."""

from actions.models import LedgerEntry
from actions.models.owner_answer import AnswerKind
from actions.policies import possible_kinds
from actions.words import UpdateKind

BECOMES = {
    AnswerKind.RESPONSE: UpdateKind.RESPONSE,
    AnswerKind.PROGRESS: UpdateKind.PROGRESS,
    AnswerKind.COMPLETED: UpdateKind.COMPLETED,
    AnswerKind.LATER: UpdateKind.EXTENDED,
    AnswerKind.NOT_MINE: UpdateKind.HANDED_OVER,
}


def kinds_of_answers(entry: LedgerEntry) -> list[AnswerKind]:
    """What may be answered about the entry as it stands: nothing that no officer could accept.

    An addressee is asked for a response, which an action never takes; nobody owns a recommendation, so no addressee
    says by a link that it is another's.
    """
    possible = possible_kinds(entry)
    return [kind for kind, fact in BECOMES.items() if fact in possible]


def facts_for(entry: LedgerEntry, sent: AnswerKind) -> list[UpdateKind]:
    """The facts that an answer which was sent as this kind can become, as the officer judges it.

    Of an entry that has ended since, only what was sent can still be told: a late response.
    """
    kinds = [BECOMES[kind] for kind in kinds_of_answers(entry)]
    is_open = UpdateKind.PROGRESS in kinds
    return [kind for kind in kinds if is_open or kind == BECOMES[sent]]
