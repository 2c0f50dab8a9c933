"""From a file as it came to what the record may keep of it."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, BinaryIO

from django.conf import settings

from meetings.paper_checks.apart import read_apart
from meetings.paper_checks.child import TOO_MUCH
from meetings.paper_checks.kinds import BY_MEDIA_TYPE, PaperKind
from meetings.paper_checks.names import safe_name, shown_name
from meetings.paper_checks.pieces import Piece, joined
from meetings.paper_checks.refusing import PaperRefusedError

EMPTY = "is empty: choose another file."
TOO_LARGE = "is larger than {most} MB, the most that is taken: make it smaller, or part it, and upload that."


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be kept: what it is, under which name, how large, of how many pages, and its digest.

    Of some files `pieces` alone are kept, and size and digest are those of what is kept.
    """

    given_name: str
    filename: str
    kind: PaperKind
    size: int
    pages: int | None
    sha256: str
    pieces: tuple[Piece, ...] = ()

    @property
    def is_cleaned(self) -> bool:
        """Whether something was left out of the file."""
        return bool(self.pieces)

    @contextmanager
    def kept_of(self, source: BinaryIO) -> Iterator[BinaryIO]:
        """What is kept of the file, from its beginning: the source itself, or a copy that goes with the block."""
        source.seek(0)
        if not self.pieces:
            yield source
            return
        with tempfile.TemporaryFile() as copy:
            _copy(joined(source, self.pieces), copy)
            yield copy

    @property
    def shown(self) -> str:
        """The name as it came, fit for a sentence."""
        return shown_name(self.given_name)


def too_large(name: str) -> PaperRefusedError:
    return PaperRefusedError(shown_name(name), TOO_LARGE.format(most=settings.PAPER_MB))


def examine(source: BinaryIO, name: str) -> Examined:
    """What the file is and under which name it is kept; `source` can be sought and stands at its beginning afterwards.

    Its size is looked at first, then its content, in a process of its own that cannot take this one down. Raises
    PaperRefusedError.
    """
    size = source.seek(0, 2)
    if not size:
        raise PaperRefusedError(shown_name(name), EMPTY)
    if size > settings.PAPER_MB << 20:
        raise too_large(name)
    # The other process is given a copy, because not every source is a file of the system.
    with tempfile.TemporaryFile() as copy:
        sha256, _ = _copy(joined(source, [(0, size)]), copy)
        told = read_apart("meetings.paper_checks.child", copy) or {"refused": TOO_MUCH}
        if "refused" in told:
            raise PaperRefusedError(shown_name(name), str(told["refused"]))
        pieces = _pieces(told)
        if pieces == ((0, size),):
            pieces = ()
        if pieces:
            sha256, size = _digest(joined(copy, pieces))
    source.seek(0)
    kind, pages = BY_MEDIA_TYPE[str(told["media_type"])], told["pages"]
    return Examined(
        given_name=name,
        filename=safe_name(name, kind.ending),
        kind=kind,
        size=size,
        pages=pages if isinstance(pages, int) else None,
        sha256=sha256,
        pieces=pieces,
    )


def _pieces(told: dict[str, Any]) -> tuple[Piece, ...]:
    return tuple(bytes.fromhex(one) if isinstance(one, str) else (int(one[0]), int(one[1])) for one in told["pieces"])


def _copy(chunks: Iterable[bytes], copy: IO[bytes]) -> tuple[str, int]:
    """Copies the chunks; returns the digest of what was copied, and its size."""

    def written() -> Iterator[bytes]:
        for chunk in chunks:
            copy.write(chunk)
            yield chunk

    found = _digest(written())
    copy.seek(0)
    return found


def _digest(chunks: Iterable[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
