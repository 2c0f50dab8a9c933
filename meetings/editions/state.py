"""How far the register has come, told in one small query: what lists, calendars and feeds follow from."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, Subquery

from meetings.editions.models import Edition, EditionWithdrawal


@dataclass(frozen=True, slots=True)
class RegisterState:
    """The last edition and the last withdrawal, each by a number that only rises; 0 where there is none.

    Publishing and withdrawing wait for each other, so the same numbers mean the same public record. `at` is when the
    later of the two came to be.
    """

    edition: int = 0
    withdrawal: int = 0
    at: dt.datetime | None = None

    @property
    def facts(self) -> tuple[int, int]:
        return self.edition, self.withdrawal


def register_state(committee: str = "") -> RegisterState:
    """The state of the whole register, or of the editions of one committee (its slug) and of its meetings."""
    withdrawals = (
        EditionWithdrawal.objects.alias(address=F("edition__address")).filter(edition_of(committee)).order_by("-pk")
    )
    row = (
        Edition.objects.filter(edition_of(committee))
        .order_by("-register_number")
        .annotate(
            last_withdrawal=Subquery(withdrawals.values("pk")[:1]),
            last_withdrawal_at=Subquery(withdrawals.values("at")[:1]),
        )
        .values_list("register_number", "published_at", "last_withdrawal", "last_withdrawal_at")
        .first()
    )
    if row is None:
        return RegisterState()
    number, published_at, withdrawal, withdrawn_at = row
    return RegisterState(number, withdrawal or 0, max(published_at, withdrawn_at or published_at))


def edition_of(committee: str) -> Q:
    """By `address`: editions of the committee and of its meetings; all editions where none is named."""
    return Q(address=committee) | Q(address__startswith=f"{committee}/") if committee else Q()
