"""One file, looked into: what it is and how many pages it has. Runs in a process of its own; see `apart`."""

from dataclasses import dataclass, field
from typing import BinaryIO

from meetings.paper_checks import sniffing
from meetings.paper_checks.kinds import JPEG, PDF, PNG, PaperKind
from meetings.paper_checks.pieces import Piece


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is; `pieces` of it are kept, or all of it where none are named."""

    kind: PaperKind
    pages: int | None = None
    pieces: list[Piece] = field(default_factory=list)


def look_into(source: BinaryIO) -> Look:
    """The kind of the file, its pages where it has pages, and what is kept of it. Raises UnfitError with the reason.

    Each kind brings its own reader, so that only what is needed is loaded.
    """
    sign = sniffing.sign_of(source)
    if sign == sniffing.PDF_SIGN:
        from meetings.paper_checks.pdfs import look_at_pdf

        return Look(PDF, look_at_pdf(source))
    if sign == sniffing.ZIP_SIGN:
        from meetings.paper_checks.office_files import look_at_zip

        return Look(look_at_zip(source))
    if sign in (sniffing.PNG_SIGN, sniffing.JPEG_SIGN):
        from meetings.paper_checks.images import look_at_jpeg, look_at_png

        if sign == sniffing.PNG_SIGN:
            return Look(PNG, pieces=look_at_png(source))
        return Look(JPEG, pieces=look_at_jpeg(source))
    from meetings.paper_checks.texts import look_at_text

    return Look(look_at_text(source))
