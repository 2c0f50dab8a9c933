"""Pictures: how large they are, and whether they are whole, without unpacking a single one of their points."""

import zlib
from typing import BinaryIO

from meetings.paper_checks.refusing import UnfitError
from meetings.paper_checks.sniffing import PNG_SIGN

# A picture of a page at 600 dots an inch is 35 million points.
MOST_POINTS = 100_000_000
LONGEST_SIDE = 30_000
_CHUNK = 1 << 20
_LENGTH_OF_HEAD = 13
_LONGEST_CHUNK = (1 << 31) - 1

DAMAGED = "is a damaged or incomplete picture: save it again and upload that."
TOO_MANY_POINTS = "is a picture of too many points to be opened safely: make it smaller and upload that."
MORE_BEHIND = "holds something else behind its picture: save it again and upload that."

# Markers of JPEG that begin a frame and tell its size (ITU-T T.81, table B.1).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _END = 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def look_at_png(source: BinaryIO) -> None:
    """Goes along the chunks of a PNG, from its header to its end. Raises UnfitError."""
    source.seek(len(PNG_SIGN))
    is_first, has_points = True, False
    while True:
        head = source.read(8)
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if len(head) < 8 or length > _LONGEST_CHUNK or is_first != (kind == b"IHDR"):
            raise UnfitError(DAMAGED)
        if is_first and length != _LENGTH_OF_HEAD:
            raise UnfitError(DAMAGED)
        sum_of = zlib.crc32(kind)
        left = length
        while left:
            data = source.read(min(left, _CHUNK))
            if not data:
                raise UnfitError(DAMAGED)
            if is_first:
                _not_too_large(int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big"))
            sum_of = zlib.crc32(data, sum_of)
            left -= len(data)
        if int.from_bytes(source.read(4), "big") != sum_of:
            raise UnfitError(DAMAGED)
        is_first, has_points = False, has_points or kind == b"IDAT"
        if kind == b"IEND":
            break
    if not has_points:
        raise UnfitError(DAMAGED)
    if source.read(1):
        raise UnfitError(MORE_BEHIND)


def look_at_jpeg(source: BinaryIO) -> None:
    """Goes along the segments of a JPEG to its first scan, and looks that it ends as one. Raises UnfitError."""
    source.seek(2)
    has_frame = False
    while True:
        marker = _marker(source)
        if marker == _END or marker is None:
            raise UnfitError(DAMAGED)
        if marker in _ALONE:
            continue
        length = int.from_bytes(source.read(2), "big") - 2
        data = source.read(length) if length >= 0 else b""
        if length < 0 or len(data) < length:
            raise UnfitError(DAMAGED)
        if marker in _FRAMES:
            _not_too_large(int.from_bytes(data[3:5], "big"), int.from_bytes(data[1:3], "big"))
            has_frame = True
        if marker == _SCAN:
            break
    if not has_frame:
        raise UnfitError(DAMAGED)
    _ends_as_jpeg(source)


def _marker(source: BinaryIO) -> int | None:
    if source.read(1) != b"\xff":
        return None
    sign = source.read(1)
    while sign == b"\xff":
        sign = source.read(1)
    return sign[0] if sign else None


def _ends_as_jpeg(source: BinaryIO) -> None:
    end = source.seek(0, 2)
    source.seek(max(0, end - 64))
    tail = source.read().rstrip(b"\x00\r\n")
    if tail.endswith(b"\xff\xd9"):
        return
    source.seek(0)
    whole = source.read()
    raise UnfitError(MORE_BEHIND if b"\xff\xd9" in whole else DAMAGED)


def _not_too_large(width: int, height: int) -> None:
    if not width or not height:
        raise UnfitError(DAMAGED)
    if width * height > MOST_POINTS or max(width, height) > LONGEST_SIDE:
        raise UnfitError(TOO_MANY_POINTS)
