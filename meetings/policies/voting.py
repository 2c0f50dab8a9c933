"""Who may vote on an item, and whether there is a quorum.

Pure functions over rows that the caller has read: nothing here asks the database.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from meetings.importing.matching import name_key
from meetings.models import (
    AgendaItem,
    Attendance,
    AttendanceGroup,
    AttendanceMode,
    Declaration,
    ItemState,
    Membership,
    MembershipRole,
    VotingRight,
)

LEAST_QUORUM = 3
SEATED_GROUPS = (AttendanceGroup.MEMBER, AttendanceGroup.CO_OPTEE, AttendanceGroup.SUBSTITUTE)
REMOTE = "attends remotely and cannot vote."
NO_VOTE = "has no vote."
EDUCATION_ONLY = "votes on education items only."
# Reasons that do not change from item to item of a kind.
LASTING = (REMOTE, NO_VOTE, EDUCATION_ONLY)
_NAMED_ITEM = re.compile(r"^\s*(?:agenda\s+)?(?:item|minute)\s+(?:no\.?\s*)?([\w/]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Voting:
    """Who may vote on one item (names), who of those present may not and why (sentences), and the quorum.

    `barred_here` are those of the barred who vote on other items: the clerk ought to see them at once.
    """

    voters: tuple[str, ...]
    barred: tuple[str, ...]
    quorum: int
    barred_here: tuple[str, ...] = ()

    @property
    def is_quorate(self) -> bool:
        return len(self.voters) >= self.quorum


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many voting members are in the room, of how many voting seats, and how many are needed."""

    here: int
    seats: int
    needed: int

    @property
    def is_quorate(self) -> bool:
        return self.here >= self.needed


def needed_for_quorum(seats: Iterable[Membership], own: int | None) -> int:
    """The committee's own quorum, or else a quarter of the voting seats, and three at least.

    A council's standing orders set the quorum of its committees (LGA 1972 s.106); the quarter is the rule of the
    full council (Schedule 12 paragraph 6), which standing orders commonly repeat.
    """
    return own or max(LEAST_QUORUM, math.ceil(_voting_seats(seats) / 4))


def quorum_of(attendance: Iterable[Attendance], seats: Sequence[Membership], own: int | None) -> Quorum:
    """The quorum of the meeting as a whole. Who joins remotely is not present (LGA 1972, Schedule 12 paragraph 39)."""
    rows = list(attendance)
    rights = _Rights(seats)
    votes = [row for row in rows if rights.right_of(row) == VotingRight.ALWAYS]
    here = [row for row in votes if row.mode == AttendanceMode.PRESENT]
    listed = sum(row.group != AttendanceGroup.SUBSTITUTE for row in votes)
    return Quorum(here=len(here), seats=_voting_seats(seats) or listed, needed=needed_for_quorum(seats, own))


def voting_on(
    items: Sequence[AgendaItem], attendance: Sequence[Attendance], seats: Sequence[Membership], own: int | None
) -> dict[int, Voting]:
    """Who may vote on each item, by the number of the item's row. `items` come with their declarations.

    Items that were deferred or withdrawn are not voted on, and before anybody is marked there is nothing to say.
    """
    if not any(row.group in SEATED_GROUPS and row.mode != AttendanceMode.UNMARKED for row in attendance):
        return {}
    rights = _Rights(seats)
    positions = {item.pk: item.position for item in items}
    withdrawn = _withdrawn(items)
    quorum = needed_for_quorum(seats, own)
    result = {}
    for item in items:
        if item.state in (ItemState.DEFERRED, ItemState.WITHDRAWN):
            continue
        voters, barred, here = [], [], []
        for row in attendance:
            if row.group not in SEATED_GROUPS or row.mode not in (AttendanceMode.PRESENT, AttendanceMode.REMOTE):
                continue
            reason = _why_barred(row, item, rights, positions, withdrawn[item.pk])
            if not reason:
                voters.append(row.name)
                continue
            barred.append(f"{row.name} {reason}")
            if reason not in LASTING:
                here.append(f"{row.name} {reason}")
        result[item.pk] = Voting(tuple(voters), tuple(barred), quorum, tuple(here))
    return result


