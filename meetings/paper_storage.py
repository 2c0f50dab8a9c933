"""Where the office keeps the files of papers: open ones in one place, restricted ones apart in another."""

from __future__ import annotations

from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.utils.deconstruct import deconstructible

# What a file's name begins with where it lies in the place of restricted papers.
RESTRICTED = "restricted/"


@deconstructible
class OfficePapers(Storage):
    """Files by name: a name under `restricted/` lies in the storage "restricted", every other one in "default".

    A paper's row says by a constraint of the database which of the two it is in.
    """

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        return _place(name).open(name, mode)

    def _save(self, name: str, content: IO[Any] | File[Any]) -> str:
        return _place(name).save(name, content)

    def delete(self, name: str) -> None:
        _place(name).delete(name)

    def exists(self, name: str) -> bool:
        return _place(name).exists(name)

    def size(self, name: str) -> int:
        return _place(name).size(name)

    def path(self, name: str) -> str:
        return _place(name).path(name)


def _place(name: str) -> Storage:
    return storages["restricted" if name.startswith(RESTRICTED) else "default"]
