"""From a file as it came to the action log that stands in it."""

import hashlib
import tempfile
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings

from actions.bringing_in.rows import Log
from meetings.paper_checks.apart import read_apart
from meetings.paper_checks.examining import EMPTY, too_large
from meetings.paper_checks.names import shown_name
from meetings.paper_checks.refusing import PaperRefusedError

CHUNK = 1 << 20
TOO_MUCH = "takes more memory or time to read than an action log may: copy the log alone into a new workbook."


@dataclass(frozen=True, slots=True)
class ReadLog:
    """A log that was read, with the name and the digest of its file."""

    log: Log
    name: str
    sha256: str


def read_file(source: BinaryIO, name: str, *, sheet: str = "") -> ReadLog:
    """Reads the log in a process of its own; `source` can be sought and stands at its beginning afterwards.

    `sheet` names the sheet where it is not the first with an action log. Raises PaperRefusedError with a sentence.
    """
    size = source.seek(0, 2)
    if not size:
        raise PaperRefusedError(shown_name(name), EMPTY)
    if size > settings.PAPER_MB << 20:
        raise too_large(name)
    digest = hashlib.sha256()
    with tempfile.TemporaryFile() as copy:
        source.seek(0)
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            copy.write(chunk)
        source.seek(0)
        copy.seek(0)
        told = read_apart("actions.bringing_in.child", copy, sheet) or {"refused": TOO_MUCH}
    if "refused" in told:
        raise PaperRefusedError(shown_name(name), str(told["refused"]))
    return ReadLog(Log.from_json(told), shown_name(name), digest.hexdigest())
