"""The register of all editions as data: one chain, in the order in which they were published."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse

from meetings.editions.canonical import moment
from meetings.editions.models import Edition
from portal.addresses import absolute

FORMAT = "scrutiny-register/1"
PAGE = 1000


def edition_url(address: str, number: int) -> str:
    """Where the document of an edition is read; `address` is a committee's slug, or "committee/meeting"."""
    committee, _, meeting = address.partition("/")
    if meeting:
        return absolute(reverse("opendata:edition", args=[committee, meeting, number]))
    return absolute(reverse("opendata:committee-edition", args=[committee, number]))


def register_page(after: int, *, council: str) -> dict[str, Any]:
    """The editions that follow register number `after`, at most PAGE of them, and where the next ones are."""
    columns = ("register_number", "address", "number", "stage", "sha256", "previous_sha256", "register_sha256",
               "published_at")  # fmt: skip
    rows = list(
        Edition.objects.filter(register_number__gt=after)
        .order_by("register_number")
        .values(*columns, withdrawn_at=F("withdrawal__at"), withdrawn_because=F("withdrawal__reason"))[: PAGE + 1]
    )
    editions = [_entry(row) for row in rows[:PAGE]]
    has_more = len(rows) > PAGE
    query = urlencode({"after": editions[-1]["register_number"]}) if has_more else ""
    return {
        "format": FORMAT,
        "council": council,
        "editions": editions,
        "next": f"{absolute(reverse('opendata:register'))}?{query}" if has_more else None,
    }


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    withdrawn_at = row["withdrawn_at"]
    return {
        "register_number": row["register_number"],
        "address": row["address"],
        "number": row["number"],
        "stage": row["stage"],
        "sha256": row["sha256"],
        "previous_sha256": row["previous_sha256"] or None,
        "register_sha256": row["register_sha256"] or None,
        "published_at": moment(row["published_at"]),
        "withdrawn": {"at": moment(withdrawn_at), "reason": row["withdrawn_because"]} if withdrawn_at else None,
        "url": edition_url(row["address"], row["number"]),
    }
