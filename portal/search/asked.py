"""What somebody typed into the search box: cleaned, and read for what it names exactly."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

LONGEST = 200
# More than these is no search but a list.
MOST_NAMED = 5
# Of a longer question, so many parts are looked for one by one.
MOST_TERMS = 6
# Marks that turn the direction of all text after them, on the page as well.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Keyboards of phones write these by themselves.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_MINUSES = re.compile(r"(?<!\S)[−–—](?=\S)")
_PART = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<bare>[^\s"]+))')
# Apostrophes stand inside words; at the edge of one they are quotes.
_STRAY = re.compile(r"(?<!\w)['‘’`´]|['‘’`´](?!\w)")
_LETTERS = re.compile(r"[^\W\d_]+")
_REFERENCE = re.compile(r"(?<![\w-])[a-z]{1,8}-\d{4}-r?\d{1,6}(?![\w-])", re.IGNORECASE)
_MINUTE = re.compile(r"(?:minutes?|min\.?)?\s*(?:no\.?|number)?\s*(?P<number>\d{1,6}[a-z]?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A word of the question that is looked for, and where it stands in it."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Asked:
    """A question to the record: `text` as it is shown again, `was_cut` where more was typed than is read."""

    text: str
    was_cut: bool

    @cached_property
    def query(self) -> str:
        """The text in the signs that the text search knows: straight quotes, and a hyphen before what is left out."""
        return _MINUSES.sub("-", self.text.translate(_QUOTES))

    @cached_property
    def spans(self) -> list[Span]:
        """The words that are looked for, in order; not those that are left out, and not "or"."""
        found = []
        for part in _PART.finditer(self.query):
            if part["minus"] or (part["bare"] or "").casefold() == "or":
                continue
            name = "bare" if part["phrase"] is None else "phrase"
            found += [
                Span(word.group(), part.start(name) + word.start(), part.start(name) + word.end())
                for word in _LETTERS.finditer(part[name])
            ]
        return found

    @property
    def words(self) -> list[str]:
        return [span.word for span in self.spans]

    @property
    def positive(self) -> str:
        """All that is looked for, without the signs."""
        return " ".join(
            part["phrase"] or part["bare"] or "" for part in _PART.finditer(self.query) if not part["minus"]
        )

    @cached_property
    def terms(self) -> list[str]:
        """What is looked for, part by part, as the text search reads it: words, and phrases in their quotes."""
        found: dict[str, str] = {}
        for part in _PART.finditer(self.query):
            if part["minus"] or (part["bare"] or "").casefold() == "or":
                continue
            term = part["bare"] if part["phrase"] is None else f'"{part["phrase"]}"'
            found.setdefault(term.casefold(), term)
        return list(found.values())[:MOST_TERMS]

    @property
    def exclusions(self) -> str:
        """What is left out, as the text search reads it; "" where nothing is."""
        return " ".join(part.group() for part in _PART.finditer(self.query) if part["minus"])

    @property
    def has_stray_quotes(self) -> bool:
        """Whether a quote was opened and not closed, or stands about a word as no sign of the search."""
        return self.query.count('"') % 2 == 1 or bool(_STRAY.search(self.query))

    @property
    def references(self) -> list[str]:
        """References of the ledger that are named, as the ledger writes them: "CYP-2026-R3"."""
        return [reference.upper() for reference in _REFERENCE.findall(self.query)][:MOST_NAMED]

    @property
    def minute_number(self) -> str:
        """The minute number, where nothing else was typed: "72" for "72" and for "Minute 72"."""
        match = _MINUTE.fullmatch(self.query.strip(' "'))
        return match["number"] if match else ""

    def with_words(self, better: dict[str, str]) -> str:
        """The question with words exchanged, by their lower case; quotes and exclusions stay."""
        text = self.query
        for span in reversed(self.spans):
            if span.word.lower() in better:
                text = text[: span.start] + better[span.word.lower()] + text[span.end :]
        return text


def asked(typed: str) -> Asked:
    """The question that was typed, without control characters and marks of direction, on one line, cut to LONGEST."""
    visible = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in typed[: LONGEST * 4])
    text = " ".join(_TURNS.sub("", visible).split())
    was_cut = len(text) > LONGEST or len(typed) > LONGEST * 4
    return Asked(text[:LONGEST].rstrip(), was_cut)
