"""What one page of the attendance sends: marks, and people who are added, in one form with one button."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from meetings.forms.attendance import BLANK_ROWS, GuestForm, MarksForm, OfficerForm, PastedForm, SubstituteForm, officer
from meetings.models import Attendance, AttendanceGroup
from meetings.policies.attendance import is_post_of_nobody
from meetings.workflow.attendance import Arrival, Mark

SUBSTITUTABLE = (AttendanceGroup.MEMBER, AttendanceGroup.CO_OPTEE)
_Rows: TypeAlias = "forms.BaseFormSet[Any]"


class AttendancePage:
    """The forms of the page together; `problems` are the sentences of what was refused."""

    def __init__(self, rows: Iterable[Attendance], data: QueryDict | None = None) -> None:
        listed = list(rows)
        members = [row.name for row in listed if row.group in SUBSTITUTABLE]
        self.marks_form = MarksForm(listed, data)
        self.substitutes = _rows(SubstituteForm)(data, prefix="substitutes", form_kwargs={"members": members})
        self.guests = _rows(GuestForm)(data, prefix="guests")
        self.officers = _rows(OfficerForm)(data, prefix="officers")
        self.pasted = PastedForm(data, prefix="pasted")
        self.with_members = data is not None and "members" in data
        self.others_present = data is not None and "others" in data
        self.problems: list[str] = []
        self.asks_about_posts = False

    @property
    def formsets(self) -> list[_Rows]:
        return [self.substitutes, self.guests, self.officers]

    def is_valid(self) -> bool:
        """Whether everything has its shape. A post among the guests is asked about once."""
        parts = [form.is_valid() for form in (self.marks_form, self.pasted)]
        if not all([*parts, *(rows.is_valid() for rows in self.formsets)]):
            self.problems = self._shape_problems()
            return False
        posts = [arrival.name for arrival in self._typed if _is_misplaced(arrival)]
        if posts and not self.pasted.cleaned_data["posts"]:
            self.asks_about_posts = True
            named = " and ".join(f"“{name}”" for name in posts)
            self.problems = [f"{named} is not a name but a post. Choose below where to list it, and save again."]
            return False
        return True

    @property
    def marks(self) -> list[Mark]:
        return self.marks_form.marks

    @property
    def arrivals(self) -> list[Arrival]:
        """Of a valid page: everybody who is added, posts among the guests as officers if that was chosen."""
        with_officers = self.pasted.cleaned_data["posts"] == "officers"
        return [
            officer(f"{arrival.name}, {arrival.role}".strip(" ,"))
            if with_officers and _is_misplaced(arrival)
            else arrival
            for arrival in self._typed
        ]

    def chosen(self, row: Attendance) -> str:
        """The mode that the page shows for a row: what was chosen, or else what stands."""
        posted = self.marks_form.data.get(f"mode-{row.pk}") if self.marks_form.is_bound else None
        return str(posted or row.mode)

    @cached_property
    def _typed(self) -> list[Arrival]:
        rows = [form.arrival for rows in self.formsets for form in rows.forms if form.has_changed()]
        return rows + self.pasted.arrivals

    def _shape_problems(self) -> list[str]:
        found = [f"{error}" for rows in self.formsets for error in rows.non_form_errors()]
        for form in [self.marks_form, *(form for rows in self.formsets for form in rows.forms), self.pasted]:
            for name, errors in form.errors.items():
                label = form.fields[name].label if name in form.fields else ""
                found += [f"{label}: {error}" if label else str(error) for error in errors]
        return found


def _rows(form: type[forms.Form]) -> type[_Rows]:
    return forms.formset_factory(form, extra=BLANK_ROWS, max_num=50, absolute_max=50)


def _is_misplaced(arrival: Arrival) -> bool:
    return arrival.group == AttendanceGroup.IN_ATTENDANCE and is_post_of_nobody(arrival.name)
