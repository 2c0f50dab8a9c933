"""Names of files as they come from outside → names that are safe on every disk and that people still recognise."""

import re
import unicodedata

# A name may be written in any script, but beyond letters and digits it keeps these signs alone.
_SIGNS = frozenset(" -_.,()&'+’–")
_SHARERS = re.compile(r"[/\\]")
_ENDING = re.compile(
    r"\.(?:pdf|docx?|docm|dotx?|dotm|xlsx?|xlsm|xlsb|xltx?|pptx?|pptm|ppsx?|od[tsp]|rtf|csv|tsv|txt|md|log|html?|xhtml"
    r"|xml|svg|json|png|jpe?g|jpe|jfif|gif|tiff?|bmp|webp|heic|zip|rar|7z|gz|exe|com|scr|msi|dll|bat|cmd|ps1|vbs|js"
    r"|hta|jar|sh|py|php|lnk|pif|msg|eml)\Z",
    re.IGNORECASE,
)
# Windows keeps these names for itself, with any ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|\Z)", re.IGNORECASE)
LONGEST_STEM = 100
# A name of a file may be 255 bytes long on most disks, and ours stands in addresses too.
MOST_BYTES = 180
SHOWN = 80
NAMELESS = "paper"


def safe_name(given: str, ending: str) -> str:
    """The name without folders, signs that disks or pages might take for something else, and with the true ending."""
    return f"{stem_of(given)}{ending}"


def stem_of(given: str) -> str:
    """The name without its folders and without its endings, of which a disguised file has two ("minutes.pdf.exe")."""
    stem = "".join(_kept(sign) for sign in unicodedata.normalize("NFC", _last_part(given)))
    while ending := _ENDING.search(stem.rstrip(" .-_,")):
        stem = stem[: ending.start()]
    stem = _shortened(_tidy(stem))
    if _RESERVED.match(stem):
        stem = f"{NAMELESS} {stem}"
    return stem or NAMELESS


def shown_name(given: str) -> str:
    """The name as it stands in a sentence: what cannot be seen, or turns the line round, is left out."""
    seen = "".join(sign for sign in _last_part(given) if not unicodedata.category(sign).startswith("C"))
    seen = " ".join(seen.split())
    return (seen if len(seen) <= SHOWN else f"{seen[: SHOWN - 1].rstrip()}…") or "a file without a name"


def _last_part(given: str) -> str:
    parts = [part for part in _SHARERS.split(given) if part.strip(" .")]
    return parts[-1] if parts else ""


def _kept(sign: str) -> str:
    category = unicodedata.category(sign)
    if sign in _SIGNS or category[0] in "LN" or category in ("Mn", "Mc"):
        return sign
    # What cannot be seen leaves no gap; every other sign does.
    return "" if category.startswith("C") and sign not in "\t\n\r" else " "


def _tidy(stem: str) -> str:
    return " ".join(stem.split()).strip(" .-_,")


def _shortened(stem: str) -> str:
    stem = stem[:LONGEST_STEM]
    while len(stem.encode()) > MOST_BYTES:
        stem = stem[:-1]
    return _tidy(stem)
