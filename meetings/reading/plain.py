"""The words of a text file."""

import codecs
from typing import BinaryIO

from meetings.reading.words import LONGEST_PAGE

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def words_of_text(source: BinaryIO) -> str:
    """The beginning of the file: in the encoding of its mark, else in UTF-8, else in that of Windows."""
    most = LONGEST_PAGE * 4
    data = source.read(most)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        # Of a longer file, the last letter may have been cut in two.
        return codecs.getincrementaldecoder("utf-8")().decode(data, final=len(data) < most)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
