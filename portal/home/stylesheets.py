"""One stylesheet for readers out of one file a component for those who write them.

Over a slow network each file costs a round trip, six at a time. So when static files are collected, the parts are
joined, in the order in which the cascade needs them, into one file; nothing else is done to them.
"""

from collections.abc import Callable, Iterator
from re import Match
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# tokens first: it names the order of the layers. Within a layer the order decides only between equals.
PARTS = [
    "tokens",
    "reset",
    "base",
    "layout",
    "masthead",
    "prose",
    "parts",
    "status",
    "toc",
    "meeting",
    "outcomes",
    "table",
    "form",
    "letter",
    "calendar",
    "timeline",
    "difference",
    "reading",
    "search",
    "ledger",
    "entry",
    "frozen_log",
    "registers",
    "programme",
    "code",
    "print",
]
# Charts and tables of figures, after the public ones on the few pages that have them.
FIGURE_PARTS = ["figures/register", "figures/impact"]
# The page that an owner opens by a link.
ANSWER_PARTS = ["answering/page"]
# Dense pages for officers, over the same tokens; loaded after the public ones, and by the office alone.
OFFICE_PARTS = [
    "office/frame",
    "office/parts",
    "office/forms",
    "office/tables",
    "office/print",
    "office/workspace",
    "office/agenda",
    "office/attendance",
    "office/minutes",
    "office/outcomes",
    "office/papers",
    "office/one_paper",
    "office/questions",
    "office/programme",
    "office/desk",
    "office/councillor",
    "office/door",
    "office/submissions",
    "office/ledger",
    "office/entry",
    "office/chasing",
    "office/answers",
    "office/bringing_in",
    "office/reference",
    "office/accounts",
]
# What readers get, and the parts that it is joined from.
JOINED = {
    "css/site.css": PARTS,
    "css/figures.css": FIGURE_PARTS,
    "css/answer.css": ANSWER_PARTS,
    "css/office.css": OFFICE_PARTS,
}


def part_names(parts: list[str]) -> list[str]:
    """The parts under the names by which static files are found."""
    return [f"css/{part}.css" for part in parts]


class JoinedStylesheetStorage(CompressedManifestStaticFilesStorage):
    """Adds the joined stylesheets to what was collected, so that they are hashed and compressed like the rest.

    Modules of scripts import each other under their hashed names too.
    """

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            for sheet, parts in JOINED.items():
                self.delete(sheet)
                self._save(sheet, ContentFile(joined(parts)))
                paths = {**paths, sheet: (self, sheet)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Callable[[Match[str]], str]:
        """As Django's; scripts of htmx stay as they are, because types in their comments look like imports."""
        if name.startswith("django_htmx/"):
            return lambda found: found[0]
        converter: Callable[[Match[str]], str] = super().url_converter(name, hashed_files, template)
        return converter


def joined(parts: list[str]) -> bytes:
    """The parts one after the other."""
    sheets = []
    for name in part_names(parts):
        path = finders.find(name)
        if path is None:
            raise FileNotFoundError(f"The stylesheet {name} is missing from the folder of static files.")
        with open(path, "rb") as file:
            sheets.append(file.read())
    return b"".join(sheets)
