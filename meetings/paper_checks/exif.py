"""The one thing that a picture's EXIF data say of how it is shown: which way up (CIPA DC-008, tag 0x0112)."""

import struct
from contextlib import suppress

UPRIGHT = 1
_ORIENTATION, _SHORT = 0x0112, 3
_MOST_ENTRIES = 1_000
_ORDERS = {b"II*\x00": "<", b"MM\x00*": ">"}


def orientation_of(exif: bytes) -> int:
    """1 to 8; upright where the data, which begin as those of a TIFF do, say nothing that can be understood."""
    order = _ORDERS.get(exif[:4], "")
    with suppress(struct.error):
        (at,) = struct.unpack_from(f"{order}I", exif, 4) if order else (len(exif),)
        (count,) = struct.unpack_from(f"{order}H", exif, at)
        for number in range(min(count, _MOST_ENTRIES)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, at + 2 + 12 * number)
            if (tag, kind) == (_ORIENTATION, _SHORT):
                return value if 1 <= value <= 8 else UPRIGHT
    return UPRIGHT


def exif_of(orientation: int) -> bytes:
    """EXIF data that say which way up, and nothing else."""
    return b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, _SHORT, 1, orientation, 0, 0)
