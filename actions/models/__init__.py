"""The ledger: what became of each recommendation and action."""

from actions.models.clock import AddresseeClock
from actions.models.contact import Contact, ContactHolding
from actions.models.entry import LedgerEntry
from actions.models.frozen_log import FrozenLog
from actions.models.ledger_file import LedgerFile
from actions.models.log_import import LogImport
from actions.models.message import Message
from actions.models.owner_answer import OwnerAnswer, OwnerAnswerFile, OwnerLink
from actions.models.update import LedgerUpdate

__all__ = [
    "AddresseeClock",
    "Contact",
    "ContactHolding",
    "FrozenLog",
    "LedgerEntry",
    "LedgerFile",
    "LedgerUpdate",
    "LogImport",
    "Message",
    "OwnerAnswer",
    "OwnerAnswerFile",
    "OwnerLink",
]
