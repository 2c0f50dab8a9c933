"""Reading a file in a process of its own: ended where it takes too long, and believed as little as the file."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from meetings.reading.faults import BY_CODE, OtherKindError, ReaderStoppedError

LONGEST = 120  # seconds
LOOKS = 0.1  # seconds between two looks whether it is done
ROOT = Path(__file__).resolve().parents[2]

SCANNED = (
    "The file holds pictures of pages and no text: the search does not find what it says, and a screen reader cannot "
    "read it to anybody. Ask for the original, or have its text recognised."
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a file says: the words of its pages in order, and how many pages it has, where it has any."""

    texts: list[str] = field(default_factory=list)
    pages: int | None = None

    @property
    def note(self) -> str:
        """What the office should know of the file; "" where all is well."""
        if not any(self.texts):
            return SCANNED if self.pages else "The file holds no words."
        if self.pages and self.pages > len(self.texts):
            return f"Only the first {len(self.texts):,} of its {self.pages:,} pages were read for the search."
        return ""


class StoppedError(Exception):
    """Whoever asked for the words wants them no more."""


def read_words(file: IO[bytes], media_type: str, *, should_stop: Callable[[], bool] = lambda: False) -> Words:
    """The words of a file of this machine (one with a file descriptor), from its beginning.

    Raises an UnreadableError, or ReaderStoppedError where the reader was ended by its limits, or StoppedError.
    """
    with tempfile.TemporaryFile() as said:
        file.seek(0)
        process = subprocess.Popen(  # noqa: S603  # our own program; the media type is data to it
            [sys.executable, "-m", "meetings.reading.child", media_type, str(os.getpid())],
            cwd=ROOT,
            env={"PATH": os.defpath, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=file,
            stdout=said,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(process, should_stop)
        finally:
            process.kill()
            process.wait()
        said.seek(0)
        return _believed(_told(said))


def _wait(process: subprocess.Popen[bytes], should_stop: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST
    while True:
        try:
            process.wait(LOOKS)
            return
        except subprocess.TimeoutExpired:
            if should_stop():
                raise StoppedError from None
            if time.monotonic() > until:
                raise ReaderStoppedError(f"The file was not read within {LONGEST} seconds.") from None


def _told(said: IO[bytes]) -> Iterator[dict[str, Any]]:
    for line in said:
        try:
            words = json.loads(line)
        except ValueError:
            return
        if isinstance(words, dict):
            yield words


def _believed(told: Iterator[dict[str, Any]]) -> Words:
    texts: list[str] = []
    pages: int | None = None
    for words in told:
        if "end" in words:
            return Words(texts, pages)
        if "fault" in words:
            raise BY_CODE.get(str(words["fault"]), OtherKindError)
        if isinstance(words.get("pages"), int):
            pages = words["pages"]
        if isinstance(words.get("text"), str):
            texts.append(words["text"])
    raise ReaderStoppedError("Reading the file took too much time or memory.")
