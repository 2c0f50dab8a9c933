"""Who reads these pages: an account, the person whose it is, and the committees on which that person sits."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from meetings.models import Attendance, AttendanceGroup, Committee, Membership, Person
from meetings.policies.own_pages import has_own_pages, person_of
from portal.accounts.models import User
from portal.accounts.permissions import NotPermittedError, Permission, can


@dataclass(frozen=True, slots=True)
class Reader:
    """A councillor, or somebody else whom the record names; `seats` are all that the person holds, held or will hold.

    `person` is None for a councillor's account that the office has not tied to its person yet.
    """

    user: User
    person: Person | None
    seats: list[Membership]

    def may_read_exempt(self, code: str) -> bool:
        """Whether restricted papers of the committee of this code are for this reader."""
        return can(self.user, Permission.READ_EXEMPT, scope=code)

    def seats_on(self, day: dt.date) -> list[Membership]:
        return [
            seat for seat in self.seats if seat.first_day <= day and (seat.last_day is None or seat.last_day >= day)
        ]

    def committees(self, today: dt.date) -> list[Committee]:
        """Those on which the person sits today; where there are none any more, those on which he or she has sat."""
        seats = self.seats_on(today) or self.seats
        return list({seat.committee_id: seat.committee for seat in seats}.values())

    def role_at(self, committee: str, day: dt.date) -> str:
        """As what the person sits there on the day ("Chairperson"); "Substitute" where it is by no seat."""
        seat = next((seat for seat in self.seats_on(day) if seat.committee.slug == committee), None)
        return seat.get_role_display() if seat else "Substitute"

    def own_meetings(self) -> Q:
        """Published meetings at which the person has a seat that day, or comes as a substitute."""
        days = Q(pk__in=[])
        for seat in self.seats:
            until = Q(date__lte=seat.last_day) if seat.last_day else Q()
            days |= Q(committee__slug=seat.committee.slug, date__gte=seat.first_day) & until
        comes = Attendance.objects.filter(person=self.person, group=AttendanceGroup.SUBSTITUTE)
        return days | Q(edition__meeting__in=comes.values("meeting")) if self.person else days


def reader_of(user: User) -> Reader:
    """The reader behind the account. Raises NotPermittedError for whoever is neither councillor nor in the record."""
    if not has_own_pages(user):
        raise NotPermittedError("These pages are for councillors, and for people whom the record names.")
    person = person_of(user)
    seats = Membership.objects.filter(person=person).select_related("committee")
    seats = seats.order_by("committee__name", "first_day")
    return Reader(user, person, list(seats) if person else [])
