"""Forms of rows that two officers may have open at once: nobody overwrites what they have not seen."""

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils import timezone

Row = TypeVar("Row", bound=models.Model)

if TYPE_CHECKING:
    from django.forms import ModelForm
else:

    class ModelForm(forms.ModelForm):
        """Django's own, which is generic in its stubs alone."""

        def __class_getitem__(cls, row):
            return cls


class SeenForm(ModelForm[Row]):
    """A form that knows what its row held when it was shown, and says so where somebody has changed it since.

    The first save after such a change is refused with what stands now; what was typed stays in the fields, and saving
    again, in the knowledge of both, keeps it.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._now = {name: self.initial.get(name) for name in self._meta.fields or [] if name in self.fields}
        self._state_now = _digest(self._now)
        self.initial["seen"] = self._state_now

    def also_seen(self, *names: str) -> None:
        """Counts fields that are no columns among what was seen; called while the form is made."""
        self._now |= {name: self.initial.get(name) for name in names}
        self._state_now = self.initial["seen"] = _digest(self._now)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and cleaned.get("seen") and cleaned["seen"] != self._state_now:
            differing = [
                f"{self.fields[name].label or name.replace('_', ' ').capitalize()} is now {self._told(name, value)}."
                for name, value in self._now.items()
                if name in self.changed_data
            ]
            typed = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
            typed[self.add_prefix("seen")] = self._state_now
            self.data = typed
            sentence = "Somebody else changed this while you had it open. "
            raise forms.ValidationError(
                sentence + " ".join([*differing, "Yours stands below: save again to keep it."]), code="changed"
            )
        return cleaned

    def _told(self, name: str, value: Any) -> str:
        """What stands in the row now, as a person would say it: a name and not a number, the words of a choice."""
        field = self.fields[name]
        if value in (None, "", []):
            return "empty"
        if isinstance(value, bool):
            return "ticked" if value else "not ticked"
        if isinstance(field, forms.ModelChoiceField):
            found = field.queryset.filter(pk=value).first() if field.queryset is not None else None
            return f"“{found or value}”"
        if isinstance(field, forms.ChoiceField):
            choices = {str(key): label for key, label in field.choices}  # type: ignore[union-attr,misc]
            return f"“{choices.get(str(value), value)}”"
        shown = field.widget.format_value(value) if isinstance(field.widget, forms.Textarea) else value
        if isinstance(value, dt.datetime):
            shown = f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
        elif isinstance(value, dt.date):
            shown = f"{value.day} {value:%B %Y}"
        elif isinstance(value, dt.time):
            shown = f"{value:%H:%M}"
        return f"“{shown}”"


def _digest(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, default=str, sort_keys=True).encode()).hexdigest()[:16]
