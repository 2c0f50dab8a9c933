"""From a file as it came to what the record may keep of it."""

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from django.conf import settings

from meetings.paper_checks.child import TOO_MUCH
from meetings.paper_checks.kinds import BY_MEDIA_TYPE, PaperKind
from meetings.paper_checks.names import safe_name, shown_name
from meetings.paper_checks.refusing import PaperRefusedError

CHUNK = 1 << 20
# Beyond the child's own limit of computing, for a machine that is busy.
PATIENCE = 60
ROOT = Path(__file__).resolve().parents[2]

EMPTY = "is empty: choose another file."
TOO_LARGE = "is larger than {most} MB, the most that is taken: make it smaller, or part it, and upload that."


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be kept: what it is, under which name, how large, of how many pages, and its digest."""

    given_name: str
    filename: str
    kind: PaperKind
    size: int
    pages: int | None
    sha256: str

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
        sha256 = _copy(source, copy)
        told = _look_apart(copy)
    if "refused" in told:
        raise PaperRefusedError(shown_name(name), str(told["refused"]))
    kind, pages = BY_MEDIA_TYPE[str(told["media_type"])], told["pages"]
    return Examined(
        given_name=name,
        filename=safe_name(name, kind.ending),
        kind=kind,
        size=size,
        pages=pages if isinstance(pages, int) else None,
        sha256=sha256,
    )


def _copy(source: BinaryIO, copy: IO[bytes]) -> str:
    """Copies the source from its beginning, a piece at a time, and returns the digest of what was copied."""
    digest = hashlib.sha256()
    source.seek(0)
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        copy.write(chunk)
    source.seek(0)
    copy.seek(0)
    return digest.hexdigest()


def _look_apart(file: IO[bytes]) -> dict[str, object]:
    """What the child says of the file; where it was ended by its limits, that the file takes too much."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "meetings.paper_checks.child"],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"refused": TOO_MUCH}
    if done.returncode != 0 or not done.stdout:
        return {"refused": TOO_MUCH}
    told: dict[str, object] = json.loads(done.stdout)
    return told