def was_in_the_room(row: Attendance, position: int, positions: Mapping[int, int]) -> str:
    """Why somebody who came was not there for the item at `position`: words after the name, or nothing.

    Who left at an item and arrived at a later one was away in between.
    """
    arrived = positions.get(row.arrived_at_item_id or 0)
    left = positions.get(row.left_at_item_id or 0)
    if arrived is not None and left is not None and left < arrived:
        return "was out of the room." if left <= position < arrived else ""
    if arrived is not None and position < arrived:
        return "had not arrived yet."
    if left is not None and position >= left:
        return "had left."
    return ""


def item_concerned(declaration: Declaration, items: Sequence[AgendaItem]) -> AgendaItem | None:
    """The item that an interest is `about`, where it was declared at another one: by its title, or else its number.

    The title comes first because agenda numbers move when items do ("Item 6: School places").
    """
    about = declaration.about.strip().casefold()
    title = about.partition(":")[2].strip()
    for item in items:
        if about and item.title.strip().casefold() in (about, title):
            return item
    named = _NAMED_ITEM.match(about)
    for item in items:
        if named and named[1] in (item.minute_number.casefold(), item.agenda_number.casefold()):
            return item
    return None


class _Rights:
    """The right to vote of each row of the attendance, by the seats of the day."""

    def __init__(self, seats: Iterable[Membership]) -> None:
        self._by_person = {seat.person_id: seat for seat in seats}
        self._by_name: dict[str, Membership] = {}
        for seat in self._by_person.values():
            self._by_name.setdefault(name_key(seat.person.name), seat)
            self._by_name[seat.person.full_name] = seat

    def right_of(self, row: Attendance) -> str:
        """One of VotingRight. A substitute has that of the seat; a co-optee without a known seat has none."""
        if row.group == AttendanceGroup.SUBSTITUTE:
            seat = self._named(row.substitute_for)
            return seat.votes if seat else VotingRight.ALWAYS
        if row.group not in SEATED_GROUPS:
            return VotingRight.NEVER
        seat = self._by_person.get(row.person_id or 0) or self._named(row.name)
        if seat is not None:
            return seat.votes
        is_co_optee = row.group == AttendanceGroup.CO_OPTEE
        is_mute = is_co_optee or MembershipRole.NON_VOTING.casefold() in row.role.casefold()
        return VotingRight.NEVER if is_mute else VotingRight.ALWAYS

    def _named(self, name: str) -> Membership | None:
        return self._by_name.get(name) or self._by_name.get(name_key(name))


def _voting_seats(seats: Iterable[Membership]) -> int:
    return sum(seat.votes == VotingRight.ALWAYS for seat in seats)


def _withdrawn(items: Sequence[AgendaItem]) -> dict[int, list[Declaration]]:
    """The declarations after which somebody withdrew, by the number of the row of the item that they concern."""
    found: dict[int, list[Declaration]] = {item.pk: [] for item in items}
    for at in items:
        for declaration in at.declarations.all():
            if not declaration.withdrew:
                continue
            item = item_concerned(declaration, items) or at
            found[item.pk].append(declaration)
    return found


def is_of(declaration: Declaration, row: Attendance | Declaration) -> bool:
    """Whether the declaration is of this person: by who it is, where that is known of both, or else by the name."""
    if declaration.person_id and row.person_id:
        return declaration.person_id == row.person_id
    return name_key(declaration.name) == name_key(row.name)


def _why_barred(
    row: Attendance, item: AgendaItem, rights: _Rights, positions: Mapping[int, int], withdrawn: Iterable[Declaration]
) -> str:
    """The first reason against a vote, as words after the name; nothing: the person may vote."""
    if row.mode == AttendanceMode.REMOTE:
        return REMOTE
    right = rights.right_of(row)
    if right == VotingRight.NEVER:
        return NO_VOTE
    if right == VotingRight.EDUCATION and not item.is_education:
        return EDUCATION_ONLY
    if any(is_of(declaration, row) for declaration in withdrawn):
        return "withdrew after declaring an interest."
    return was_in_the_room(row, item.position, positions)
