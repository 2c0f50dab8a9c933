"""Which two editions of a meeting to compare."""

from typing import Any

from django import forms

NOT_AN_EDITION = "Choose one of the editions that stand."


class ComparisonForm(forms.Form):
    """Two of a meeting's standing editions, in whichever order; given in the address, so that it can be linked to."""

    earlier = forms.TypedChoiceField(label="From", coerce=int, error_messages={"invalid_choice": NOT_AN_EDITION})
    later = forms.TypedChoiceField(label="To", coerce=int, error_messages={"invalid_choice": NOT_AN_EDITION})

    def __init__(self, *args: Any, editions: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("earlier", "later"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = editions

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "earlier" in cleaned and cleaned["earlier"] == cleaned.get("later"):
            self.add_error("later", "Choose another edition than the first: an edition does not differ from itself.")
        return cleaned

    @property
    def pair(self) -> tuple[int, int]:
        """The two numbers of a valid form, the earlier first."""
        earlier, later = sorted((self.cleaned_data["earlier"], self.cleaned_data["later"]))
        return earlier, later
