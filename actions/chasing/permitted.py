"""Who comes into the rooms of contacts and messages: whoever keeps the ledger of any committee."""

from portal.accounts.models import User
from portal.accounts.permissions import NotPermittedError, Permission
from portal.accounts.reach import holds_anywhere


def permit_ledger(user: User) -> None:
    """Passes in silence, or raises NotPermittedError, which is answered with 403 and its sentence."""
    if not holds_anywhere(user, Permission.UPDATE_LEDGER):
        raise NotPermittedError(f"Your account may not {Permission.UPDATE_LEDGER.value}.")
