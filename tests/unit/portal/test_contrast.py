"""The colours of the design against WCAG 2.2: text 4.5 to 1 (1.4.3), edges of controls and marks 3 to 1 (1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[3] / "static" / "css" / "tokens.css"
TEXT, MARK = 4.5, 3.0
# colour, what it stands on, what it needs
PAIRS = [
    *((ink, paper, TEXT) for ink in ("ink", "ink-soft") for paper in ("paper", "wash", "accent-wash", "late-wash")),
    *(("accent", paper, TEXT) for paper in ("paper", "wash", "accent-wash", "late-wash")),
    *(("late", paper, TEXT) for paper in ("paper", "wash", "accent-wash", "late-wash")),
    *((ink, "added-wash", TEXT) for ink in ("ink", "added")),
    ("added", "paper", TEXT),
    ("paper", "accent", TEXT),
    ("paper", "ink", TEXT),
    *(("edge", paper, MARK) for paper in ("paper", "wash")),
]


def palettes():
    light, _, dark = TOKENS.read_text().partition("@media screen and (prefers-color-scheme: dark)")
    colours = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", part)) for part in (light, dark)]
    return {"light": colours[0], "dark": colours[0] | colours[1]}


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_the_one_that_wcag_defines():
    assert ratio("#fff", "#000000") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes_name_the_same_colours(scheme):
    assert {name for pair in PAIRS for name in pair[:2]} <= set(palettes()[scheme])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("colour", "ground", "least"), PAIRS)
def test_colours_stand_out_from_their_ground(scheme, colour, ground, least):
    palette = palettes()[scheme]
    assert ratio(palette[colour], palette[ground]) >= least
