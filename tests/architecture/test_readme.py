"""The README says what is true."""

import re
from pathlib import Path

from portal.accounts.models import Role
from portal.accounts.permissions import PERMISSIONS, Permission

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def test_the_table_of_permissions_is_the_one_in_the_code():
    rows = {
        cells[0]: [bool(cell) for cell in cells[1:]]
        for line in README.splitlines()
        if line.startswith("|") and len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == len(Role) + 1
    }
    for permission in Permission:
        assert rows[permission.value] == [permission in PERMISSIONS[role] for role in Role], permission


def test_every_setting_of_the_table_is_read_by_the_code():
    table = README.split("## Configuration")[1].split("##")[0]
    code = "".join(path.read_text() for path in (ROOT / "portal").rglob("*.py"))
    for name in re.findall(r"`([A-Z_]{4,})`", table):
        assert f'"{name}"' in code, name


def test_every_folder_of_the_tree_exists():
    tree = README.split("## The house")[1].split("```")[1]
    for line in tree.strip().splitlines():
        for name in re.findall(r"(?:^|(?<= ))([a-z]+(?:/[a-z]+)*/)", line.split("  ")[0]):
            assert (ROOT / name).is_dir(), name


def test_it_starts_with_the_two_commands():
    assert README.splitlines()[2:5] == [
        "```sh",
        "make run     # sets everything up, then serves the portal with a demonstration council on http://localhost:8000",
        "make test    # lint, types, import contracts, and every test against a real PostgreSQL",
    ]
