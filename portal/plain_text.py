"""What people paste, as plain text: no invisible character that changes how the text beside it reads."""

import re
import unicodedata

# Marks that reorder what is shown (Unicode bidirectional overrides, embeddings and isolates) could make one text read
# as another. Joiners stay: emoji and several scripts need them.
_REORDERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_KEPT = "\n\t"
# White space, and marks of format such as the space of no width.
_SHOWS_NOTHING = ("Cc", "Cf", "Zl", "Zp", "Zs")


def plain(text: str) -> str:
    """The text with "\\n" for every end of line, without control characters and reordering marks, trimmed.

    NUL is a control character too: what a database cannot hold is left out. A text that shows nothing is no text.
    """
    text = _REORDERING.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in ("Cc", "Cs"))
    if all(unicodedata.category(sign) in _SHOWS_NOTHING for sign in kept):
        return ""
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def one_line(text: str) -> str:
    """As `plain`, in one line."""
    return " ".join(plain(text).split())
