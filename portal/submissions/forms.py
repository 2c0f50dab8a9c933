"""The two forms for the public: a question to a meeting, a topic for scrutiny. Both check shape alone."""

from typing import Any

from django import forms

from portal.plain_fields import LineField, WordsField

# As long as a question that can be put and answered at a meeting; about 350 words.
LONGEST = 2_000


def _line(label: str, hint: str = "", *, longest: int = 200, missing: str = "", fills: str = "") -> LineField:
    """`missing` is said where a line that is needed is empty. `fills`: what browsers put there (WCAG 1.3.5)."""
    widget = forms.TextInput(attrs={"autocomplete": fills} if fills else {})
    return LineField(
        max_length=longest,
        required=bool(missing),
        label=label,
        help_text=hint,
        widget=widget,
        error_messages={"required": missing},
    )


class SenderFields(forms.Form):
    """Who writes, and two fields that nobody sees: `website` is for machines to fill in, `stamp` when it was shown."""

    name = _line("Your name", missing="Give your name.", fills="name")
    place = _line("Town, parish or ward", missing="Say where you live or work.", fills="address-level2")
    email = forms.EmailField(
        max_length=254,
        label="E-mail address",
        help_text="We send you a link to confirm this. Never published.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Give an e-mail address: without one we cannot ask you to confirm.",
            "invalid": "Write it as in name@example.org.",
        },
    )
    phone = _line("Telephone (optional)", "If we may ring you about it. Never published.", longest=40, fills="tel")
    website = forms.CharField(
        required=False,
        label="Leave this field empty. It is there for machines.",
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    # Which fields stand under "About you".
    sender = ["name", "place", "email", "phone"]
    words: list[str] = []

    @property
    def about_you(self) -> list[forms.BoundField]:
        return [self[name] for name in self.sender]

    @property
    def what(self) -> list[forms.BoundField]:
        return [self[name] for name in self.words]

    @property
    def is_by_a_machine(self) -> bool:
        """Whether the field was filled in that no person sees."""
        return bool(self.data.get("website"))


class QuestionForm(SenderFields):
    """A question to a meeting."""

    text = WordsField(
        longest=LONGEST,
        label="Your question",
        help_text=f"One question, up to {LONGEST:,} characters (about 350 words). It is published as you write it, so "
        "leave out anything about other people that they would not want to read here.",
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": "Write your question."},
    )
    addressed_to = _line(
        "Who should answer (optional)", "Such as the Cabinet Member for Transport. Leave it empty if you do not know.",
        longest=300,
    )  # fmt: skip
    is_name_withheld = forms.BooleanField(
        required=False,
        label="Please do not publish my name",
        help_text="The record then says “Name withheld at the questioner’s request”, and no place. You still give your "
        "name here: a question without one cannot be taken.",
    )
    words = ["text", "addressed_to"]
    sender = ["name", "place", "is_name_withheld", "email", "phone"]
    field_order = [*words, *sender]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].help_text = "Published with your question."
        self.fields["place"].help_text = "Published with your name, so that readers know where the question comes from."


class TopicForm(SenderFields):
    """A topic that somebody would have a committee look into."""

    title = _line(
        "The topic in a few words", "Such as: bus services after 7pm.", longest=150, missing="Name the topic."
    )
    text = WordsField(
        longest=LONGEST,
        label="Why should the committee look into it?",
        help_text=f"What happens, whom it touches, and what you would like to change. Up to {LONGEST:,} characters "
        "(about 350 words).",
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": "Say why, in a sentence or two."},
    )
    words = ["title", "text"]
    field_order = words

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].help_text = "Not published."
        self.fields["place"].help_text = "Tells the committee where this is felt. Not published with your name."
