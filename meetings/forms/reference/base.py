"""What forms of reference data have in common."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from meetings.forms.seen import Row, SeenForm

_LINES = 60


class DayInput(forms.DateInput):
    """A day, with the calendar of the browser."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ReferenceForm(SeenForm[Row]):
    """A form whose refusals stand at the field that they are about.

    `at_fields` maps the names of the model's constraints to the field at which their sentence is shown.
    """

    at_fields: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = "Choose one" if field.required else "None"

    def _update_errors(self, errors: ValidationError) -> None:
        told: dict[str, list[ValidationError]] = getattr(errors, "error_dict", {})
        for error in told.pop(NON_FIELD_ERRORS, []):
            told.setdefault(self._field_of(error), []).append(error)
        super()._update_errors(errors)  # type: ignore[misc]  # Django's own, of which its types know nothing

    def _field_of(self, error: ValidationError) -> str:
        model: type[models.Model] = self._meta.model
        for constraint in model._meta.constraints:
            if str(constraint.get_violation_error_message()) == error.message:
                field = self.at_fields.get(constraint.name, NON_FIELD_ERRORS)
                return field if field in self.fields else NON_FIELD_ERRORS
        return NON_FIELD_ERRORS


class LinesField(forms.CharField):
    """Several names, one a line; gives them as a list, each once, in their order."""

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(required=False, max_length=_LINES * longest, **options)
        self.longest = longest
        self.widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        names = list(dict.fromkeys(line for line in lines if line))
        if any(len(name) > self.longest for name in names):
            raise ValidationError(f"A name has {self.longest} letters at most: write one a line.")
        if len(names) > _LINES:
            raise ValidationError(f"There is room for {_LINES} names.")
        return names
