"""The form by which a list of the ledger is put on an agenda."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from actions.as_paper.putting import CLOSED
from actions.models.frozen_log import FrozenKind
from meetings.models import AgendaItem, Committee, ItemKind, Meeting

MOST_MEETINGS = 24
THE_MEETING = "The meeting as a whole"


class PaperForm(forms.Form):
    """Committee, what list, meeting, item. What does not fit together any more falls back to what is usual."""

    use_required_attribute = False

    committee = forms.ChoiceField(error_messages={"invalid_choice": "Choose one of your committees."})
    kind = forms.ChoiceField(label="What", choices=FrozenKind.choices)
    meeting = forms.ChoiceField(
        label="Meeting",
        error_messages={
            "invalid_choice": "The agenda of that meeting is not open, or it is another committee’s. Choose again.",
            "required": "Choose a meeting.",
        },
    )
    item = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": "That item is not on this agenda, or is exempt. Choose another one."},
    )
    with_ended = forms.BooleanField(
        required=False,
        label="Also what ended before",
        help_text="Otherwise only what is open, and what ended since the last list or meeting.",
    )

    def __init__(
        self, *args: Any, committees: list[Committee], committee: Committee, meetings: list[Meeting],
        meeting: Meeting | None, items: list[AgendaItem], **options: Any
    ) -> None:  # fmt: skip
        """`items` are those of `meeting`, the one that is chosen."""
        super().__init__(*args, **options)
        self.chosen_committee, self.chosen_meeting, self.items = committee, meeting, items
        self._offer("committee", [(one.slug, one.name) for one in committees])
        self._offer("meeting", [(one.slug, _named(one)) for one in meetings])
        self.fields["meeting"].required = bool(meetings)
        self._offer("item", [("", THE_MEETING), *((str(item.pk), _titled(item)) for item in items)])

    @property
    def chosen_item(self) -> AgendaItem | None:
        chosen = self.cleaned_data.get("item")
        return next((item for item in self.items if str(item.pk) == chosen), None)

    @property
    def as_hidden(self) -> list[SafeString]:
        """Each choice as it is shown, for the form that makes the paper of it."""
        return [field.as_hidden(attrs={"id": False}) for field in self]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def open_meetings(committee: Committee, today: dt.date) -> list[Meeting]:
    """The meetings to come whose agenda may still take papers, the next one first."""
    coming = Meeting.objects.filter(committee=committee, date__gte=today).exclude(status__in=CLOSED)
    return list(coming.select_related("committee").order_by("date", "start", "pk")[:MOST_MEETINGS])


def open_items(meeting: Meeting | None) -> list[AgendaItem]:
    """The items at which a public paper may stand, in the order of the agenda."""
    return list(meeting.items.filter(is_exempt=False).order_by("position")) if meeting else []


def usual_item(items: list[AgendaItem]) -> str:
    """The item for minutes and action log; "" where there is none, for the meeting as a whole."""
    return next((str(item.pk) for item in items if item.kind == ItemKind.ACTION_LOG), "")


def _named(meeting: Meeting) -> str:
    return f"{meeting.long_date}, {meeting.get_kind_display().lower()}"


def _titled(item: AgendaItem) -> str:
    return f"{item.agenda_number}. {item.title}" if item.agenda_number else item.title
