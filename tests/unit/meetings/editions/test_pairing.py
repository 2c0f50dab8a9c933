"""What answers to what between two editions."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.editions.pairing import align, alike, match, moved, same


def equal(before, after):
    return float(before == after)


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_every_part_of_both_is_aligned_once_and_in_order(old, new):
    pairs = align(old, new, equal)
    assert [before for before, _ in pairs if before is not None] == old
    assert [after for _, after in pairs if after is not None] == new


def test_parts_beyond_weighing_are_paired_in_their_order():
    old, new = list(range(100)), list(range(1000, 1090))
    pairs = align(old, new, lambda before, after: float(after - before == 1000))
    assert pairs[:2] == [(0, 1000), (1, 1001)]
    assert pairs[-1] == (99, None)


@given(st.permutations(range(7)))
def test_what_did_not_move_kept_its_order(order):
    still = [index for position, index in enumerate(order) if position not in moved(dict(enumerate(order)))]
    assert still == sorted(still)


def test_one_that_was_moved_to_the_end_moved_alone():
    assert moved({0: 1, 1: 2, 2: 3, 3: 0}) == {3}
    assert moved({}) == set()


def test_earlier_rounds_go_before_later_ones():
    old = [{"anchor": "1", "title": "Buses"}, {"anchor": "2", "title": "Trams"}]
    new = [{"anchor": "1", "title": "Trams"}, {"anchor": "3", "title": "Buses today"}]
    rounds = [same("title"), same("anchor"), alike("title", at_least=0.6)]
    assert match(old, new, rounds) == {0: 1, 1: 0}


def test_what_says_nothing_answers_to_nothing():
    assert match([{"number": ""}], [{"number": ""}], [same("number")]) == {}
