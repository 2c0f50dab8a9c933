"""What is read from a file, made fit to be searched and shown: plain words on lines, without what printing put in."""

import re
import unicodedata

# Of one page. A page of print holds some three thousand; what is longer is a sheet of figures, found by its beginning.
LONGEST_PAGE = 200_000
# PDFium says so where a word goes on in the next line; a soft hyphen is one that is only seen there.
_BROKEN = re.compile("[\x02\xad\ufffe]\\s*")
# "consul-" at the end of a line and "tation" on the next. A number, or a capital letter, does not go on so.
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-‐]\n[ \t]*(?=[a-z])")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\s*\n\s*")


def clean(text: str) -> str:
    """The text with ligatures taken apart, broken words joined, and no character that cannot be seen.

    `text` may hold anything at all, also NUL and halves of surrogate pairs; what comes back can be kept and escaped.
    """
    text = _BROKEN.sub("", _LINE_ENDS.sub("\n", text[: LONGEST_PAGE * 2]))
    text = unicodedata.normalize("NFKC", text)
    text = "".join(sign if sign == "\n" or not _is_unseen(sign) else " " for sign in text)
    text = _EMPTY_LINES.sub("\n", _SPACES.sub(" ", text)).strip()
    return _HYPHENATED.sub("", text)[:LONGEST_PAGE]


def _is_unseen(sign: str) -> bool:
    """Controls, marks of direction, halves of pairs, and characters that a font made up for itself."""
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn")
