"""Invented words for the gallery of components."""

import datetime as dt
import json
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator

from meetings.editions.difference import difference
from meetings.editions.models import LOST
from meetings.forms.comparison import ComparisonForm
from meetings.views.public_calendar import weeks
from portal.home.gallery_impact import impact_samples
from portal.home.gallery_programme import programme_samples

# As many rows as a long list has.
MANY = 300


class SampleForm(forms.Form):
    """One field of each kind that the portal's forms use."""

    words = forms.CharField(help_text="Any words of the title.", required=False)
    since = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}), help_text="The first day.")
    committee = forms.ChoiceField(
        choices=[("", "All committees"), ("cyp", "Children and Young People")], required=False
    )
    stage = forms.ChoiceField(choices=[("agenda", "Agenda"), ("minutes", "Minutes")], widget=forms.RadioSelect)
    late = forms.BooleanField(label="Overdue only", required=False)


class SampleSearchForm(forms.Form):
    """The form of the search page, with one filter that was chosen wrongly."""

    q = forms.CharField(label="Words, a name or a reference")
    year = forms.ChoiceField(label="Municipal year", choices=[("", "Any year"), ("2025", "2025 to 2026")])
    is_narrowed = True

    @property
    def filters(self) -> list[forms.BoundField]:
        return [self["year"]]


class MoreThanCounted(Paginator):  # type: ignore[type-arg]  # it takes an argument for the type checker alone
    """Pages of a list of which only the first rows can be paged through."""

    is_capped = True


@cache
def _samples() -> dict[str, Any]:
    return _read("gallery.json")


def _read(name: str) -> dict[str, Any]:
    path = settings.BASE_DIR / "fixtures" / name
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def _lists() -> dict[str, Any]:
    """Lists of meetings and of committees: with long names, by month, 300 rows, and a month as a table."""
    loaded = _read("gallery_lists.json")
    told = [{**row, "is_lost": row["status"] in LOST} for row in _samples()["meetings"]]
    months = [
        {"first_day": dt.date(2026, 6, 1), "meetings": told[:3]},
        {"first_day": dt.date(2026, 7, 1), "meetings": told[3:4]},
    ]
    return {
        **loaded,
        "meetings": [*told, loaded["long_meeting"]],
        "many": [told[number % len(told)] for number in range(MANY)],
        "part": {"anchor": "g-to-come", "label": "To come", "months": months},
        "calendar": _calendar(told),
    }


def _calendar(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A month with a day of two meetings, one of them cancelled, with a provisional one, and with today; and bare."""
    month, today = dt.date(2026, 6, 1), dt.date(2026, 6, 18)
    cancelled = next(row for row in rows if row["status"] == "cancelled")
    on_day = {dt.date(2026, 6, 9): [rows[0], cancelled], dt.date(2026, 6, 30): [rows[2]]}
    return {
        "month": month,
        "weeks": weeks(month, on_day, today),
        "bare": weeks(month, {}, today),
        "before": {"url": "#g-calendar", "month": dt.date(2026, 5, 1)},
        "after": {"url": "#g-calendar", "month": dt.date(2026, 7, 1)},
    }


@cache
def _compared() -> dict[str, Any]:
    """Two editions in which everything changed that can, and the choice of two."""
    pair = _read("gallery_difference.json")
    found = difference(pair["before"], pair["after"])
    choices = [(3, "Edition 3, 18 June 2026"), (2, "Edition 2, 6 May 2026")]
    rows = [
        {**pair["after"]["edition"], "url": "#g-edition", "sha256": "e" * 64, "compared_with": 2, "compare_url": "#"},
        {**pair["before"]["edition"], "url": "#g-edition", "sha256": "c" * 64, "is_withdrawn": False},
        {
            "number": 1, "stage": "agenda", "published_at": "2026-04-10T10:00:00Z", "url": "#g-edition",
            "is_withdrawn": True, "withdrawn_at": "2026-04-10T12:00:00Z", "withdrawn_because": "It named a patient.",
            "sha256": "a" * 64,
        },
    ]  # fmt: skip
    return {
        "difference": found,
        "restyled": {"state": "restyled", "html": '<ol start="4"><li>The bus stop at the hospital</li></ol>'},
        "editions": rows,
        "form": ComparisonForm(editions=choices, prefix="pair"),
        "error_form": ComparisonForm({"same-earlier": 2, "same-later": 2}, editions=choices, prefix="same"),
    }


def samples() -> dict[str, Any]:
    """The context of the gallery page: every component's arguments, in every state."""
    return {
        "sample": _samples(),
        "entry_sample": _read("gallery_entry.json"),
        "lists": _lists(),
        "compared": _compared(),
        "programme": programme_samples(),
        "impact": impact_samples(_samples()["entries"]),
        "form": SampleForm(prefix="plain"),
        "error_form": SampleForm({"wrong-since": "the first of May"}, prefix="wrong"),
        "search_form": SampleSearchForm({"q": "buses", "year": "1066"}, auto_id="sample-search-%s"),
        "pages": [Paginator(range(300), 25).get_page(number) for number in (1, 6, 12)]
        + [MoreThanCounted(range(5000), 25).get_page(200)],
    }
