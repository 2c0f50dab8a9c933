"""Forms of committees, their standing items, usual officers and series of minute numbers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.forms.reference.base import DayInput, LinesField, ReferenceForm
from meetings.models import Committee, CommitteeAlias, MinuteSeries, StandingItem, UsualOfficer
from meetings.workflow.reference_committees import is_published


class OpenOrNotField(forms.TypedChoiceField):
    """Whether the public may send something in: yes, no, or as is usual for a body of its kind (None)."""

    def __init__(self, **options: Any) -> None:
        choices = [("", "As usual: scrutiny committees take them"), ("True", "Taken"), ("False", "Not taken")]
        super().__init__(
            choices=choices, coerce=lambda word: word == "True", empty_value=None, required=False, **options
        )


class CommitteeForm(ReferenceForm[Committee]):
    """A committee: what it is called and what it is for, then what a new meeting of it begins with."""

    groups = [
        ("The committee", ["name", "kind", "parent", "slug", "code", "aliases", "remit"]),
        (
            "What a new meeting begins with",
            ["usual_venue", "usual_start", "quorum", "contact_name", "contact_post", "contact_phone", "contact_email"],
        ),
        ("What the public may send in", ["takes_questions", "takes_topics"]),
    ]
    whole = ["aliases", "remit"]
    at_fields = {
        "a_committee_has_a_name": "name",
        "a_committee_code_is_capital_letters": "code",
        "a_quorum_is_at_least_one": "quorum",
        "a_committee_is_not_its_own_parent": "parent",
        "a_task_and_finish_group_has_a_parent": "parent",
    }

    aliases = LinesField(
        longest=200,
        label="Other names",
        help_text="Under which documents speak of the committee, one a line. Documents that are brought in are matched "
        "by them.",
    )

    takes_questions = OpenOrNotField(
        label="Questions to its meetings",
        help_text="By the form on the page of a coming meeting, from the committee's next publication on.",
    )
    takes_topics = OpenOrNotField(
        label="Topics for its work programme",
        help_text="By the form on the committee's page, from its next publication on.",
    )

    class Meta:
        model = Committee
        fields = [
            "name", "kind", "parent", "slug", "code", "aliases", "remit",
            "usual_venue", "usual_start", "quorum", "contact_name", "contact_post", "contact_phone", "contact_email",
            "takes_questions", "takes_topics",
        ]  # fmt: skip
        labels = {
            "parent": "Set up by",
            "slug": "Address",
            "usual_start": "Usual time",
            "contact_name": "Contact officer",
            "contact_post": "Post of the contact officer",
            "contact_phone": "Telephone",
            "contact_email": "E-mail",
        }
        help_texts = {
            "parent": "A task and finish group belongs to the committee that set it up.",
            "slug": "As it stands in web addresses: children-and-young-people. Permanent once something is published.",
            "code": "Two to eight capital letters that begin its references: CYP gives CYP-2026-15. Permanent too.",
            "remit": "What the committee is for, as the public reads it.",
            "usual_venue": "Where it usually meets.",
            "usual_start": "Such as 14:30.",
            "contact_name": "Is printed on its agendas.",
        }
        widgets = {
            "remit": forms.Textarea(attrs={"rows": 4}),
            "usual_start": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "quorum": forms.NumberInput(attrs={"min": 1}),
        }
        error_messages = {
            "name": {"unique": "Another committee has this name."},
            "slug": {"unique": "Another committee has this address."},
            "code": {"unique": "Another committee has this code."},
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        instance: Committee | None = options.get("instance")
        if instance and instance.pk:
            names = list(instance.aliases.values_list("name", flat=True))
            options["initial"] = {**(options.get("initial") or {}), "aliases": names}
        super().__init__(*args, **options)
        parents = Committee.objects.exclude(pk=self.instance.pk) if self.instance.pk else Committee.objects.all()
        self.fields["parent"] = forms.ModelChoiceField(
            parents,
            required=False,
            empty_label="None",
            label="Set up by",
            help_text=self.fields["parent"].help_text,
        )
        if is_published(self.instance):
            for name in ("slug", "code"):
                self.fields[name].disabled = True
                self.fields[name].help_text = "Permanent: it stands in what was published."

    def clean_aliases(self) -> list[str]:
        names: list[str] = self.cleaned_data["aliases"]
        taken = CommitteeAlias.objects.filter(name__in=names).exclude(committee_id=self.instance.pk)
        called = Committee.objects.filter(name__in=names).exclude(pk=self.instance.pk)
        sentences = [
            *(f"“{alias.name}” names {alias.committee} already." for alias in taken.select_related("committee")),
            *(f"“{other.name}” is a committee of its own." for other in called),
        ]
        if sentences:
            raise ValidationError(sentences)
        return names


class StandingItemForm(ReferenceForm[StandingItem]):
    """An item that stands on every agenda of a committee."""

    whole = ["title", "purpose"]
    at_fields = {"a_standing_item_has_a_title": "title"}

    class Meta:
        model = StandingItem
        fields = ["title", "kind", "purpose", "is_education"]
        labels = {"is_education": "Concerns education"}
        help_texts = {
            "title": "As the agenda prints it.",
            "kind": "What the item does: minutes are approved under “Minutes”, questions appear under theirs.",
            "purpose": "Printed under the title: To receive any apologies for absence.",
            "is_education": "Co-optees for education vote on it.",
        }
        widgets = {"title": forms.TextInput(), "purpose": forms.Textarea(attrs={"rows": 2})}


class UsualOfficerForm(ReferenceForm[UsualOfficer]):
    """A post whose holder usually attends."""

    at_fields = {"a_usual_officer_stands_once": "post"}

    class Meta:
        model = UsualOfficer
        fields = ["post"]
        help_texts = {"post": "Offered in the attendance of every meeting of the committee."}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        same = UsualOfficer.objects.filter(committee_id=self.instance.committee_id, post=cleaned.get("post"))
        if cleaned.get("post") and same.exclude(pk=self.instance.pk).exists():
            self.add_error("post", "This post stands among the usual officers already.")
        return cleaned


class SeriesForm(ReferenceForm[MinuteSeries]):
    """A run of minute numbers: with a new one the numbers begin at 1 again."""

    at_fields = {"a_minute_series_has_its_own_name": "name"}

    class Meta:
        model = MinuteSeries
        fields = ["committee", "name", "begun_on"]
        labels = {"begun_on": "First day"}
        help_texts = {
            "committee": "Whose minutes are numbered.",
            "name": "Such as: from May 2026.",
            "begun_on": "Meetings from this day on take their numbers from this series, beginning with 1.",
        }
        widgets = {"begun_on": DayInput()}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.fields["committee"].disabled = True
