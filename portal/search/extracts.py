"""Extracts of the entries on a page, with what was looked for marked."""

import re
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQueryField
from django.db.models import Case, F, Func, IntegerField, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Greatest, Length, Substr
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.search.candidates import Reading
from portal.search.models import CONFIG, SearchEntry, SearchPage

# No text of an entry holds these; so they can stand for the marks until the text is escaped.
START, STOP = "\x02", "\x03"
PARTING = " … "
# A text of up to so many characters is shown whole; of a longer one, no more is read than WINDOW, about what was found.
# Between two lines of a text, of which the first is no sentence.
BETWEEN = " · "
SHOWN_WHOLE = 320
WINDOW = 1000
BEFORE = 120
_LINE_END = re.compile(rf"([^\s.?!:;,…{STOP}]{STOP}?)[ \t]*\n\s*")


def with_extracts(entries: QuerySet[SearchEntry], reading: Reading) -> QuerySet[SearchEntry]:
    """The entries with `marked_title` and `marked_text`, to be read by the functions of these names."""
    title = _headline("title", reading, highlight_all=True)
    return entries.annotate(text_length=Length("text")).annotate(marked_title=title, marked_text=_extract(reading))


def pages_with_extracts(pages: QuerySet[SearchPage], reading: Reading) -> QuerySet[SearchPage]:
    """The pages with `marked_text`, in the same way."""
    return pages.annotate(text_length=Length("text")).annotate(marked_text=_extract(reading))


def _extract(reading: Reading) -> Case:
    parts = _headline(
        _window(reading.stems), reading, max_words=32, min_words=14, max_fragments=2, fragment_delimiter=PARTING
    )
    return Case(
        When(text="", then=Value("")),
        When(text_length__lte=SHOWN_WHOLE, then=_headline("text", reading, highlight_all=True)),
        default=parts,
        output_field=TextField(),
    )


def _headline(text: Any, reading: Reading, **options: Any) -> SearchHeadline:
    query = Cast(Value(reading.marking), SearchQueryField())
    return SearchHeadline(text, query, config=CONFIG, start_sel=START, stop_sel=STOP, **options)


def marked_title(entry: SearchEntry) -> SafeString:
    """The title of an entry from `with_extracts` as markup: escaped, what was found in `mark` elements."""
    return _markup(getattr(entry, "marked_title"))  # noqa: B009  # an annotation, unknown to the type checker


def marked_text(entry: SearchEntry) -> SafeString:
    """The extract of its text, in the same way, with dots where it breaks into a sentence or out of one."""
    extract = _LINE_END.sub(rf"\1{BETWEEN}", getattr(entry, "marked_text").strip())  # noqa: B009  # as above
    return _extract_of(extract, getattr(entry, "text_length"))  # noqa: B009  # as above


def marked_page(page: SearchPage) -> SafeString:
    """The extract of a page from `pages_with_extracts`, whose lines end where the paper did."""
    extract = " ".join(getattr(page, "marked_text").split())  # noqa: B009  # as above
    return _extract_of(extract, getattr(page, "text_length"))  # noqa: B009  # as above


def _extract_of(extract: str, length: int) -> SafeString:
    if length <= SHOWN_WHOLE:
        return _markup(extract)
    begins = "" if extract.lstrip(START)[:1].isupper() or not extract.lstrip(START)[:1].isalpha() else "… "
    ends = "" if extract.rstrip(STOP).endswith((".", "?", "!", ":", "”")) else " …"
    return _markup(f"{begins}{extract}{ends}")


def _markup(extract: str) -> SafeString:
    return mark_safe(escape(extract).replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308  # escaped here


def _window(stems: list[str]) -> Case | Substr:
    """The whole of a short text; of a long one the part about the first place where a stem begins a word.

    A stem that is not the beginning of its words ("studi", of "study") is not met; then the beginning stands.
    """
    if not stems:
        return Substr("text", 1, WINDOW)
    pattern = rf"\m(?:{'|'.join(re.escape(stem) for stem in stems)})"
    place = Func(
        F("text"), Value(pattern), Value(1), Value(1), Value(0), Value("i"),
        function="regexp_instr", output_field=IntegerField(),
    )  # fmt: skip
    return Case(
        When(text_length__lte=WINDOW, then=F("text")),
        # The first word may be cut in two; it goes.
        default=Func(
            Substr("text", Greatest(place - BEFORE, 1), WINDOW), Value(r"^\S*\s"), Value(""), function="regexp_replace"
        ),
        output_field=TextField(),
    )
