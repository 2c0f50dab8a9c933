"""Fields of the forms that people fill in without an account: plain text, one line or several."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.plain_text import one_line, plain


class LineField(forms.CharField):
    """One line of plain text."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class WordsField(forms.CharField):
    """Several lines of plain text; what is too long comes back whole, with how much it is too long."""

    widget = forms.Textarea

    def __init__(self, *, longest: int = 2_000, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            over = len(value) - self.longest
            raise ValidationError(
                f"It has {len(value):,} characters, {over:,} too many. Shorten it to {self.longest:,}."
            )
