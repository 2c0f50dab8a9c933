"""The deed on the clocks of addressee kinds."""

from django.db import IntegrityError

from actions.models import AddresseeClock
from meetings.workflow.change import RefusedError
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.context import deed


def keep_clock(clock: AddresseeClock, *, by: User) -> AddresseeClock:
    """Keeps a changed clock for what is received from now on.

    Dates that were given stay: each was kept with the fact of receipt, with the rule of that day. Raises
    NotPermittedError or RefusedError.
    """
    demand(by, Permission.EDIT_REFERENCE)
    try:
        with deed("changed the clock", by=by, subject=f"addressee kind {clock.addressee_kind}"):
            clock.save()
    except IntegrityError as error:
        raise RefusedError("Somebody else has just changed this clock. Look at what stands now.") from error
    return clock
