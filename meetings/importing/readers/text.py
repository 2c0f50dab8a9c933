"""The reader of plain text: what is left of a web page, or of a PDF, when only its words are kept."""

from __future__ import annotations

import re

from meetings.importing.source import Block, Source

TAB_STOP = 4
PIPE = re.compile(r"\s\|(?=\s|$)|^\|\s")


def cells_of(raw: str) -> tuple[str, ...]:
    """The cells of a table row written with tabs or with pipes; nothing for a line that is no row."""
    stripped = raw.strip("\n")
    if "\t" in stripped.strip():
        return tuple(" ".join(cell.split()) for cell in stripped.split("\t"))
    if "|" in stripped and PIPE.search(stripped):
        return tuple(" ".join(cell.split()) for cell in stripped.strip().strip("|").split("|"))
    return ()


def read(name: str, content: str) -> Source:
    """Split the text into lines; ``name`` is the file's name, ``content`` its decoded text."""
    blocks: list[Block] = []
    words: list[str] = []
    length = 0
    blanks = 0
    unified = content.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    for number, raw in enumerate(unified.split("\n"), start=1):
        text = " ".join(raw.split())
        if not text:
            blanks += 1
            continue
        start = length + 1 if words else 0
        length = start + len(text)
        words.append(text)
        expanded = raw.expandtabs(TAB_STOP)
        indent = len(expanded) - len(expanded.lstrip())
        blocks.append(Block(number, start, length, text, indent, blanks, cells_of(raw)))
        blanks = 0
    return Source(name, " ".join(words), tuple(blocks))
