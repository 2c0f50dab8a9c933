"""Forms of the register of questions."""

from typing import Any

from django import forms

from meetings.forms.seen import SeenForm
from meetings.models import Question, QuestionAnswer, QuestionKind, QuestionState, SupplementaryResponse

QUESTION_AT_MOST = 20_000
ANSWER_AT_MOST = 60_000
REASON_AT_MOST = 2_000
ASKERS = [(QuestionKind.PUBLIC, "A member of the public"), (QuestionKind.MEMBER, "A member of the council")]
CONTACT = ("contact_email", "contact_phone", "contact_address")
RULES, REASONS, SECOND_REASONS = "question-rules", "question-reasons", "question-second-reasons"


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _words(rows: int, most: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": most})


def _offering(name: str) -> forms.TextInput:
    """A line with suggestions of a list of the page; own words are as good."""
    return forms.TextInput(attrs={"list": name, "autocomplete": "off"})


def _limited(form: "forms.BaseForm", name: str, most: int) -> str:
    value: str = form.cleaned_data[name]
    if len(value) > most:
        raise forms.ValidationError(f"Say it in at most {most:,} letters.")
    return value


class QuestionForm(SeenForm[Question]):
    """Who asks what of whom. Contact details stand apart (`private`): they are never published."""

    class Meta:
        model = Question
        fields = [
            "kind", "number", "questioner", "place", "is_name_withheld", "addressed_to", "received_at", "text",
            "contact_email", "contact_phone", "contact_address",
        ]  # fmt: skip
        labels = {
            "questioner": "Name",
            "is_name_withheld": "Withhold the name and the place",
            "addressed_to": "Addressed to",
            "received_at": "Received",
            "text": "Question",
            "contact_email": "E-mail",
            "contact_phone": "Telephone",
            "contact_address": "Postal address",
        }
        help_texts = {"number": "Given when the question is decided."}
        widgets = {
            "received_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            "text": _words(4, QUESTION_AT_MOST),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"] = forms.ChoiceField(label="Asked by", choices=ASKERS)
        self.fields["questioner"].widget.attrs["autocomplete"] = "off"
        for name in ("contact_phone", "contact_address"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if self.instance.contact_removed_on is not None:
            for name in CONTACT:
                del self.fields[name]

    def clean_text(self) -> str:
        return _limited(self, "text", QUESTION_AT_MOST)

    def clean_number(self) -> str:
        return " ".join(self.cleaned_data["number"].split()).upper()

    @property
    def who(self) -> list[forms.BoundField]:
        names = ("kind", "number", "questioner", "place", "addressed_to", "received_at", "is_name_withheld")
        return [self[name] for name in names if name in self.fields]

    @property
    def private(self) -> list[forms.BoundField]:
        return [self[name] for name in CONTACT if name in self.fields]


class NewQuestionForm(QuestionForm):
    """A question that came by mail or on paper; its number is given by the system."""

    is_accepted = forms.BooleanField(label="Accept it now; it gets the next number", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["number"]


class DecisionForm(forms.Form):
    """What is said to a question; a refusal needs its reason and rule."""

    state = forms.ChoiceField(
        label="Decision",
        choices=[
            (QuestionState.ACCEPTED, "Accept"),
            (QuestionState.DISALLOWED, "Not allowed"),
            (QuestionState.WITHDRAWN, "Withdrawn by the questioner"),
            (QuestionState.RECEIVED, "Leave undecided"),
        ],
    )
    reason = forms.CharField(
        label="Why it is not allowed",
        required=False,
        max_length=REASON_AT_MOST,
        widget=_offering(REASONS),
        help_text="The public reads this, and not the question. Offered: usual reasons of standing orders.",
    )
    rule = forms.CharField(
        label="Rule",
        required=False,
        max_length=200,
        widget=_offering(RULES),
        help_text="Of the council's standing orders: “Council procedure rule 11.4(c)”.",
    )


class AnswerForm(SeenForm[QuestionAnswer]):
    """An office-holder's written answer."""

    class Meta:
        model = QuestionAnswer
        fields = ["by", "given_on", "text"]
        labels = {"by": "Answered by", "given_on": "Given on", "text": "Answer"}
        help_texts = {"by": "The office: “Cabinet Member Roads”."}
        widgets = {"given_on": day_input(), "text": _words(4, ANSWER_AT_MOST)}

    def clean_text(self) -> str:
        return _limited(self, "text", ANSWER_AT_MOST)

    @property
    def short(self) -> list[forms.BoundField]:
        """What stands in a line above the answer."""
        return [self[name] for name in ("by", "given_on", "reissued_because") if name in self.fields]


class ReissueForm(AnswerForm):
    """An answer in the place of an earlier one, with the day and the reason that the public reads."""

    class Meta(AnswerForm.Meta):
        fields = ["by", "given_on", "reissued_because", "text"]
        labels = AnswerForm.Meta.labels | {"given_on": "Re-issued on", "reissued_because": "Because"}
        help_texts = {"reissued_because": "The public reads it after “because”: “the date of the survey was wrong.”"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["given_on"].required = self.fields["reissued_because"].required = True


class PromiseForm(SeenForm[Question]):
    """By when a written answer will follow."""

    class Meta:
        model = Question
        fields = ["answer_promised_by"]
        labels = {"answer_promised_by": "A written answer will follow by"}
        widgets = {"answer_promised_by": day_input()}


class SupplementaryForm(SeenForm[Question]):
    """The supplementary question that was asked at the meeting, or why it was not allowed."""

    class Meta:
        model = Question
        fields = ["supplementary", "supplementary_disallowed_reason", "supplementary_disallowed_rule"]
        labels = {
            "supplementary": "Supplementary question",
            "supplementary_disallowed_reason": "Why it was not allowed",
            "supplementary_disallowed_rule": "Rule",
        }
        help_texts = {"supplementary_disallowed_reason": "Leave empty where it was put. The public reads the reason."}
        widgets = {
            "supplementary": _words(3, QUESTION_AT_MOST),
            "supplementary_disallowed_reason": _offering(SECOND_REASONS),
            "supplementary_disallowed_rule": _offering(RULES),
        }

    def clean_supplementary(self) -> str:
        return _limited(self, "supplementary", QUESTION_AT_MOST)

    def clean_supplementary_disallowed_reason(self) -> str:
        return _limited(self, "supplementary_disallowed_reason", REASON_AT_MOST)


class ResponseForm(SeenForm[SupplementaryResponse]):
    """What an office-holder answered to the supplementary question."""

    class Meta:
        model = SupplementaryResponse
        fields = ["by", "text"]
        labels = {"by": "Answered by", "text": "Response"}
        widgets = {"text": _words(3, ANSWER_AT_MOST)}

    def clean_text(self) -> str:
        return _limited(self, "text", ANSWER_AT_MOST)


class SetAsideForm(forms.Form):
    """Why what was sent in does not become a question."""

    because = forms.CharField(label="Why it is set aside", max_length=1_000, help_text="For the office alone.")
