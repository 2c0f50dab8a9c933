"""Which pieces of a file are kept, told by where they stand in it, so that nothing is copied before it is decided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from meetings.paper_checks.refusing import UnfitError

# From one place of the file up to another, or a few bytes that are put in.
Piece = tuple[int, int] | bytes
_CHUNK = 1 << 20
# No program leaves so many gaps; a file made to harm could have one every ten bytes.
_MOST = 10_000

IN_BITS = "is written in far too many small parts to be opened safely: save it again and upload that."


@dataclass(slots=True)
class Pieces:
    """Pieces in their order; those that follow on one another are one. Raises UnfitError where they are too many."""

    told: list[Piece] = field(default_factory=list)

    def keep(self, start: int, end: int) -> None:
        last = self.told[-1] if self.told else b""
        if isinstance(last, tuple) and last[1] == start:
            self.told[-1] = (last[0], end)
        elif len(self.told) == _MOST:
            raise UnfitError(IN_BITS)
        else:
            self.told.append((start, end))

    def put(self, content: bytes, *, before: int) -> None:
        """Puts bytes in where the piece from `before` on begins, or would go on."""
        for number, piece in enumerate(self.told):
            if isinstance(piece, tuple) and piece[0] <= before <= piece[1]:
                parts: list[Piece] = [(piece[0], before), content, (before, piece[1])]
                self.told[number : number + 1] = [
                    part for part in parts if isinstance(part, bytes) or part[0] < part[1]
                ]
                return


def joined(source: BinaryIO, pieces: Sequence[Piece]) -> Iterator[bytes]:
    """The bytes of the pieces, a chunk at a time; `source` can be sought."""
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
            continue
        start, end = piece
        source.seek(start)
        while start < end and (chunk := source.read(min(_CHUNK, end - start))):
            start += len(chunk)
            yield chunk
