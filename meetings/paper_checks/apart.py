"""Starts a process of its own for a file from outside, and hears what it says of the file."""

import json
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

# In seconds, beyond the process's own limit of computing, for a machine that is busy.
PATIENCE = 60
ROOT = Path(__file__).resolve().parents[2]


def read_apart(module: str, file: IO[bytes], *words: str) -> dict[str, Any] | None:
    """What the module, run as a process, says of the file in one line of JSON; None where its limits ended it.

    The process inherits no secret of this one; each of `words` is one argument of it.
    """
    try:
        done = subprocess.run(  # noqa: S603  # a module of ours; nothing of the words is taken for a command
            [sys.executable, "-m", module, *words],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0 or not done.stdout:
        return None
    told: dict[str, Any] = json.loads(done.stdout)
    return told
