"""A frozen list as an accessible PDF: tagged after PDF/UA-1 (ISO 14289-1), with true tables, links and page numbers."""

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst
from django.utils.dateformat import format as format_date

from actions.as_paper.saying import address_of, compared_with, heading_of, moment_of, title_of, told
from actions.models.frozen_log import FrozenKind
from portal.addresses import absolute

Content = dict[str, Any]
SOURCE = Path(__file__).with_name("list.typ")
# A row of more letters may be parted by the end of a page, since it might not fit upon one.
LONG_ROW = 1200
COLUMNS = {
    "action": ["Number", "Action", "Owner", "Progress", "Due", "Status"],
    "recommendation": ["Number", "Recommendation", "Addressee", "Progress", "Response due", "Status"],
}
NOTE = (
    "Each reference leads to the page of its entry, with its whole history and as it stands now. A status follows from "
    "what happened and is not typed by anybody."
)
UNSHOWN = (
    "The paper’s fonts have no shape for some characters{which}, so it was made without the mark of an accessible PDF "
    "(PDF/UA). Look at it before it is published, and write those words otherwise in the ledger if you can."
)
_LEADS_ON = re.compile(r"[;,](?:\s+and)?\s*\Z")
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\s]+")


class TypesettingError(Exception):
    """A list that could not be made a PDF; the text is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """The PDF, and what the officer is to be told of it: "" where it is as it should be."""

    pdf: bytes
    warning: str = ""


def typeset(content: Content, made_at: dt.datetime) -> Typeset:
    """The PDF of a frozen list; `made_at` is the moment of freezing on the council's own clock.

    Where the fonts that the typesetter brings lack a character, those of the machine are tried; where these lack it
    too, the PDF is made without claiming PDF/UA, with a warning. Raises TypesettingError.
    """
    given = {"paper": json.dumps(_paper(content, made_at))}
    unshown = ""
    for own_fonts, is_accessible in ((True, True), (False, True), (False, False)):
        try:
            pdf: bytes = typst.compile(
                SOURCE.read_bytes(),
                format="pdf",
                sys_inputs=given,
                ignore_system_fonts=own_fonts,
                pdf_standards="ua-1" if is_accessible else None,
                timestamp=int(made_at.timestamp()),
            )
        except typst.TypstError as error:
            found = _UNSHOWN.search(error.message)
            if found is None:
                raise TypesettingError("The list could not be set as a PDF. Tell the administrator.") from error
            unshown = found[1]
        else:
            return Typeset(pdf, "" if is_accessible else UNSHOWN.format(which=f" (“{unshown}”)" if unshown else ""))
    raise TypesettingError("The list could not be set as a PDF. Tell the administrator.")


def _paper(content: Content, made_at: dt.datetime) -> Content:
    """What the page says, all of it as text."""
    title, committee = title_of(content), content["committee"]["name"]
    parts: list[Content] = [
        {
            "heading": heading_of(part),
            "told": told(part),
            "columns": COLUMNS[part["kind"]],
            "rows": [_row(row) for row in part["rows"]],
        }
        for part in content["lists"]
    ]
    return {
        "title": _line(f"{title}: {committee}"),
        "running": _line(title),
        "heading": FrozenKind(content["kind"]).label,
        "council": _line(content["council"]),
        "committee": _line(committee),
        "moment": moment_of(made_at),
        "day": [made_at.year, made_at.month, made_at.day],
        "told": " ".join(part["told"] for part in parts),
        "note": " ".join(part for part in (compared_with(content), NOTE) if part),
        "lists": parts,
    }


def _row(row: Content) -> Content:
    is_action, late = row["kind"] == "action", row["days_late"]
    text, progress = _line(_LEADS_ON.sub("", row["text"])), _line(row["progress"])
    return {
        "reference": row["reference"],
        "address": absolute(address_of(row)),
        "made": _short(row["made_on"]),
        "older": _line(f"{row['older_number']} in the older log") if row["older_number"] else "",
        "marks": row["marks"],
        "item": _line(row["item"]),
        "text": text[:1].upper() + text[1:],
        "who": _line(row["who"]) or ("No owner" if is_action else "Not named"),
        "beside": _line(row["directorate"]),
        "progress": progress or "None published",
        "progress_on": _short(row["progress_on"]) if progress else "",
        "due": _short(row["due_on"]) or "No due date",
        "late": _late(row),
        "is_late": bool(late),
        "status": row["status_label"],
        "settled": f"on {_short(row['settled_on'])}" if row["settled_on"] else "",
        "missing": [_line(sentence) for sentence in row["missing"]],
        "is_long": len(text) + len(progress) > LONG_ROW,
    }


def _late(row: Content) -> str:
    if days := row["days_late"]:
        return f"{days:,} day{'' if days == 1 else 's'} late"
    if days := row["answered_late_by"]:
        return f"answered {days:,} day{'' if days == 1 else 's'} late"
    return ""


def _short(day: str | None) -> str:
    """ "2 Nov 2026", for narrow columns."""
    return format_date(dt.date.fromisoformat(day), "j M Y") if day else ""


def _line(words: str) -> str:
    """The words in one line, without what no page can show."""
    return _UNSEEN.sub(" ", words.encode("utf-8", "replace").decode()).strip()
