"""What stands beside the form of one row of reference data, and above the list of a kind."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from meetings.editions.snapshot import committee_content
from meetings.editions.writing import standing_edition
from meetings.forms.reference.calendar import BankHolidaysForm
from meetings.forms.reference.people import EndSeatForm
from meetings.models import Committee, Holiday, Membership, MunicipalYear, Person
from meetings.policies.seats import seats_to_copy
from portal.accounts.models import User
from portal.accounts.permissions import Permission, can

# Parts of what is published of a committee, in words.
_PUBLISHED_PARTS = {
    "committee": "name or kind",
    "parent": "by which committee it was set up",
    "remit": "remit",
    "members": "membership",
}


def published_state(committee: Committee) -> dict[str, Any]:
    """Since when the committee is published, and in which parts the office differs from that."""
    edition = standing_edition(committee=committee, meeting=None)
    if edition is None:
        return {"edition": None, "differs": []}
    now = committee_content(committee)
    differs = [words for part, words in _PUBLISHED_PARTS.items() if now.get(part) != edition.content.get(part)]
    return {"edition": edition, "differs": differs}


def beside_committee(row: Committee, user: User) -> dict[str, Any]:
    today = timezone.localdate()
    seats = row.seats_on(today).select_related("person")
    return {
        "committee": row,
        "published": published_state(row),
        "may_publish": can(user, Permission.PUBLISH, scope=row.code),
        "seats": list(seats),
        "ended": row.memberships.filter(last_day__lt=today).count(),
        "items": list(row.standing_items.all()),
        "officers": list(row.usual_officers.select_related("post")),
        "series": list(row.minute_series.all()),
    }


def beside_person(row: Person, user: User) -> dict[str, Any]:
    return {"person": row, "seats": list(row.memberships.select_related("committee").order_by("-first_day", "pk"))}


def beside_seat(row: Membership, user: User) -> dict[str, Any]:
    is_open = row.last_day is None or row.last_day >= timezone.localdate()
    return {"seat": row, "is_open": is_open, "end_form": EndSeatForm(prefix="end")}


def beside_year(row: MunicipalYear, user: User) -> dict[str, Any]:
    offers = seats_to_copy(row)
    held = Membership.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=row.first_day), first_day__lte=row.last_day
    )
    return {"year": row, "open": sum(not offer.why_not for offer in offers), "held": held.count()}


BESIDE: dict[str, Callable[[Any, User], dict[str, Any]]] = {
    "committees": beside_committee,
    "people": beside_person,
    "memberships": beside_seat,
    "municipal-years": beside_year,
}


def _holiday_deeds() -> dict[str, Any]:
    last = Holiday.objects.order_by("-day").values_list("day", flat=True).first()
    year = last.year + 1 if last else timezone.localdate().year
    return {"form": BankHolidaysForm(initial={"year": year})}


def _seat_deeds() -> dict[str, Any]:
    return {"years": list(MunicipalYear.objects.all()[:3])}


# What the list of a kind is told for the deeds that stand above it.
LIST_DEEDS: dict[str, Callable[[], dict[str, Any]]] = {"holidays": _holiday_deeds, "memberships": _seat_deeds}
