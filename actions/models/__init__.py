"""The ledger: what became of each recommendation and action."""

from actions.models.clock import AddresseeClock
from actions.models.entry import LedgerEntry
from actions.models.update import LedgerUpdate

__all__ = ["AddresseeClock", "LedgerEntry", "LedgerUpdate"]
