"""One file, looked into: what it is and how many pages it has. Runs in a process of its own; see `apart`."""

from typing import BinaryIO

from meetings.paper_checks import sniffing
from meetings.paper_checks.kinds import JPEG, PDF, PNG, PaperKind


def look_into(source: BinaryIO) -> tuple[PaperKind, int | None]:
    """The kind of the file, and its pages where it has pages. Raises UnfitError with the reason.

    Each kind brings its own reader, so that only what is needed is loaded.
    """
    sign = sniffing.sign_of(source)
    if sign == sniffing.PDF_SIGN:
        from meetings.paper_checks.pdfs import look_at_pdf

        return PDF, look_at_pdf(source)
    if sign == sniffing.ZIP_SIGN:
        from meetings.paper_checks.office_files import look_at_zip

        return look_at_zip(source), None
    if sign in (sniffing.PNG_SIGN, sniffing.JPEG_SIGN):
        from meetings.paper_checks.images import look_at_jpeg, look_at_png

        is_png = sign == sniffing.PNG_SIGN
        (look_at_png if is_png else look_at_jpeg)(source)
        return (PNG if is_png else JPEG), None
    from meetings.paper_checks.texts import look_at_text

    return look_at_text(source), None
