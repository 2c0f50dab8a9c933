"""Pictures: how large they are, whether they are whole, and which of their pieces are the picture itself.

What cameras and programs write beside it (the place, the time, the device, names, a smaller copy of what was cut off)
is left out: a paper is published, and nobody sees in a picture what it carries. Not one of its points is unpacked, so
nothing is packed anew and nothing is lost.
"""

import re
import zlib
from typing import BinaryIO

from meetings.paper_checks.exif import UPRIGHT, exif_of, orientation_of
from meetings.paper_checks.pieces import Piece, Pieces
from meetings.paper_checks.refusing import UnfitError
from meetings.paper_checks.sniffing import JPEG_SIGN, PNG_SIGN

# A page of A4 scanned at 600 dots an inch is 35 million points; readers of pictures unpack four bytes for each.
MOST_POINTS = 50_000_000
LONGEST_SIDE = 30_000
_CHUNK = 1 << 20
_LENGTH_OF_HEAD = 13
_LONGEST_CHUNK = (1 << 31) - 1
# EXIF data of a JPEG fit into one segment; those of a PNG that are longer hold more than which way up it is.
_MOST_EXIF = 1 << 16

DAMAGED = "is a damaged or incomplete picture: save it again and upload that."
TOO_MANY_POINTS = (
    "has too many points ({width:,} by {height:,}; at most {most} million are taken, and {side:,} on a side):"
    " make it smaller and upload that."
)
MORE_BEHIND = "holds something else behind its picture: save it again and upload that."

# Chunks of PNG that say how its points are shown (W3C PNG, third edition, section 11); what shows is written large.
_SHOWING = frozenset(
    (
        b"tRNS",
        b"cHRM",
        b"gAMA",
        b"iCCP",
        b"sBIT",
        b"sRGB",
        b"cICP",
        b"mDCV",
        b"cLLI",
        b"bKGD",
        b"hIST",
        b"pHYs",
        b"sPLT",
    )
) | {b"acTL", b"fcTL", b"fdAT"}
# Markers of JPEG that begin a frame and tell its size (ITU-T T.81, table B.1).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# Of what programs add, these three say how the points are shown: JFIF, the profile of colours, Adobe's transformation.
_SHOWN_BY = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
_EXIF_MARKER, _EXIF = 0xE1, b"Exif\x00\x00"
_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")


def look_at_png(source: BinaryIO) -> list[Piece]:
    """Goes along the chunks of a PNG, from its header to its end; gives what is kept of it. Raises UnfitError."""
    source.seek(len(PNG_SIGN))
    pieces, exif = Pieces([(0, len(PNG_SIGN))]), b""
    is_first, has_points, behind_head = True, False, 0
    while True:
        start = source.tell()
        head = source.read(8)
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if len(head) < 8 or length > _LONGEST_CHUNK or is_first != (kind == b"IHDR"):
            raise UnfitError(DAMAGED)
        if is_first and length != _LENGTH_OF_HEAD:
            raise UnfitError(DAMAGED)
        first = _whole_chunk(source, kind, length)
        if is_first:
            _not_too_large(int.from_bytes(first[:4], "big"), int.from_bytes(first[4:8], "big"))
            behind_head = source.tell()
        if kind == b"eXIf":
            exif = exif or first[:_MOST_EXIF]
        # The fifth bit of the first letter is not set where a reader cannot do without the chunk.
        elif not kind[0] & 0x20 or kind in _SHOWING:
            pieces.keep(start, source.tell())
        is_first, has_points = False, has_points or kind == b"IDAT"
        if kind == b"IEND":
            break
    if not has_points:
        raise UnfitError(DAMAGED)
    if source.read(1):
        raise UnfitError(MORE_BEHIND)
    if (orientation := orientation_of(exif)) != UPRIGHT:
        data = b"eXIf" + exif_of(orientation)
        chunk = (len(data) - 4).to_bytes(4, "big") + data + zlib.crc32(data).to_bytes(4, "big")
        pieces.put(chunk, before=behind_head)
    return pieces.told


