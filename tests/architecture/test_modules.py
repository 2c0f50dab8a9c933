"""Modules fit one reading, and the top level stands as it was drawn."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST, LONGEST_TEST = 400, 500
TOP_LEVEL = {"manage.py", "portal", "meetings", "actions", "templates", "static", "fixtures", "tests", "pyproject.toml"}
TOOLS = {"README.md", "Makefile", "LICENSE", "requirements.lock", "requirements-dev.lock"}


def modules(*folders):
    for folder in folders:
        yield from (path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def test_no_module_is_too_long():
    long = {
        str(path.relative_to(ROOT)): length
        for path in modules("portal", "meetings", "actions", "tests")
        if (length := len(path.read_text().splitlines()))
        > (LONGEST_TEST if path.is_relative_to(ROOT / "tests") else LONGEST)
    }
    assert long == {}


def test_no_module_is_named_utils():
    assert [path for path in modules("portal", "meetings", "actions") if "utils" in path.stem] == []


def test_the_top_level_is_as_drawn():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {name.split("/")[0] for name in listed.splitlines()}
    assert {name for name in top if not name.startswith(".")} - TOP_LEVEL - TOOLS == set()


def test_every_public_view_is_under_the_import_contract():
    contracts = (ROOT / "pyproject.toml").read_text()
    for path in [
        *(ROOT / "meetings/views").glob("public_*.py"),
        ROOT / "actions/views.py",
        ROOT / "portal/home/views.py",
        ROOT / "portal/search/views.py",
    ]:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        assert f'"{name}"' in contracts, f"{name} is missing from the contract of public pages"
    for package in ("portal.feeds", "portal.opendata", "portal.submissions"):
        assert f'"{package}"' in contracts, f"{package} is missing from the contract of public pages"
