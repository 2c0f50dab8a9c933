"""Deeds on committees: the committee itself, and what stands in an order on it."""

from typing import TypeVar

from django.db.models import Max

from meetings.editions.models import Edition
from meetings.models import Committee, CommitteeAlias, StandingItem, UsualOfficer
from meetings.policies.seats import why_not_of_this_kind
from meetings.workflow.change import RefusedError
from meetings.workflow.reference import reference_deed
from portal.accounts.models import Grant, User

Placed = TypeVar("Placed", StandingItem, UsualOfficer)

PERMANENT = "A published address is permanent: name and remit can change, the address and the code stay."


def is_published(committee: Committee) -> bool:
    """Whether anything of the committee was ever published, so that its address and its code stand for good."""
    return committee.pk is not None and Edition.objects.filter(committee=committee).exists()


def keep_committee(committee: Committee, *, aliases: list[str], by: User) -> Committee:
    """Enters or changes a committee with its other names; raises NotPermittedError or RefusedError."""
    before = Committee.objects.filter(pk=committee.pk).first()
    verb = "changed the committee" if before else "added the committee"
    with reference_deed(verb, on=committee, by=by):
        if before and (reasons := _why_not(before, committee)):
            raise RefusedError(*reasons)
        committee.save()
        kept = set(committee.aliases.values_list("name", flat=True))
        committee.aliases.filter(name__in=kept - set(aliases)).delete()
        CommitteeAlias.objects.bulk_create(
            [CommitteeAlias(committee=committee, name=name) for name in aliases if name not in kept]
        )
    return committee


def _why_not(before: Committee, after: Committee) -> list[str]:
    reasons = []
    if (before.slug, before.code) != (after.slug, after.code) and is_published(before):
        reasons.append(PERMANENT)
    if before.code != after.code and Grant.objects.filter(scope=before.code).exists():
        reasons.append(f"Accounts hold roles over {before.code}: take those back first, or keep the code.")
    if (before.kind, before.parent_id) != (after.kind, after.parent_id):
        reasons += why_not_of_this_kind(after)
    return reasons


def add_in_place(row: Placed, *, by: User) -> Placed:
    """Adds a standing item or a usual officer as the last of its committee."""
    with reference_deed(f"added the {row._meta.verbose_name}", on=row, by=by):
        Committee.objects.select_for_update().get(pk=row.committee_id)
        row.position = (_placed(row).aggregate(last=Max("position"))["last"] or 0) + 1
        row.save()
    return row


def move(row: Placed, *, up: bool, by: User) -> None:
    """Moves a standing item or a usual officer one place up or down; at the end of the list nothing happens."""
    with reference_deed(f"moved the {row._meta.verbose_name}", on=row, by=by):
        Committee.objects.select_for_update().get(pk=row.committee_id)
        rows = list(_placed(row).order_by("position", "pk"))
        here = next((number for number, each in enumerate(rows) if each.pk == row.pk), None)
        there = None if here is None else here + (-1 if up else 1)
        if here is None or there is None or not 0 <= there < len(rows):
            return
        rows[here], rows[there] = rows[there], rows[here]
        for position, each in enumerate(rows, start=1):
            if each.position != position:
                type(each)._default_manager.filter(pk=each.pk).update(position=position)


def _placed(row: Placed):  # type: ignore[no-untyped-def]  # a QuerySet of whichever of the two it is
    return type(row)._default_manager.filter(committee_id=row.committee_id)
