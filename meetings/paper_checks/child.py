"""The process that looks into one file from outside: it has little memory and time, no secrets, and may write nothing.

`python -m meetings.paper_checks.child` reads the file from standard input and writes one line of JSON: what it is, or
the reason why it is refused.
"""

import json
import resource
import sys
from contextlib import suppress
from typing import Any

from meetings.paper_checks.looking import look_into
from meetings.paper_checks.refusing import UnfitError

MEMORY = 1 << 30
SECONDS = 20
TOO_MUCH = "takes more memory or time to open than a paper may: save it as a simpler PDF and upload that."


def limit() -> None:
    """From here on the process can neither grow, nor go on for ever, nor write a file, nor start another process."""
    limits = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": SECONDS, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0, "RLIMIT_NPROC": 0}
    for name, most in limits.items():
        # Not every system knows every limit, or lets them be set.
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (most, most))


def main() -> None:
    limit()
    told: dict[str, Any]
    try:
        look = look_into(sys.stdin.buffer)
        # Bytes that are put in are told in hexadecimal digits, since JSON has none.
        pieces = [piece.hex() if isinstance(piece, bytes) else piece for piece in look.pieces]
        told = {"media_type": look.kind.media_type, "pages": look.pages, "pieces": pieces}
    except UnfitError as error:
        told = {"refused": str(error)}
    except (MemoryError, RecursionError):
        told = {"refused": TOO_MUCH}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
