"""The moment at which a form was shown, signed and sent along with it.

Whoever sends a form within a moment has not read it, and one that was shown yesterday was kept by a machine: both are
asked to send it again, and lose nothing. Readers notice neither.
"""

import datetime as dt
from enum import StrEnum

from django.core import signing

TOO_FAST = dt.timedelta(seconds=3)
TOO_OLD = dt.timedelta(days=1)
_SALT = "portal.submissions.stamp"


class Fault(StrEnum):
    """Why a form is to be sent once more; the text is a sentence."""

    FAST = "That was quicker than we can tell from a machine. Look it over, then send it again."
    OLD = "The page was open for more than a day, or did not come whole. Nothing is lost: send it again."


def stamp_for(place: str, *, at: dt.datetime) -> str:
    """The stamp of a form at this address, shown at this moment."""
    return signing.dumps([place, at.timestamp()], salt=_SALT, compress=False)


def fault_of(stamp: str, place: str, *, at: dt.datetime) -> Fault | None:
    """What is wrong with the stamp of a form that came at this moment; None where nothing is."""
    try:
        shown_for, shown_at = signing.loads(stamp, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return Fault.OLD
    age = dt.timedelta(seconds=at.timestamp() - shown_at)
    if shown_for != place or age > TOO_OLD:
        return Fault.OLD
    return Fault.FAST if age < TOO_FAST else None
