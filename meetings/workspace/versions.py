"""The versions of the minutes of an item, as an officer reads them: by sittings, and two beside each other."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Func, IntegerField, QuerySet
from django.utils.safestring import SafeString, mark_safe

from meetings.editions.compared import Part, fold
from meetings.editions.marking import Marked, mark_html
from meetings.models import AgendaItem, MinutesVersion
from meetings.models.minutes_version import VersionCause

# Saves of one writer that follow each other so closely are one sitting.
SITTING = dt.timedelta(minutes=15)
# So many versions are listed at most; the rest is asked for by number.
MOST_LISTED = 2_000


@dataclass
class Entry:
    """One version in the list. `size`: its words; `change`: how many more or fewer than in the version before it."""

    version: MinutesVersion
    size: int
    change: int = 0


@dataclass
class Sitting:
    """Versions that one writer saved one after the other, the last first. `change`: of words, over all of them."""

    entries: list[Entry]
    before: int
    change: int

    @property
    def last(self) -> MinutesVersion:
        return self.entries[0].version

    @property
    def said(self) -> str:
        """How much was written or struck out, in words."""
        count = abs(self.change)
        words = "one word" if count == 1 else f"{count} words"
        kind = "more" if self.change > 0 else "fewer"
        size = f"{words} {kind} than" if count else "as many words as"
        return f"{size} version {self.before}" if self.before else words.replace("0 words", "no words")

    @property
    def first(self) -> MinutesVersion:
        return self.entries[-1].version


class _Words(Func):
    """How many words a text of markup has, counted in the database, so that the texts need not be read."""

    template = (
        "coalesce(array_length(regexp_split_to_array(nullif(btrim("
        "regexp_replace(%(expressions)s, '<[^>]*>|\\s+', ' ', 'g')), ''), ' +'), 1), 0)"
    )
    output_field = IntegerField()


def sittings(item: AgendaItem) -> list[Sitting]:
    """The versions of the item, the newest first, as sittings."""
    versions: QuerySet[MinutesVersion] = item.versions.select_related("saved_by").defer("html").order_by("-number")
    entries = [
        Entry(version, getattr(version, "words"))  # noqa: B009 - the annotation is no field of the model
        for version in versions.annotate(words=_Words("html"))[:MOST_LISTED]
    ]
    sizes = {entry.version.number: entry.size for entry in entries}
    for entry in entries:
        entry.change = entry.size - sizes.get(entry.version.based_on, 0)
    found: list[Sitting] = []
    for entry in entries:
        if found and _is_same_sitting(found[-1].first, entry.version):
            found[-1].entries.append(entry)
        else:
            found.append(Sitting([entry], 0, 0))
    for sitting in found:
        sitting.before = sitting.first.based_on
        sitting.change = sitting.entries[0].size - sizes.get(sitting.before, 0)
    return found


def _is_same_sitting(later: MinutesVersion, earlier: MinutesVersion) -> bool:
    return (
        later.cause == earlier.cause == VersionCause.TYPED
        and later.saved_by_id == earlier.saved_by_id
        and later.is_beside == earlier.is_beside
        and later.based_on == earlier.number
        and later.saved_at - earlier.saved_at <= SITTING
    )


def difference(before: str, after: str) -> list[Part]:
    """Two texts as one, with their marks; long stretches that are the same are folded."""
    return fold([Part("prose", passage=passage) for passage in mark_html(before, after)])


# A screen reader does not say <mark>.
_ONLY_HERE = '<mark><span class="hidden-text">[only here: </span>'
_TO_HERE = '<span class="hidden-text">]</span></mark>'


@dataclass(frozen=True)
class Row:
    """A passage of two texts side by side; `html` is "" where one of them has none."""

    state: str
    ours: SafeString
    theirs: SafeString


def side_by_side(ours: str, theirs: str) -> list[Row]:
    """Two texts in rows: to the left what stands, with the words that only it has marked; to the right the other."""
    return [
        Row(passage.state, _without(passage, "ins"), _without(passage, "del")) for passage in mark_html(ours, theirs)
    ]


def _without(passage: Marked, mark: str) -> SafeString:
    """One side of a passage. What holds no words then, because the other side alone has it, is left out."""
    markup = re.sub(rf"<{mark}>.*?</{mark}>", "", passage.html, flags=re.DOTALL)
    while True:
        shorter = re.sub(r"<(p|li|ul|ol|h4|h5|blockquote|tr|thead|tbody|table|caption)\b[^>]*>\s*</\1>", "", markup)
        if shorter == markup:
            kept = "del" if mark == "ins" else "ins"
            markup = markup.replace(f"<{kept}>", _ONLY_HERE).replace(f"</{kept}>", _TO_HERE)
            return mark_safe(markup)  # noqa: S308 - sanitised and escaped by meetings.editions.marking
        markup = shorter
