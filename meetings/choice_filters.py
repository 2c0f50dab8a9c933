"""Filters by a choice from a list that name the value which is none of the choices."""

from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django_filters.fields import ChoiceField, ModelChoiceField

# A longer value is cut off: it comes out of an address, not out of the list.
SHOWN = 40


class _NamingField:
    """A field whose refusal of a choice repeats what was asked for."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)  # type: ignore[misc]  # of the field with which it is mixed
        except ValidationError as error:
            if error.code != "invalid_choice":
                raise
            asked = "".join(letter for letter in str(value) if letter.isprintable())
            shown = f"{asked[:SHOWN]}…" if len(asked) > SHOWN else asked
            sentence = f"“{shown}” is not one of the choices." if shown else "This is not one of the choices."
            raise ValidationError(f"{sentence} Choose one from the list.", code=error.code) from error


class _NamingChoiceField(_NamingField, ChoiceField):
    pass


class _NamingModelChoiceField(_NamingField, ModelChoiceField):
    pass


class NamingChoiceFilter(django_filters.ChoiceFilter):
    """One of the choices, which a page gives as a list."""

    field_class = _NamingChoiceField


class NamingModelChoiceFilter(django_filters.ModelChoiceFilter):
    """One row, by the word that stands for it in addresses."""

    field_class = _NamingModelChoiceField
