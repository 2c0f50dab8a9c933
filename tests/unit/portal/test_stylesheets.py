"""The parts of the stylesheet, and what they cost."""

import gzip
import re
from pathlib import Path

from portal.home.stylesheets import PARTS, joined

FOLDER = Path(__file__).resolve().parents[3] / "static" / "css"
MOST = 14 * 1024


def test_every_part_is_linked_and_every_link_is_a_part():
    assert sorted(PARTS) == sorted(path.stem for path in FOLDER.glob("*.css"))


def test_the_layers_are_named_before_they_are_filled():
    first, _, rest = joined(PARTS).decode().partition("@layer tokens, reset, base, layout, components, print;")
    assert "@layer" not in first
    assert rest


def test_all_style_is_small_enough_for_a_slow_network():
    assert len(gzip.compress(joined(PARTS))) < MOST


def test_every_value_that_is_used_is_a_token():
    text = joined(PARTS).decode()
    named = set(re.findall(r"(--[a-z0-9-]+):", text))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", text)) <= named


def test_no_part_sets_a_colour_that_is_no_token():
    for path in FOLDER.glob("*.css"):
        if path.stem not in {"tokens", "print"}:
            assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", path.read_text()), path.name
