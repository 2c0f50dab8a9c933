"""Fields written quickly are the fields that Django's templates write."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from lxml.html import fragment_fromstring

from portal.quick_forms import QuickFields

HARD = "<b>\"Tom\" & 'Jo'</b>"


class Everything(forms.Form):
    words = forms.CharField(max_length=20, help_text="A hint.")
    number = forms.IntegerField(min_value=1)
    email = forms.EmailField()
    password = forms.CharField(widget=forms.PasswordInput)
    kept = forms.CharField(widget=forms.HiddenInput)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    late = forms.BooleanField(required=False)
    choice = forms.ChoiceField(choices=[("", "Any"), ("a", HARD), (HARD, "b")], required=False)
    grouped = forms.ChoiceField(choices=[("One", [("1", "Eins")]), ("2", "Zwei")])
    known = forms.NullBooleanField()
    radio = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    text = forms.CharField(widget=forms.Textarea)


DATA = [
    None,
    {"words": HARD, "number": "7", "day": "2026-04-26", "late": "on", "choice": HARD, "grouped": "2", "known": "true"},
    {"words": "", "number": "x", "day": "yesterday", "choice": "a", "grouped": "1", "kept": HARD, "email": HARD},
]


def parts(html):
    return [
        (e.tag, dict(e.attrib), (e.text or "").strip()) for e in fragment_fromstring(html, create_parent="p").iter()
    ]


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("name", list(Everything.base_fields))
def test_a_field_is_the_same_either_way(name, data):
    quick, plain = Everything(data, renderer=QuickFields()), Everything(data, renderer=DjangoTemplates())
    assert parts(str(quick[name])) == parts(str(plain[name]))


def test_forms_are_written_quickly():
    assert isinstance(Everything().renderer, QuickFields)
