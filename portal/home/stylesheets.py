"""One stylesheet for readers out of one file a component for those who write them.

Over a slow network each file costs a round trip, six at a time. So when static files are collected, the parts are
joined, in the order in which the cascade needs them, into one file; nothing else is done to them.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# tokens first: it names the order of the layers. Within a layer the order decides only between equals.
PARTS = [
    "tokens",
    "reset",
    "base",
    "layout",
    "masthead",
    "prose",
    "parts",
    "status",
    "toc",
    "meeting",
    "outcomes",
    "table",
    "form",
    "calendar",
    "timeline",
    "difference",
    "reading",
    "search",
    "ledger",
    "registers",
    "code",
    "print",
]
JOINED = "css/site.css"


def part_names() -> list[str]:
    """The parts under the names by which static files are found."""
    return [f"css/{part}.css" for part in PARTS]


class JoinedStylesheetStorage(CompressedManifestStaticFilesStorage):
    """Adds the joined stylesheet to what was collected, so that it is hashed and compressed like the rest."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            self.delete(JOINED)
            self._save(JOINED, ContentFile(joined()))
            paths = {**paths, JOINED: (self, JOINED)}
        yield from super().post_process(paths, dry_run=dry_run, **options)


def joined() -> bytes:
    """The parts one after the other."""
    parts = []
    for name in part_names():
        path = finders.find(name)
        if path is None:
            raise FileNotFoundError(f"The stylesheet {name} is missing from the folder of static files.")
        with open(path, "rb") as file:
            parts.append(file.read())
    return b"".join(parts)
