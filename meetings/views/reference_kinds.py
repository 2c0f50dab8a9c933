"""The kinds of reference data: of each its words, its list, its form, and the deed that keeps it.

One list, one form and one set of addresses serve them all; what is special to a kind stands in its row of KINDS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.forms import ModelForm
from django.urls import reverse

from meetings import reference_filters as filters
from meetings.forms.reference import calendar, committees, people
from meetings.models import (
    Committee,
    Holiday,
    Membership,
    MinuteSeries,
    MunicipalYear,
    Person,
    Post,
    StandingItem,
    Venue,
)
from meetings.views import reference_cells as cells
from meetings.views.reference_cells import Cell
from meetings.workflow.reference import keep
from meetings.workflow.reference_committees import keep_committee
from meetings.workflow.reference_people import keep_person
from meetings.workflow.reference_seats import keep_seat
from portal.accounts.models import User

Save = Callable[[Any, User], models.Model]


def _keep(form: "ModelForm[Any]", by: User) -> models.Model:
    row: models.Model = form.instance
    return keep(row, by=by)


@dataclass(frozen=True)
class Kind:
    """One kind of reference data.

    `what` says on the overview what it is for; `help` stands above the list; `deeds` and `beside` name the parts of the
    list and of the form's page that belong to this kind alone. `code_path` leads from a row of the list to the code of
    its committee, where a clerk of that committee keeps such rows too.
    """

    key: str
    model: type[models.Model]
    one: str
    many: str
    what: str
    help: tuple[str, ...]
    columns: tuple[str, ...]
    rows: "Callable[[], models.QuerySet[Any]]"
    cells: Callable[[Any], list[Cell]]
    form: "type[ModelForm[Any]] | None" = None
    filterset: Any = None
    save: Save = _keep
    beside: str = ""
    deeds: str = ""
    code_path: str = ""

    @property
    def address(self) -> str:
        return reverse("office:reference-list", args=[self.key])

    @property
    def noted_as(self) -> str:
        """The words by which the audit log calls a row."""
        return str(self.model._meta.verbose_name)

    @property
    def new_address(self) -> str:
        return reverse("office:reference-new", args=[self.key]) if self.form else ""

    @property
    def add_words(self) -> str:
        return f"Add {'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in [
        Kind(
            "committees",
            Committee,
            "committee",
            "committees",
            "Scrutiny committees, the cabinet, task and finish groups: what they are called, what they are for, and "
            "what a new meeting of each begins with.",
            ("What is changed here reaches the public when the committee is published.",),
            ("Committee", "Kind", "Members today", "Usually meets", "Standing items"),
            cells.committee_rows,
            cells.of_committee,
            committees.CommitteeForm,
            filters.CommitteeFilter,
            lambda form, by: keep_committee(form.instance, aliases=form.cleaned_data["aliases"], by=by),
            beside="office/reference/beside_committee.html",
        ),
        Kind(
            "standing-items",
            StandingItem,
            "standing item",
            "standing items",
            "What stands on every agenda of a committee, in its order. A new meeting is made from it.",
            ("A change here concerns the next new meeting; agendas that were made stay as they are.",),
            ("Committee", "Standing items", "Usual officers"),
            cells.template_rows,
            cells.of_template,
            code_path="code",
        ),
        Kind(
            "people",
            Person,
            "person",
            "people",
            "Councillors, co-optees, officers and guests by name, with every spelling under which documents know them.",
            ("A person who is named in the record stays. Seats are taken and ended under memberships.",),
            ("Name", "Sits on", "Account", "Spellings"),
            cells.person_rows,
            cells.of_person,
            people.PersonForm,
            filters.PersonFilter,
            lambda form, by: keep_person(form.instance, spellings=form.cleaned_data["spellings"], by=by),
            beside="office/reference/beside_person.html",
        ),
        Kind(
            "memberships",
            Membership,
            "membership",
            "memberships",
            "Who sits on which committee, as what, from which day to which day.",
            (
                "Whoever leaves a committee keeps the row, with its last day: earlier attendance rests on it.",
                "Members of the executive sit on no scrutiny committee (Local Government Act 2000, section 9FA(3)).",
            ),
            ("Member", "Committee", "As", "Votes", "From", "To"),
            cells.seat_rows,
            cells.of_seat,
            people.SeatForm,
            filters.SeatFilter,
            lambda form, by: keep_seat(form.instance, by=by),
            beside="office/reference/beside_seat.html",
            deeds="office/reference/deeds_seats.html",
        ),
        Kind(
            "posts",
            Post,
            "post",
            "posts",
            "Officers by the title of their post and its directorate: for attendance, and as owners of actions.",
            ("Give a post a new title when it is renamed, not when its holder changes.",),
            ("Title", "Directorate", "Usually attends"),
            cells.post_rows,
            cells.of_post,
            people.PostForm,
            filters.PostFilter,
        ),
        Kind(
            "venues",
            Venue,
            "venue",
            "venues",
            "Rooms and buildings where meetings are held.",
            ("What was published keeps the name that the venue had then.",),
            ("Venue", "Address", "Meetings"),
            cells.venue_rows,
            cells.of_venue,
            calendar.VenueForm,
            filters.VenueFilter,
        ),
        Kind(
            "minute-series",
            MinuteSeries,
            "minute series",
            "minute series",
            "The runs of minute numbers of each committee. The numbers begin at 1 again only where the clerk begins a "
            "new series.",
            ("Nothing begins a new series by itself, neither a new year nor an election.",),
            ("Committee", "Series", "First day", "Items numbered"),
            cells.series_rows,
            cells.of_series,
            committees.SeriesForm,
            code_path="committee__code",
        ),
        Kind(
            "holidays",
            Holiday,
            "holiday",
            "holidays",
            "Days that do not count as clear days before a meeting. England's bank holidays come with the portal.",
            ("Deadlines of agendas and questions follow from this table: add a holiday once it is proclaimed.",),
            ("Day", "Holiday", "Kind"),
            cells.holiday_rows,
            cells.of_holiday,
            calendar.HolidayForm,
            filters.HolidayFilter,
            deeds="office/reference/deeds_holidays.html",
        ),
        Kind(
            "municipal-years",
            MunicipalYear,
            "municipal year",
            "municipal years",
            "The council's years from annual meeting to annual meeting: how long seats usually last.",
            ("Lists of the public side group by the years from 1 May, whatever stands here.",),
            ("Municipal year", "First day", "Last day"),
            cells.year_rows,
            cells.of_year,
            calendar.MunicipalYearForm,
            beside="office/reference/beside_year.html",
        ),
    ]
}
