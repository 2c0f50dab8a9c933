"""Who of a meeting's attendance is named in a text of that meeting."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

_TITLES = re.compile(r"^(?P<title>Councillor|Cllr|Mr|Mrs|Ms|Miss|Mx|Dr|Professor|Canon|Sir|Dame|Lord|Baroness)\.?\s+")
_CAPITALISED = r"[A-Z][\w'’.-]*"
# "Councillors Price, Vale and Lyle": a run of names under one title.
_RUN = re.compile(rf"\b(?:Councillors|Cllrs)((?:,?\s+(?:and\s+)?{_CAPITALISED})+)")


class NamesOfMeeting:
    """Finds in a text those people of a meeting's attendance whose full name, or title and family name, stands there.

    A family name that two people of the meeting share under one title names neither of them; their full names do.
    `attendance` is that of an edition; people without a slug (posts, guests unknown to the office) are left out.
    """

    def __init__(self, attendance: Iterable[dict[str, Any]]) -> None:
        self._slugs: dict[str, str] = {}
        self._councillors: dict[str, str] = {}
        people = [entry for group in attendance for entry in group["entries"] if entry["person"]]
        self.everybody = sorted({entry["person"] for entry in people})
        titled = []
        for entry in people:
            match = _TITLES.match(entry["name"])
            bare = entry["name"][match.end() :].strip() if match else entry["name"].strip()
            if " " in bare:
                self._slugs[bare] = entry["person"]
            if match and bare:
                title = "Councillor" if match["title"] == "Cllr" else match["title"]
                titled.append((title, bare.rsplit(" ", 1)[-1], entry["person"]))
        shared = Counter((title, family) for title, family, _ in titled)
        for title, family, slug in titled:
            if shared[title, family] > 1:
                continue
            self._slugs[f"{title} {family}"] = slug
            if title == "Councillor":
                self._slugs[f"Cllr {family}"] = slug
                self._councillors[family] = slug
        self._names = _any_of(self._slugs)
        self._families = _any_of(self._councillors)

    def named_in(self, text: str) -> list[str]:
        """The slugs of the people who are named in the text, in order."""
        found = {self._slugs[match.group()] for match in self._names.finditer(text)}
        for run in _RUN.finditer(text):
            found |= {self._councillors[match.group()] for match in self._families.finditer(run.group(1))}
        return sorted(found)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names as whole words, the longest first; nothing where there are none."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b" if longest_first else r"(?!)")
