"""From a file as it came to the action log that stands in it."""

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from actions.bringing_in.rows import Log
from meetings.paper_checks.examining import EMPTY, PATIENCE, too_large
from meetings.paper_checks.names import shown_name
from meetings.paper_checks.refusing import PaperRefusedError

CHUNK = 1 << 20
ROOT = Path(__file__).resolve().parents[2]
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
        told = _read_apart(copy, sheet)
    if "refused" in told:
        raise PaperRefusedError(shown_name(name), str(told["refused"]))
    return ReadLog(Log.from_json(told), shown_name(name), digest.hexdigest())


def _read_apart(file: object, sheet: str) -> dict[str, object]:
    try:
        done = subprocess.run(  # noqa: S603  # our own module; the name of a sheet is handed over as one argument
            [sys.executable, "-m", "actions.bringing_in.child", sheet],
            stdin=file,  # type: ignore[call-overload]
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
