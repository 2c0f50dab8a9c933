"""The words of the open data page on the keys of an edition."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from portal.opendata.keys import PARTS, words_for

EDITIONS = Path(__file__).resolve().parents[3] / "meetings" / "editions"
# Modules in which the keys of editions are written.
WRITERS = [*sorted(EDITIONS.glob("snapshot*.py")), EDITIONS / "writing.py"]


def keys_written(path):
    """Every key of a dictionary that the module writes out, or sets one by one."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.slice, ast.Constant):
            yield node.slice.value


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.stem)
def test_every_key_that_an_edition_can_have_is_told(path):
    told = {key for part in PARTS for key in part.keys}
    assert sorted(set(keys_written(path)) - told) == []


def test_the_keys_that_are_written_are_found():
    written = {key for path in WRITERS for key in keys_written(path)}
    expected = {"replaced_by", "answer_promised_by", "reissues", "task_group", "carried_from", "withheld", "format"}
    assert expected <= written


def test_no_key_is_told_twice_at_one_place():
    told = Counter(f"{path}.{key}" for part in PARTS for path in part.paths for key in part.keys)
    assert [path for path, count in told.items() if count > 1] == []


def test_every_part_says_something_of_every_key():
    for part in PARTS:
        assert part.title
        assert part.paths
        assert all(words.endswith(".") for words in part.keys.values()), part.title


def test_words_are_found_by_the_place_of_a_key():
    assert words_for("meeting.items[].title") == "Its title."
    assert words_for("meeting.replaced_by") == ""
    assert words_for("meeting.meeting.replaced_by")
    assert words_for("meeting.items[].documents[].withheld") == ""
