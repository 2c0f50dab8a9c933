"""The officers' forms on an owner's answer."""

from typing import Any

from django import forms

from actions.answering.deeds import Fact
from actions.answering.kinds import BECOMES, facts_for
from actions.models import OwnerAnswer
from actions.models.owner_answer import AnswerKind
from actions.words import UpdateKind, Verdict

LONGEST = 10_000
_INVALID_DAY = {"invalid": "Write the date as 26/4/2026."}


def _date(label: str, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, error_messages=_INVALID_DAY)


def _words(label: str, rows: int, hint: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=LONGEST, help_text=hint, widget=widget)


class AcceptForm(forms.Form):
    """The fact that an answer becomes: as the owner sent it, until the officer changes it."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="Becomes")
    on = _date("On", required=True)
    verdict = forms.ChoiceField(
        label="Verdict",
        required=False,
        choices=[("", "Choose"), *Verdict.choices],
        help_text="In principle counts as accepted once an action with owner and date exists.",
    )
    due_on = _date("New due date")
    owner = forms.CharField(label="New owner", required=False, max_length=200, help_text="As contacts name them.")
    text = _words("Words", 6)
    evidence = _words("Evidence", 3)
    by_name = forms.CharField(label="By", required=False, max_length=200, help_text="Published: a name, or a post.")

    def __init__(self, *args: Any, answer: OwnerAnswer, **options: Any) -> None:
        names = ("on", "verdict", "due_on", "owner", "text", "evidence", "by_name")
        sent = AnswerKind(answer.kind)
        initial = {name: getattr(answer, name) for name in names} | {"kind": BECOMES[sent]}
        super().__init__(*args, **{"auto_id": "accept-%s", "initial": initial, **options})
        self._sent = list(answer.files.all())
        kinds = facts_for(answer.entry, sent)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        for file in self._sent:
            self.fields[f"publish_{file.pk}"] = forms.BooleanField(
                label=f"Publish “{file.title}”", required=False, initial=True
            )
            self.fields[f"title_{file.pk}"] = forms.CharField(
                label="Title", required=False, max_length=200, initial=_untyped(file.title)
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == UpdateKind.RESPONSE and not cleaned.get("verdict") and "verdict" not in self.errors:
            self.add_error("verdict", "Say what the addressee answered: choose the verdict.")
        return cleaned

    @property
    def can_become_a_response(self) -> bool:
        return UpdateKind.RESPONSE in dict(self.fields["kind"].choices)  # type: ignore[attr-defined]

    @property
    def can_become_something(self) -> bool:
        return bool(self.fields["kind"].choices)  # type: ignore[attr-defined]

    @property
    def sent_files(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"publish_{file.pk}"], self[f"title_{file.pk}"]) for file in self._sent]

    @property
    def fact(self) -> Fact:
        """What is told of the chosen kind alone, whatever stood in another field."""
        told, kind = self.cleaned_data, self.cleaned_data["kind"]
        return Fact(
            kind=kind,
            on=told["on"],
            text=told["text"].strip(),
            by_name=told["by_name"].strip(),
            verdict=told["verdict"] if kind == UpdateKind.RESPONSE else "",
            evidence=told["evidence"].strip() if kind == UpdateKind.COMPLETED else "",
            due_on=told["due_on"] if kind == UpdateKind.EXTENDED else None,
            owner=told["owner"].strip() if kind == UpdateKind.HANDED_OVER else "",
            files=[
                (file, told[f"title_{file.pk}"].strip() or _untyped(file.title))
                for file in self._sent
                if told[f"publish_{file.pk}"]
            ],
        )


class ReturnForm(forms.Form):
    """What the owner is asked for."""

    use_required_attribute = False

    because = forms.CharField(
        max_length=2000,
        label="What is to be added or changed",
        help_text="Your words go to the owner by mail, with the link.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what is to be added or changed."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "return-%s", **options})


class CloseForm(forms.Form):
    """Why nothing is recorded."""

    use_required_attribute = False

    because = forms.CharField(
        max_length=2000,
        label="Why nothing is recorded",
        help_text="Whoever sent it reads this behind their link. No mail goes.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why nothing is recorded."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "close-%s", **options})


class LinkForm(forms.Form):
    """The entry for whose owner a link is made."""

    use_required_attribute = False

    reference = forms.CharField(
        max_length=40, label="Reference", error_messages={"required": "Type the reference, such as TRA-2026-3."}
    )


def _untyped(filename: str) -> str:
    """The name of a file without its ending: the beginning of a title."""
    return filename.rpartition(".")[0] or filename
