"""The public copies of papers, under their SHA-256. The door puts them there; public pages read them by an edition."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.core.files.base import File
from django.core.files.storage import Storage, storages

CHUNK = 1 << 20
# So much of a paper's SHA-256 stands in its address.
SHORT_DIGEST = 12
_SHA256 = re.compile(r"^[0-9a-f]{64}$")


class PaperMismatchError(Exception):
    """A file's content is not what its record says; the text names the paper."""


def storage() -> Storage:
    return storages["published"]


def paper_path(sha256: str) -> str:
    """Where the public copy lies; the name is the digest, so that no name from outside ever reaches the disk."""
    if not _SHA256.match(sha256):
        raise ValueError("not a SHA-256")
    return f"{sha256[:2]}/{sha256}"


def put_paper(source: BinaryIO, *, sha256: str, title: str) -> None:
    """Copies a paper into the public folder, unless it lies there whole; refuses content of another digest.

    A machine that stopped while it copied left a part of the file, which is put there anew.
    """
    path = paper_path(sha256)
    if storage().exists(path) and storage().size(path) == source.seek(0, 2):
        return
    source.seek(0)
    hasher = hashlib.sha256()
    while chunk := source.read(CHUNK):
        hasher.update(chunk)
    found = hasher.hexdigest()
    if found != sha256:
        raise PaperMismatchError(f"The file of “{title}” has changed since it was recorded. Upload it again.")
    source.seek(0)
    storage().delete(path)
    storage().save(path, File(source))


def papers_of(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every paper that an edition lists, of the meeting and of its items; not those that it names as withheld."""
    yield from content["documents"]
    for item in content["items"]:
        yield from item["documents"]


def withheld_papers_of(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every paper that an edition names as not for publication, of its items and of the meeting."""
    for place in [*content["items"], content]:
        yield from place.get("withheld", [])


def listed_papers(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The papers that the page of an edition lists together, in its order, each with the number of its item.

    They are those whose files are held, and those that are named as not for publication (`paragraph`, no `sha256`).
    """
    places = [*((item["agenda_number"] or "", item) for item in content["items"]), ("", content)]
    return [
        {**paper, "number": number}
        for number, place in places
        for paper in [*(paper for paper in place["documents"] if paper["sha256"]), *place.get("withheld", [])]
    ]
