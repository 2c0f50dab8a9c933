"""What a search is narrowed by, from its address."""

from collections.abc import Iterable
from typing import Any

from django import forms

from meetings.editions.models import PublishedCommittee
from meetings.municipal_year import municipal_year_label
from portal.search.marks import committee_mark, kind_mark, person_mark, year_mark
from portal.search.models import KIND_PLURALS
from portal.search.names import person_called

LONGEST_NAME = 80


class SearchForm(forms.Form):
    """The words, which are never wrong, and the filters; a filter that does not hold is left out and says why."""

    q = forms.CharField(label="Words, a name or a reference", required=False, strip=False)
    kind = forms.ChoiceField(label="Kind", required=False)
    committee = forms.ChoiceField(label="Committee", required=False)
    year = forms.ChoiceField(label="Municipal year", required=False)
    person = forms.CharField(
        label="Person named",
        required=False,
        max_length=LONGEST_NAME,
        error_messages={"max_length": f"No name is longer than {LONGEST_NAME} letters, so it was left out."},
    )

    def __init__(self, data: dict[str, Any], *, committees: Iterable[PublishedCommittee], years: Iterable[int]) -> None:
        super().__init__(data, auto_id="search-%s")
        self._choose("kind", [("", "Any kind"), *((kind.value, plural) for kind, plural in KIND_PLURALS.items())])
        self._choose("committee", [("", "All committees"), *((other.slug, other.name) for other in committees)])
        self._choose("year", [("", "Any year"), *((str(year), municipal_year_label(year)) for year in years)])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
            field.error_messages["invalid_choice"] = "“%(value)s” is not one of these, so it was left out."

    def clean_person(self) -> str:
        """The slug of the person, found by slug or by name."""
        typed: str = self.cleaned_data["person"].strip()
        if not typed:
            return ""
        person = person_called(typed)
        if person is None:
            raise forms.ValidationError(
                f"“{typed}” is not the name of one person of the record, so it was left out. Write the whole name."
            )
        return person.slug

    @property
    def chosen_years(self) -> list[int]:
        """The municipal year that was chosen, or none."""
        chosen = self._chosen("year")
        return [int(chosen)] if chosen else []

    @property
    def filters(self) -> list[forms.BoundField]:
        return [self[name] for name in ("kind", "committee", "year", "person")]

    @property
    def is_narrowed(self) -> bool:
        return any(field.value() for field in self.filters)

    def marks(self) -> list[str]:
        """The marks that an entry must carry."""
        made = {"kind": kind_mark, "committee": committee_mark, "year": year_mark, "person": person_mark}
        return [mark(self._chosen(name)) for name, mark in made.items() if self._chosen(name)]

    def _chosen(self, name: str) -> str:
        self.is_valid()
        chosen: str = self.cleaned_data.get(name, "")
        return chosen
