"""Which release of the portal is running, told from its own files: the same files, the same release, on any machine."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

# What a page is made of; style sheets too, because a page names them by their digests.
FOLDERS = {"templates": "*", "static": "*", "portal": "*.py", "meetings": "*.py", "actions": "*.py"}
LOCK = "requirements.lock"
STARTED_AT = dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Release:
    """`digest` of all files that pages are made of; `at`: when the newest of them was put there, never ahead of now."""

    digest: str
    at: dt.datetime


def release() -> Release:
    """The running release; read once, but anew for each question under Django's development server."""
    return _read() if settings.DEBUG else _kept()


@cache
def _kept() -> Release:
    return _read()


def _read() -> Release:
    hasher, newest = hashlib.sha256(), 0.0
    for path in _files(settings.BASE_DIR):
        hasher.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode())
        hasher.update(hashlib.sha256(path.read_bytes()).digest())
        newest = max(newest, path.stat().st_mtime)
    at = min(dt.datetime.fromtimestamp(newest, dt.UTC), STARTED_AT)
    return Release(hasher.hexdigest(), at)


def _files(root: Path) -> Iterator[Path]:
    """In an order that every machine agrees on."""
    for folder, pattern in FOLDERS.items():
        yield from sorted(path for path in (root / folder).rglob(pattern) if path.is_file())
    if (root / LOCK).is_file():
        yield root / LOCK
