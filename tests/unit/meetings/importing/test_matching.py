"""Names across spellings."""

import pytest

from meetings.importing.matching import are_alike, name_key, sort_name, without_title


@pytest.mark.parametrize(
    "spelling",
    [
        "Helen I'Orme",
        "Helen l'Orme",
        "Councillor Helen I’Orme",
        "Cllr. Helen  1'Orme",
        "HELEN I'ORME",
        "Helen I'Orme MBE",
    ],
)
def test_spellings_of_one_name_share_a_key(spelling):
    assert name_key(spelling) == name_key("Helen I'Orme")


@pytest.mark.parametrize(("first", "second"), [("Sian Dafydd", "Siân Dafydd"), ("Anne-Marie Coe", "Anne Marie Coe")])
def test_accents_and_hyphens_do_not_part_people(first, second):
    assert name_key(first) == name_key(second)


@pytest.mark.parametrize(("first", "second"), [("Neil O'Brien", "Neil Brien"), ("Jo Marsh", "Jo March")])
def test_different_names_keep_different_keys(first, second):
    assert name_key(first) != name_key(second)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Cllr Jo Marsh", ("Councillor", "Jo Marsh")),
        ("Dr. Ines Whitlock", ("Dr", "Ines Whitlock")),
        ("Jo Marsh", ("", "Jo Marsh")),
        ("Revd Tom Coe", ("Revd", "Tom Coe")),
    ],
)
def test_titles_stand_apart(name, parts):
    assert without_title(name) == parts


def test_alike_but_not_the_same():
    assert are_alike("tobias ferrant", "tobias ferrand")
    assert not are_alike("tobias ferrant", "tobias ferrant")
    assert not are_alike("jo marsh", "al coe")


def test_sort_name_puts_the_family_name_first():
    assert sort_name("Councillor Anwen Mair Price") == "price anwen mair"
