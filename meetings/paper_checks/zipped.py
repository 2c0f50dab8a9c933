"""Files that are ZIP archives inside: how much would come out, and whether all of it is whole."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from meetings.paper_checks.refusing import UnfitError

MOST_ENTRIES = 10_000
MOST_UNPACKED = 512 << 20
# Text packs well; a hundredfold of many megabytes is no document that anybody wrote.
MOST_RATIO, FREE_OF_RATIO = 100, 16 << 20
# What unpacking raises where a file is not whole, or packed in a way that nobody uses.
SPOILT = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, zlib.error)
_CHUNK = 1 << 20
_FIRST = 16
_END = b"PK\x05\x06"
_LONGEST_END = 22 + (1 << 16)
# One entry in the list at the end of an archive takes at least so many bytes.
_LEAST_ENTRY = 46

DAMAGED = "is damaged or incomplete: save it again and upload that."
BOMB = "would unpack to far more than such a file holds, so it is not opened: save it as PDF and upload that."
LOCKED = "is encrypted, so nobody could open it without its password: save it without one and upload that."
OUTSIDE = "holds names that lead out of its own folder, so it is not opened: save it as PDF and upload that."


def opened(source: BinaryIO) -> zipfile.ZipFile:
    """The archive, all of whose entries are sound; its first byte is its own. Raises UnfitError."""
    _not_too_long(source)
    source.seek(0)
    try:
        archive = zipfile.ZipFile(source)
        entries = archive.infolist()
    except (*SPOILT, OverflowError) as error:
        raise UnfitError(DAMAGED) from error
    _sound(entries, size=source.seek(0, 2))
    return archive


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The content of an entry, checked against its own sum; `opened` has seen that it is not too long."""
    try:
        return archive.read(entry)
    except SPOILT as error:
        raise UnfitError(DAMAGED) from error


def read_through(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The name and the first bytes of every entry, which is unpacked once, a piece at a time, to see that it is whole.

    Raises UnfitError.
    """
    try:
        for entry in archive.infolist():
            with archive.open(entry) as content:
                first = content.read(_CHUNK)
                while content.read(_CHUNK):
                    pass
            yield entry.filename, first[:_FIRST]
    except SPOILT as error:
        raise UnfitError(DAMAGED) from error


def _not_too_long(source: BinaryIO) -> None:
    """The list of entries is read whole by everybody who opens an archive: so its length is looked at before."""
    size = source.seek(0, 2)
    source.seek(max(0, size - _LONGEST_END))
    tail = source.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise UnfitError(DAMAGED)
    if int.from_bytes(tail[at + 12 : at + 16], "little") > MOST_ENTRIES * _LEAST_ENTRY * 8:
        raise UnfitError(BOMB)


def _sound(entries: list[zipfile.ZipInfo], *, size: int) -> None:
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if not entries or min(entry.header_offset for entry in entries) != 0:
        raise UnfitError(DAMAGED)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or packed > size:
        raise UnfitError(BOMB)
    if any(_is_bomb(entry.file_size, entry.compress_size) for entry in entries) or _is_bomb(unpacked, size):
        raise UnfitError(BOMB)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnfitError(LOCKED)
    if any(_leads_out(entry.filename) for entry in entries):
        raise UnfitError(OUTSIDE)
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise UnfitError(DAMAGED)


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > FREE_OF_RATIO and unpacked > MOST_RATIO * max(packed, 1)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name.split("/")[0]
