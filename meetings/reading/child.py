"""The reader's own process: reads a distrusted file from standard input, says what it holds, and can do nothing else.

    python -m meetings.reading.child MEDIA-TYPE PARENT < file

It has no settings, no database and no secret in its environment, and little memory and time. Each line that it says is
JSON: the number of pages, then a page on each line, then the end; or a fault.
"""

import json
import resource
import signal
import sys
from typing import BinaryIO

from portal.launch.parents import end_with_parent

MEMORY = 1 << 30  # bytes of address space
SECONDS = 90  # of computing
MOST_SAID = 64_000_000  # bytes
_LIMITS = {
    "RLIMIT_AS": MEMORY,
    "RLIMIT_CPU": SECONDS,
    "RLIMIT_FSIZE": MOST_SAID,
    "RLIMIT_CORE": 0,
    "RLIMIT_NOFILE": 64,
}


def limit_itself() -> None:
    """Takes from this process what reading does not need; a system that knows a limit not goes without it."""
    for name, most in _LIMITS.items():
        if hasattr(resource, name):
            try:
                resource.setrlimit(getattr(resource, name), (most, most))
            except (ValueError, OSError):
                continue


def say(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")


def read(source: BinaryIO, media_type: str) -> None:
    """Says the pages of the file; raises UnreadableError."""
    from meetings.reading.faults import OtherKindError
    from meetings.reading.words import clean

    start = source.read(1024)
    source.seek(0)
    if b"%PDF-" in start:
        from meetings.reading.pdf import open_pdf, words_of_pages

        with open_pdf(source) as document:
            say(pages=len(document))
            for number, text in enumerate(words_of_pages(document), start=1):
                say(page=number, text=text)
    elif start.startswith(b"PK"):
        from meetings.reading.office_files import words_of_office_file

        say(page=1, text=clean(words_of_office_file(source)))
    elif media_type.startswith("text/"):
        from meetings.reading.plain import words_of_text

        say(page=1, text=clean(words_of_text(source)))
    elif media_type == "application/pdf":
        from meetings.reading.faults import DamagedError

        raise DamagedError
    else:
        raise OtherKindError


def main() -> None:
    media_type, parent = sys.argv[1:]
    end_with_parent(signal.SIGKILL, parent=int(parent))
    limit_itself()
    from meetings.reading.faults import DamagedError, TooLargeError, UnreadableError

    try:
        with open(0, "rb") as source:
            read(source, media_type)
    except UnreadableError as fault:
        say(fault=fault.code)
    except MemoryError:
        say(fault=TooLargeError.code)
    except Exception:  # noqa: BLE001  # whatever goes wrong in here is the file's doing
        say(fault=DamagedError.code)
    say(end=True)


if __name__ == "__main__":
    main()
