"""Who is named in a text."""

import pytest

from portal.search.naming import NamesOfMeeting


def attendance(*people):
    return [{"entries": [{"name": name, "person": slug} for name, slug in people]}]


PEOPLE = attendance(
    ("Councillor Anwen Price", "anwen-price"),
    ("Councillor Bram Vale", "bram-vale"),
    ("Councillor Cerys Vale", "cerys-vale"),
    ("Mr Dewi Lyle", "dewi-lyle"),
    ("Head of Transport", None),
)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Councillor Price thanked the officers.", ["anwen-price"]),
        ("Cllr Price moved it.", ["anwen-price"]),
        ("Anwen Price was asked.", ["anwen-price"]),
        ("Councillors Lane, Price and Moor left.", ["anwen-price"]),
        ("Mr Lyle answered Councillor Price.", ["anwen-price", "dewi-lyle"]),
        ("Councillor Vale spoke.", []),
        ("Councillor Bram Vale spoke.", ["bram-vale"]),
        ("The price of a ticket, and Price alone.", []),
        ("Councillor Pricewell spoke for the Head of Transport.", []),
        ("", []),
    ],
)
def test_people_are_named_by_full_name_or_title_and_family_name(text, slugs):
    assert NamesOfMeeting(PEOPLE).named_in(text) == slugs


def test_everybody_of_the_meeting_is_known():
    assert NamesOfMeeting(PEOPLE).everybody == ["anwen-price", "bram-vale", "cerys-vale", "dewi-lyle"]


def test_without_attendance_nobody_is_named():
    assert NamesOfMeeting([]).named_in("Councillor Price spoke.") == []
