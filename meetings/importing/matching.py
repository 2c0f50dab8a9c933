"""Names of people across spellings."""

import difflib
import re
import unicodedata

# From this share of equal letters on, two names are called alike.
ALIKE = 0.9

_TITLES = re.compile(
    r"^(?:the\s+)?(?:councillors?|cllrs?|alderman|alderwoman|mrs?|ms|miss|mx|dr|prof(?:essor)?|rev(?:erend|d)?|"
    r"canon|sir|dame|"
    r"lord|lady|baroness|fr|father|sister)\b\.?\s*",
    re.IGNORECASE,
)
_LETTER_APOSTROPHE = re.compile(r"\b[il1|]['’`´]", re.IGNORECASE)
_HONOURS = re.compile(r",?\s+\b(?:OBE|MBE|CBE|JP|QC|KC|MP|DL)\b\.?")


def without_title(name: str) -> tuple[str, str]:
    """The title and the name: ("Councillor", "Anwen Price") for "Councillor Anwen Price"; Cllr becomes Councillor."""
    match = _TITLES.match(name.strip())
    if not match:
        return "", name.strip()
    title = match.group().strip().rstrip(".")
    short = title.lower()
    if short.startswith(("cllr", "councillor")):
        title = "Councillor"
    return title, name.strip()[match.end() :].strip()


def name_key(name: str) -> str:
    """A key that spellings of one name share: no title, honours, accents, dots or hyphens; "l'Anson" is "I'Anson".

    A scanner reads a capital I before an apostrophe as a small l or a one, and no English surname begins with l', so
    the three are one.
    """
    _, bare = without_title(_HONOURS.sub("", name))
    bare = _LETTER_APOSTROPHE.sub("i ", bare)
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    letters = re.sub(r"[’'`´]", "", plain)
    return " ".join(re.sub(r"[^a-z ]", " ", letters.casefold()).split())


def surname_key(key: str) -> str:
    """The last word of a name's key."""
    return key.rsplit(" ", 1)[-1]


def sort_name(name: str) -> str:
    """Family name first, lower case, for ordering: "price anwen"."""
    words = without_title(name)[1].split()
    return " ".join([words[-1], *words[:-1]]).casefold() if words else name.casefold()


def are_alike(first: str, second: str) -> bool:
    """Whether two keys differ so little that a reader should look: one letter or so in the whole name."""
    return first != second and difflib.SequenceMatcher(None, first, second).ratio() >= ALIKE
