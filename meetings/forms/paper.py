"""The forms of one paper's page: what is said of it, and its restriction."""

from typing import Any

from django import forms

from meetings.forms.agenda_row import PARAGRAPHS
from meetings.forms.facts import day_input
from meetings.forms.seen import SeenForm
from meetings.models import AgendaItem, Document
from meetings.workflow.paper_facts import PaperFacts
from meetings.workflow.restriction import Restriction, usual_review_day


class ItemChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in its stubs alone
    """An item of the meeting, by number and title."""

    def label_from_instance(self, obj: AgendaItem) -> str:
        name = f"{obj} (not for publication)" if obj.is_exempt else str(obj)
        return name if len(name) <= 120 else f"{name[:119]}…"


class PaperFactsForm(SeenForm[Document]):
    """Title, kind, by whom, and to which item the paper belongs."""

    class Meta:
        model = Document
        fields = ["title", "kind", "report_by", "item"]
        labels = {"report_by": "Report by", "item": "Belongs to"}
        help_texts = {
            "title": "It is public of a restricted paper too, and must not itself disclose what is withheld.",
            "report_by": "The post, as the public reads it: Head of Transport.",
        }
        field_classes = {"item": ItemChoiceField}
        error_messages = {
            "title": {"required": "A paper needs a title."},
            "item": {"invalid_choice": "This is no item of this meeting. Choose another one."},
        }

    def __init__(self, *args: Any, instance: Document, **options: Any) -> None:
        super().__init__(*args, instance=instance, prefix="facts", **options)
        field = self.fields["item"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = AgendaItem.objects.filter(meeting=instance.meeting_id).order_by("position")
            field.empty_label = "The meeting as a whole"

    def clean_title(self) -> str:
        """In one line."""
        return " ".join(str(self.cleaned_data["title"]).split())

    @property
    def facts(self) -> PaperFacts:
        """Of a valid form."""
        return PaperFacts(**{name: self.cleaned_data[name] for name in ("title", "kind", "report_by", "item")})


class RestrictionForm(SeenForm[Document]):
    """Why a paper is not for publication. A new restriction offers a review in a year, or what its item says."""

    exempt_paragraph = forms.TypedChoiceField(
        label="Paragraph of Schedule 12A",
        choices=[("", "Choose"), *PARAGRAPHS[1:]],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Name the paragraph of Schedule 12A under which the paper is exempt."},
    )

    class Meta:
        model = Document
        fields = ["exempt_paragraph", "exempt_reason", "exempt_review_on"]
        labels = {"exempt_reason": "Why the public interest lies in not publishing", "exempt_review_on": "Review on"}
        help_texts = {
            "exempt_reason": "The public reads it, with the paragraph and the title of the paper. Neither may itself "
            "disclose what is withheld.",
            "exempt_review_on": "On that day it is asked whether it must stay restricted.",
        }
        widgets = {"exempt_reason": forms.Textarea(attrs={"rows": 3}), "exempt_review_on": day_input()}
        error_messages = {
            "exempt_reason": {"required": "Say why the public interest lies in not publishing."},
            "exempt_review_on": {"required": "Say when the restriction is to be reviewed."},
        }

    def __init__(self, *args: Any, instance: Document, **options: Any) -> None:
        super().__init__(*args, instance=instance, prefix="restriction", **options)
        field = self.fields["exempt_paragraph"]
        if isinstance(field, forms.ChoiceField):
            field.choices = PARAGRAPHS[1:]
        for name in ("exempt_reason", "exempt_review_on"):
            self.fields[name].required = True
        if not instance.exempt_paragraph:
            self._offer(instance.item)

    def _offer(self, item: AgendaItem | None) -> None:
        """What stands in the fields before anything is said; it counts as nothing that was seen."""
        self.initial["exempt_review_on"] = usual_review_day()
        if item is not None and item.is_exempt:
            self.initial.update(Restriction.of(item).columns)

    @property
    def restriction(self) -> Restriction:
        """Of a valid form."""
        said = self.cleaned_data
        return Restriction(said["exempt_paragraph"], said["exempt_reason"], said["exempt_review_on"])
