"""Deeds on seats: taking one, ending one, and going on from one municipal year to the next."""

import datetime as dt
from collections.abc import Collection

from meetings.models import Membership, MunicipalYear, Person
from meetings.policies.seats import seats_to_copy, why_not_sit
from meetings.workflow.change import RefusedError
from meetings.workflow.reference import keep, reference_deed
from portal.accounts.models import User


def keep_seat(seat: Membership, *, by: User) -> Membership:
    """Enters or changes a seat; raises NotPermittedError or RefusedError, also where the executive would scrutinise."""
    return keep(seat, by=by, check=_why_not)


def _why_not(seat: Membership) -> list[str]:
    # Two seats of one person are not entered at once, each without a sight of the other.
    Person.objects.select_for_update().get(pk=seat.person_id)
    return why_not_sit(seat)


def end_seat(seat: Membership, *, last_day: dt.date, by: User) -> Membership:
    """The seat ends with that day; raises RefusedError where it had not begun by then, or had ended before."""
    with reference_deed("ended the seat", on=seat, by=by):
        seat = Membership.objects.select_for_update(of=("self",)).select_related("committee", "person").get(pk=seat.pk)
        if last_day < seat.first_day:
            raise RefusedError(
                f"The seat begins on {_long(seat.first_day)}, after that day. Remove it, or choose a later day."
            )
        if seat.last_day is not None and seat.last_day < last_day:
            raise RefusedError(f"The seat ended on {_long(seat.last_day)} already. Change its last day below.")
        seat.last_day = last_day
        seat.save(update_fields=["last_day"])
    return seat


def copy_seats(year: MunicipalYear, *, chosen: Collection[int], by: User) -> list[Membership]:
    """The chosen seats of the year before, anew for this municipal year, all or none; returns the new ones.

    `chosen` are the numbers of the old rows. Raises NotPermittedError, or RefusedError with every seat that cannot
    go on.
    """
    with reference_deed(f"copied the seats to {year}", on=Membership(), by=by, subject=f"municipal year {year}"):
        MunicipalYear.objects.select_for_update().get(pk=year.pk)
        offers = {offer.seat.pk: offer for offer in seats_to_copy(year)}
        if unknown := set(chosen) - offers.keys():
            raise RefusedError(
                f"{len(unknown)} of the seats are not there any more. Look at the list as it stands now."
            )
        told = [offers[number] for number in chosen]
        if refused := [f"{offer.seat}: {offer.why_not}" for offer in told if offer.why_not]:
            raise RefusedError(*refused)
        return Membership.objects.bulk_create([_again(offer.seat, year) for offer in told])


def _again(seat: Membership, year: MunicipalYear) -> Membership:
    return Membership(
        committee=seat.committee,
        person=seat.person,
        role=seat.role,
        body=seat.body,
        votes=seat.votes,
        first_day=year.first_day,
        last_day=year.last_day,
    )


def _long(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
