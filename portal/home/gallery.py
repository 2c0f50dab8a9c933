"""Invented words for the gallery of components."""

import json
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator


class SampleForm(forms.Form):
    """One field of each kind that the portal's forms use."""

    words = forms.CharField(help_text="Any words of the title.", required=False)
    since = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}), help_text="The first day.")
    committee = forms.ChoiceField(
        choices=[("", "All committees"), ("cyp", "Children and Young People")], required=False
    )
    stage = forms.ChoiceField(choices=[("agenda", "Agenda"), ("minutes", "Minutes")], widget=forms.RadioSelect)
    late = forms.BooleanField(label="Overdue only", required=False)


class MoreThanCounted(Paginator):  # type: ignore[type-arg]  # it takes an argument for the type checker alone
    """Pages of a list of which only the first rows can be paged through."""

    is_capped = True


@cache
def _samples() -> dict[str, Any]:
    path = settings.BASE_DIR / "fixtures" / "gallery.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def samples() -> dict[str, Any]:
    """The context of the gallery page: every component's arguments, in every state."""
    return {
        "sample": _samples(),
        "form": SampleForm(prefix="plain"),
        "error_form": SampleForm({"wrong-since": "the first of May"}, prefix="wrong"),
        "pages": [Paginator(range(300), 25).get_page(number) for number in (1, 6, 12)]
        + [MoreThanCounted(range(5000), 25).get_page(200)],
    }
