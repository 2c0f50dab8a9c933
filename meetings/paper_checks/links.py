"""Where links behind words may lead: to the web, to a mailbox, to a telephone; nowhere else."""

import re

from meetings.paper_checks.refusing import UnfitError

# A scheme as in RFC 3986, section 3.1; a drive ("C:\\") reads as one too, and is meant to.
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Who writes no scheme may write a port: www.example.org:8080
_PORT = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+:\d", re.IGNORECASE)
_ALLOWED = frozenset({"http", "https", "mailto", "tel"})
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SHARE = re.compile(r"[\\/]{2}")
_SHOWN = 60

LINK = (
    "holds a link to “{address}”, and links may lead to web pages, mailboxes and telephones alone (http, https, mailto,"
    " tel): take it out and upload the file again."
)


def look_at_link(address: str) -> None:
    """Whether a link may stand in a paper; one without a scheme stays within the file or its folder.

    Programs overlook blanks and control characters, so they are overlooked here too. Raises UnfitError.
    """
    if not address:
        return
    bare = _UNSEEN.sub("", address)
    scheme = None if _PORT.match(bare) else _SCHEME.match(bare)
    if _SHARE.match(bare) or (scheme and scheme[1].lower() not in _ALLOWED):
        shown = " ".join(re.sub(r"[^\x20-\x7e]|[“”]", " ", address).split()).replace(". ", " ")
        raise UnfitError(LINK.format(address=shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"))