def _whole_chunk(source: BinaryIO, kind: bytes, length: int) -> bytes:
    """Reads the rest of a chunk, which agrees with its sum, and gives the beginning of its data."""
    sum_of, first, left = zlib.crc32(kind), b"", length
    while left:
        data = source.read(min(left, _CHUNK))
        if not data:
            raise UnfitError(DAMAGED)
        first = first or data
        sum_of = zlib.crc32(data, sum_of)
        left -= len(data)
    if int.from_bytes(source.read(4), "big") != sum_of:
        raise UnfitError(DAMAGED)
    return first


def look_at_jpeg(source: BinaryIO) -> list[Piece]:
    """Goes along the segments of a JPEG, and over its points, to its end; gives what is kept. Raises UnfitError."""
    source.seek(2)
    pieces, orientation = Pieces([(0, 2)]), UPRIGHT
    has_frame, has_points, behind_jfif = False, False, 2
    while True:
        start = source.tell()
        marker = _marker(source)
        if marker is None or (marker == _END and not has_points):
            raise UnfitError(DAMAGED)
        if marker == _END:
            pieces.keep(start, source.tell())
            break
        if marker in _ALONE:
            pieces.keep(start, source.tell())
            continue
        data = _segment(source)
        if marker == _EXIF_MARKER and data.startswith(_EXIF) and orientation == UPRIGHT:
            orientation = orientation_of(data[len(_EXIF) :])
        if marker in _FRAMES:
            _not_too_large(int.from_bytes(data[3:5], "big"), int.from_bytes(data[1:3], "big"))
            has_frame = True
        if marker == _SCAN:
            _over_points(source)
            has_points = True
        if _is_shown(marker, data):
            pieces.keep(start, source.tell())
            behind_jfif = source.tell() if marker == 0xE0 and start == 2 else behind_jfif
    if not has_frame:
        raise UnfitError(DAMAGED)
    _nothing_behind(source)
    if orientation != UPRIGHT:
        data = _EXIF + exif_of(orientation)
        pieces.put(b"\xff\xe1" + (len(data) + 2).to_bytes(2, "big") + data, before=behind_jfif)
    return pieces.told


def _is_shown(marker: int, data: bytes) -> bool:
    if marker == _COMMENT or marker in _APPLICATIONS:
        return marker in _SHOWN_BY and data.startswith(_SHOWN_BY[marker])
    return True


def _segment(source: BinaryIO) -> bytes:
    length = int.from_bytes(source.read(2), "big") - 2
    data = source.read(length) if length >= 0 else b""
    if length < 0 or len(data) < length:
        raise UnfitError(DAMAGED)
    return data


def _marker(source: BinaryIO) -> int | None:
    if source.read(1) != b"\xff":
        return None
    sign = source.read(1)
    while sign == b"\xff":
        sign = source.read(1)
    return sign[0] if sign else None


def _over_points(source: BinaryIO) -> None:
    """Goes on to where the points of a scan end: to the next marker, which is not one that stands among them."""
    while chunk := source.read(_CHUNK):
        found = _MARKER.search(chunk)
        if found:
            source.seek(found.start() - len(chunk), 1)
            return
        if chunk.endswith(b"\xff") and len(chunk) > 1:
            source.seek(-1, 1)
    raise UnfitError(DAMAGED)


def _nothing_behind(source: BinaryIO) -> None:
    """Cameras put further pictures behind the first (CIPA DC-007), which no browser shows: they are left out."""
    behind = source.read().strip(b"\x00\r\n")
    if behind and not (behind.startswith(JPEG_SIGN) and behind.endswith(b"\xff\xd9")):
        raise UnfitError(MORE_BEHIND)


def _not_too_large(width: int, height: int) -> None:
    if not width or not height:
        raise UnfitError(DAMAGED)
    if width * height > MOST_POINTS or max(width, height) > LONGEST_SIDE:
        most = MOST_POINTS // 1_000_000
        raise UnfitError(TOO_MANY_POINTS.format(width=width, height=height, most=most, side=LONGEST_SIDE))
