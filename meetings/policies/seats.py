"""Who may sit where: members of the executive sit on no committee that scrutinises it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from meetings.models import Committee, CommitteeKind, Membership, MembershipRole, MunicipalYear

# Others at the cabinet's table, such as a chairperson of scrutiny who may speak there, are no members of the executive.
EXECUTIVE_ROLES = [MembershipRole.CHAIRPERSON, MembershipRole.VICE_CHAIRPERSON, MembershipRole.MEMBER]
EXECUTIVE = Q(committee__kind=CommitteeKind.CABINET, role__in=EXECUTIVE_ROLES)
SCRUTINY = Q(committee__kind=CommitteeKind.SCRUTINY) | Q(
    committee__kind=CommitteeKind.TASK_AND_FINISH, committee__parent__kind=CommitteeKind.SCRUTINY
)
LAW = "Members of the executive sit on no scrutiny committee (Local Government Act 2000, section 9FA(3))."


def scrutinises(committee: Committee) -> bool:
    """Whether it is a scrutiny committee, or a task and finish group of one."""
    if committee.kind == CommitteeKind.SCRUTINY:
        return True
    parent = committee.parent if committee.kind == CommitteeKind.TASK_AND_FINISH else None
    return parent is not None and parent.kind == CommitteeKind.SCRUTINY


def is_executive(seat: Membership) -> bool:
    return seat.committee.kind == CommitteeKind.CABINET and seat.role in EXECUTIVE_ROLES


def overlapping(first_day: dt.date, last_day: dt.date | None) -> "QuerySet[Membership, Membership]":
    """The seats that are held on any of these days; no last day: from then on."""
    seats = Membership.objects.filter(Q(last_day__isnull=True) | Q(last_day__gte=first_day))
    return seats if last_day is None else seats.filter(first_day__lte=last_day)


def why_not_sit(seat: Membership) -> list[str]:
    """Why this person may not sit there in these days, beside what the database itself refuses."""
    if is_executive(seat):
        barring = SCRUTINY
    elif scrutinises(seat.committee):
        barring = EXECUTIVE
    else:
        return []
    others = overlapping(seat.first_day, seat.last_day).filter(barring, person_id=seat.person_id).exclude(pk=seat.pk)
    committees = sorted({str(other.committee) for other in others.select_related("committee")})
    if not committees:
        return []
    return [f"{seat.person} sits on {', '.join(committees)} in these days. {LAW}"]


def why_not_of_this_kind(committee: Committee) -> list[str]:
    """Why a committee may not become what its kind now says: its members would hold seats that exclude each other."""
    seats = committee.memberships.select_related("person")
    for seat in seats:
        seat.committee = committee
    return [reason for seat in seats for reason in why_not_sit(seat)]


@dataclass(frozen=True, slots=True)
class Offer:
    """A seat of one municipal year as it might go on in the next; `why_not` is empty where it can."""

    seat: Membership
    why_not: str = ""


def seats_to_copy(year: MunicipalYear) -> list[Offer]:
    """The seats that were held until this year began and ended by then, by committee; without those of open end."""
    before = year.first_day - dt.timedelta(days=1)
    # A month of grace: the annual meeting moves from year to year, and seats end with the old one.
    ended = Membership.objects.filter(
        last_day__lte=before, last_day__gt=before - dt.timedelta(days=31), first_day__lte=before
    )
    ended = ended.select_related("committee__parent", "person").order_by("committee__name", "person__sort_name", "pk")
    taken = list(overlapping(year.first_day, year.last_day).select_related("committee__parent", "person"))
    return [Offer(seat, _why_not_again(seat, taken)) for seat in ended]


def _why_not_again(seat: Membership, taken: list[Membership]) -> str:
    for other in taken:
        if other.committee_id == seat.committee_id:
            if other.person_id == seat.person_id:
                return "Sits there already in the new year."
            if other.role == seat.role == MembershipRole.CHAIRPERSON:
                return f"{other.person} is chairperson in the new year."
        elif other.person_id == seat.person_id and (
            (is_executive(seat) and scrutinises(other.committee))
            or (scrutinises(seat.committee) and is_executive(other))
        ):
            return f"Sits on {other.committee} in the new year."
    return ""
