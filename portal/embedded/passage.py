"""Lets one account pass through one folder, by an access control list.

The alternative, opening the folder to everyone, would be more than the database needs. Linux keeps the list in an
extended attribute of the folder: a version number, then entries of tag, permissions and user number, all little-endian
(include/uapi/linux/posix_acl_xattr.h).
"""

import os
import stat
import struct
import sys
from pathlib import Path

ATTRIBUTE = "system.posix_acl_access"
VERSION = 2
HEADER = struct.Struct("<I")
ENTRY = struct.Struct("<HHI")
OWNER, USER, GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
NOBODY_IN_PARTICULAR = 0xFFFFFFFF
PASS = 1  # "search" in a folder: go through it to a known name, without seeing what else is there

Entry = tuple[int, int, int]


def plain_entries(mode: int) -> list[Entry]:
    """The list that says the same as the permission bits `mode`."""
    bits = stat.S_IMODE(mode)
    return [
        (OWNER, bits >> 6 & 7, NOBODY_IN_PARTICULAR),
        (GROUP, bits >> 3 & 7, NOBODY_IN_PARTICULAR),
        (OTHER, bits & 7, NOBODY_IN_PARTICULAR),
    ]


def decode(value: bytes) -> list[Entry]:
    """The entries of a stored list."""
    return [(tag, bits, number) for tag, bits, number in ENTRY.iter_unpack(value[HEADER.size :])]


def encode(entries: list[Entry]) -> bytes:
    """A list as it is stored; the kernel wants its entries in the order of tag and number."""
    return HEADER.pack(VERSION) + b"".join(ENTRY.pack(*entry) for entry in sorted(entries, key=lambda e: (e[0], e[2])))


def with_passage(entries: list[Entry], user: int) -> list[Entry]:
    """The same list, in which `user` may pass; the mask, which limits named entries, is widened no further."""
    permissions = {(tag, number): bits for tag, bits, number in entries}
    mask = permissions.pop((MASK, NOBODY_IN_PARTICULAR), permissions[GROUP, NOBODY_IN_PARTICULAR])
    permissions[MASK, NOBODY_IN_PARTICULAR] = mask | PASS
    permissions[USER, user] = permissions.get((USER, user), 0) | PASS
    return [(tag, bits, number) for (tag, number), bits in permissions.items()]


def grant(folder: Path, user: int) -> bool:
    """Let `user` pass through `folder`; False where the system or the file system keeps no such lists."""
    if sys.platform != "linux":
        return False
    try:
        try:
            entries = decode(os.getxattr(folder, ATTRIBUTE))
        except OSError:
            entries = plain_entries(folder.stat().st_mode)
        os.setxattr(folder, ATTRIBUTE, encode(with_passage(entries, user)))
    except OSError:
        return False
    return True
