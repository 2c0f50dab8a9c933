import pytest

from portal.demonstration.errors import DemonstrationError
from portal.demonstration.reading import build, read_demonstration, read_file
from portal.demonstration.shapes import Block, Item, Membership, Venue


def test_build_fills_what_is_not_said():
    assert build(Venue, {"key": "hall", "name": "The Hall"}, "here") == Venue(key="hall", name="The Hall", address="")


def test_build_reads_a_key_that_is_a_word_of_the_language():
    seat = build(Membership, {"committee": "cyp", "person": "p", "role": "member", "from": "-3 weeks"}, "here")
    assert (seat.first, seat.last) == ("-3 weeks", "")


def test_build_reads_tables_within_tables():
    data = {"type": "outcomes", "votes": {"for": 5, "against": 1, "abstained": 0}, "lines": []}
    block = build(Block, data, "here")
    assert block.votes.in_favour == 5
    assert block.lines == ()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"key": "hall", "name": "The Hall", "adress": "x"}, "here: “adress” is not known here."),
        ({"key": "hall"}, "here: “name” is missing."),
        ({"key": "hall", "name": 7}, "here, name: a text is needed here, not 7."),
        ("hall", "here: a table is needed here, not 'hall'."),
    ],
)
def test_build_says_what_is_wrong(data, sentence):
    with pytest.raises(DemonstrationError) as refusal:
        build(Venue, data, "here")
    assert sentence in str(refusal.value)


def test_build_names_the_place_within_a_list():
    data = {"agenda": "4", "title": "Minutes", "kind": "minutes", "body": [{"type": "prose"}, {"tipe": "prose"}]}
    with pytest.raises(DemonstrationError, match="here, body 2: “tipe” is not known here"):
        build(Item, data, "here")


def test_build_does_not_take_a_number_for_yes_or_no():
    with pytest.raises(DemonstrationError, match="education: true or false is needed"):
        build(Item, {"agenda": "4", "title": "Minutes", "kind": "minutes", "education": 1}, "here")


def test_read_file_says_which_file_is_no_toml(tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text("key = ", encoding="utf-8")
    with pytest.raises(DemonstrationError, match=r"broken\.toml is not valid TOML"):
        read_file(Venue, broken)


def test_read_file_says_which_file_is_missing(tmp_path):
    with pytest.raises(DemonstrationError, match=r"absent\.toml is missing"):
        read_file(Venue, tmp_path / "absent.toml")


def test_read_demonstration_refuses_a_folder_without_meetings(tmp_path):
    with pytest.raises(DemonstrationError, match="No meetings"):
        read_demonstration(tmp_path)
