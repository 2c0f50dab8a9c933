"""Every part of the public pages stands in the gallery."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
COMPONENTS = {path.name for path in (TEMPLATES / "components").glob("*.html")}
INCLUDED = re.compile(r'components/([a-z_]+\.html)"')
# They stand on every page, the gallery's own included; or they lead to places of their own page alone.
ON_EVERY_PAGE = {
    "office_masthead.html",
    "office_styles.html",
    "answer_styles.html",
    "figure_styles.html",
    "masthead.html",
    "colophon.html",
    "styles.html",
    "ways_on.html",
    "compare_toc.html",
    "meeting_record.html",
}


def shown_by(name, seen):
    for included in INCLUDED.findall((TEMPLATES / name).read_text()):
        if included not in seen:
            seen.add(included)
            shown_by(f"components/{included}", seen)
    return seen


def test_the_gallery_shows_every_component():
    shown = shown_by("gallery.html", set())
    assert len(shown) > 60
    assert COMPONENTS - shown - ON_EVERY_PAGE == set()


def test_every_component_says_what_it_takes():
    assert COMPONENTS
    for name in COMPONENTS:
        assert (TEMPLATES / "components" / name).read_text().startswith("{# args: "), name
