"""A document as every reader hands it to the grammar: one normalised text and the blocks that lie in it.

``Source.text`` is the document with each run of white space made one space. A ``Block`` is one line of the document
(or one paragraph, where a format knows paragraphs) as a span of that text, so that whatever the grammar finds is a
piece of the source by construction.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the source.

    ``line`` counts from 1; ``start`` and ``end`` are offsets in ``Source.text``; ``indent`` is the depth of the first
    character in columns; ``blanks`` counts the empty lines above; ``cells`` are the cells of a table row, empty
    for a line of prose; ``ruled`` tells that a table's rule (a line of pipes or dashes) stands above it,
    ``cut`` that the source breaks off here ("... view the full minutes text").
    """

    line: int
    start: int
    end: int
    text: str
    indent: int = 0
    blanks: int = 0
    cells: tuple[str, ...] = ()
    ruled: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The name of a document, its normalised text and its blocks in order."""

    name: str
    text: str
    blocks: tuple[Block, ...]

    def span(self, start: int, end: int) -> str:
        """The source's own words between two offsets, without white space at the edges."""
        return self.text[start:end].strip()


def normalise(text: str) -> str:
    """The text with every run of white space made one space, and none at the edges."""
    return " ".join(text.split())
