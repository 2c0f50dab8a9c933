"""Who may vote: rules over rows that no database holds."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import AgendaItem, Attendance, Declaration, Membership, Person
from meetings.policies.voting import item_concerned, needed_for_quorum, quorum_of, voting_on

MODES = ["present", "remote", "apologies", "absent", "unmarked"]
VOTES = ["always", "education items", "never"]


def seat(number, votes="always", role="member"):
    person = Person(pk=number, title="Councillor", name=f"Ann {'x' * number}")
    return Membership(person=person, votes=votes, role=role)


def attendee(seat, mode="present", group=None, **fields):
    group = group or ("co-optee" if seat.role == "co-optee" else "member")
    return Attendance(person=seat.person, name=seat.person.full_name, mode=mode, group=group, **fields)


def item(position, declarations=(), **fields):
    """An item that is not saved, with its declarations as if they had been read along."""
    row = AgendaItem(pk=100 + position, position=position, agenda_number=str(position), title=f"Business {position}")
    for name, value in fields.items():
        setattr(row, name, value)
    row._prefetched_objects_cache = {"declarations": Held(declarations)}
    return row


class Held(list):
    """Rows that were read along with their parent."""

    def all(self):
        return self


def voters(items, attendance, seats, own=None):
    return [voting_on(items, attendance, seats, own)[one.pk].voters for one in items]


def test_member_in_the_room_votes_and_one_who_joins_remotely_never_does():
    here, afar = seat(1), seat(2)
    rows = [attendee(here), attendee(afar, "remote")]
    [voting] = voting_on([item(1)], rows, [here, afar], None).values()

    assert voting.voters == (here.person.full_name,)
    assert voting.barred == (f"{afar.person.full_name} attends remotely and cannot vote.",)
    assert voting.barred_here == ()


@pytest.mark.parametrize("mode", ["apologies", "absent", "unmarked"])
def test_nobody_who_is_away_or_unmarked_votes_or_is_spoken_of(mode):
    here, away = seat(1), seat(2)
    [voting] = voting_on([item(1)], [attendee(here), attendee(away, mode)], [here, away], None).values()

    assert voting.voters == (here.person.full_name,)
    assert voting.barred == ()


def test_church_representative_votes_on_education_items_alone():
    church = seat(1, "education items", "co-optee")
    rows = [attendee(church)]
    schools, roads = item(1, is_education=True), item(2)

    assert voters([schools, roads], rows, [church]) == [(church.person.full_name,), ()]
    assert "education items only" in voting_on([roads], rows, [church], None)[roads.pk].barred[0]


def test_co_optee_without_a_known_seat_has_no_vote_and_a_member_has():
    stranger = seat(1, role="co-optee")
    rows = [attendee(stranger), attendee(seat(2))]

    assert voters([item(1)], rows, []) == [(seat(2).person.full_name,)]


def test_non_voting_member_does_not_vote():
    mute = seat(1, "never", "non-voting member")

    assert voters([item(1)], [attendee(mute)], [mute]) == [()]


def test_substitute_has_the_vote_of_the_seat():
    full, church = seat(1), seat(2, "education items", "co-optee")
    first = Attendance(name="Councillor Sub One", group="substitute", substitute_for=full.person.full_name)
    second = Attendance(name="Ms Sub Two", group="substitute", substitute_for=church.person.full_name)

    assert voters([item(1)], [first, second], [full, church]) == [("Councillor Sub One",)]


def test_guests_and_officers_never_vote():
    rows = [Attendance(name="Councillor Guest", group="in attendance"), Attendance(name="Clerk", group="officer")]
    rows.append(attendee(seat(1)))

    assert voters([item(1)], rows, [seat(1)]) == [(seat(1).person.full_name,)]


def test_who_arrived_late_votes_from_that_item_on_and_who_left_up_to_the_one_before():
    late, early = seat(1), seat(2)
    rows = [attendee(late, arrived_at_item_id=102), attendee(early, left_at_item_id=103)]
    a, b = late.person.full_name, early.person.full_name

    assert voters([item(1), item(2), item(3)], rows, [late, early]) == [(b,), (a, b), (a,)]


def test_who_left_and_came_back_was_away_in_between():
    member = seat(1)
    rows = [attendee(member, left_at_item_id=102, arrived_at_item_id=104)]

    assert [len(v) for v in voters([item(n) for n in (1, 2, 3, 4)], rows, [member])] == [1, 0, 0, 1]


def test_who_withdrew_does_not_vote_on_the_item_that_it_concerned():
    member = seat(1)
    declared = Declaration(name="Cllr " + member.person.name, withdrew=True, about="Item 2: Business 2")
    items = [item(1, [declared], kind="declarations of interest"), item(2), item(3)]

    assert [len(v) for v in voters(items, [attendee(member)], [member])] == [1, 0, 1]
    [sentence] = voting_on(items, [attendee(member)], [member], None)[102].barred_here
    assert sentence == f"{member.person.full_name} withdrew after declaring an interest."


@pytest.mark.parametrize("withdrew", [None, False])
def test_who_stayed_or_of_whom_nothing_is_said_votes(withdrew):
    member = seat(1)
    declared = Declaration(name=member.person.full_name, withdrew=withdrew)

    assert [len(v) for v in voters([item(1, [declared])], [attendee(member)], [member])] == [1]


def test_declared_item_is_found_by_title_before_number():
    items = [item(1), item(2), item(3, minute_number="45")]
    moved = Declaration(name="A", about="Item 1: Business 2")

    assert item_concerned(moved, items) == items[1]
    assert item_concerned(Declaration(name="A", about="minute 45"), items) == items[2]
    assert item_concerned(Declaration(name="A", about="agenda item 2"), items) == items[1]
    assert item_concerned(Declaration(name="A", about="business 3"), items) == items[2]
    assert item_concerned(Declaration(name="A", about="Item 45x"), items) is None
    assert item_concerned(Declaration(name="A", about=""), items) is None


def test_item_that_was_deferred_is_not_voted_on_and_nothing_is_said_before_anybody_is_marked():
    member = seat(1)

    assert voting_on([item(1, state="deferred")], [attendee(member)], [member], None) == {}
    assert voting_on([item(1)], [attendee(member, "unmarked")], [member], None) == {}


@pytest.mark.parametrize(("seats", "own", "needed"), [(7, None, 3), (12, None, 3), (13, None, 4), (60, None, 15),
                                                      (60, 5, 5), (0, None, 3)])  # fmt: skip
def test_quorum_is_the_committees_own_or_a_quarter_and_three_at_least(seats, own, needed):
    assert needed_for_quorum([seat(n) for n in range(seats)], own) == needed


def test_quorum_counts_voting_members_in_the_room():
    seats = [seat(n) for n in range(1, 6)] + [seat(6, "never", "non-voting member"), seat(7, "education items")]
    modes = ["present", "present", "remote", "apologies", "unmarked", "present", "present"]
    quorum = quorum_of([attendee(s, m) for s, m in zip(seats, modes, strict=True)], seats, None)

    assert (quorum.here, quorum.seats, quorum.needed, quorum.is_quorate) == (2, 5, 3, False)


@given(st.lists(st.tuples(st.sampled_from(MODES), st.sampled_from(VOTES)), max_size=9), st.booleans())
def test_every_person_in_a_seat_votes_or_is_told_why_not_and_only_if_there(people, is_education):
    seats = [seat(n, votes) for n, (_, votes) in enumerate(people, start=1)]
    rows = [attendee(s, mode) for s, (mode, _) in zip(seats, people, strict=True)]
    result = voting_on([item(1, is_education=is_education)], rows, seats, None)
    there = [row.name for row in rows if row.mode in ("present", "remote")]

    for voting in result.values():
        told = [sentence for sentence in voting.barred if any(sentence.startswith(f"{name} ") for name in there)]
        assert len(voting.voters) + len(told) == len(there)
        assert len(voting.barred) == len(told)
        remote = {row.name for row in rows if row.mode == "remote"}
        assert not remote & set(voting.voters)


@given(st.integers(1, 8), st.one_of(st.none(), st.integers(1, 8)), st.one_of(st.none(), st.integers(1, 8)))
def test_presence_changes_at_most_where_somebody_came_or_went(count, came, went):
    member = seat(1)
    row = attendee(member, arrived_at_item_id=came and 100 + came, left_at_item_id=went and 100 + went)
    there = [bool(v) for v in voters([item(n) for n in range(1, count + 1)], [row], [member])]
    changes = [n for n, (before, after) in enumerate(itertools.pairwise(there), start=2) if before != after]

    assert set(changes) <= {came, went}
