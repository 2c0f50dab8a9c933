"""Readers: one per format, each from the bytes or text of a document to a ``Source`` of blocks.

The registry maps a file name's suffix to its reader, so that another format is one module and one line here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from meetings.importing.readers import text as text_reader
from meetings.importing.source import Source

Reader = Callable[[str, str], Source]

READERS: dict[str, Reader] = {
    ".txt": text_reader.read,
    ".text": text_reader.read,
    ".md": text_reader.read,
}


def read(name: str, content: str) -> Source:
    """The blocks of a document, by the reader its name asks for; a name without a known suffix is read as text."""
    return READERS.get(PurePath(name).suffix.lower(), text_reader.read)(name, content)
