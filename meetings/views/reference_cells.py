"""The rows and cells of the lists of reference data."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from meetings.models import (
    Committee,
    Holiday,
    Membership,
    MinuteSeries,
    MunicipalYear,
    Person,
    Post,
    StandingItem,
    UsualOfficer,
    Venue,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a list: its words, where they lead, and a second line in small."""

    text: str
    href: str = ""
    note: str = ""


def long_day(day: dt.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def edit_address(key: str, row: Any) -> str:
    return reverse("office:reference-edit", args=[key, row.pk])


def order_address(committee: Committee, what: str) -> str:
    return reverse("office:order", args=[committee.pk, what])


def _counted(rows: "QuerySet[Any]", by: str) -> Coalesce:
    """How many of `rows` belong to the row outside, by the name of their relation to it."""
    numbers = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(numbers), Value(0))


def _held_today() -> "QuerySet[Membership]":
    today = timezone.localdate()
    return Membership.objects.filter(Q(last_day__isnull=True) | Q(last_day__gte=today), first_day__lte=today)


def number_of(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""


def committee_rows() -> "QuerySet[Committee]":
    return Committee.objects.select_related("parent", "usual_venue").annotate(
        seats=_counted(_held_today(), "committee"), items=_counted(StandingItem.objects.all(), "committee")
    )


def of_committee(row: Any) -> list[Cell]:
    usually = ", ".join(
        filter(None, [row.usual_start and f"{row.usual_start:%H:%M}", row.usual_venue and row.usual_venue.name])
    )
    return [
        Cell(row.name, edit_address("committees", row), row.code),
        Cell(row.get_kind_display(), note=f"of {row.parent}" if row.parent else ""),
        Cell(str(row.seats)),
        Cell(usually or "Not entered"),
        Cell(str(row.items) if row.items else "None", order_address(row, "standing-items")),
    ]


def template_rows() -> "QuerySet[Committee]":
    return Committee.objects.annotate(
        items=_counted(StandingItem.objects.all(), "committee"),
        officers=_counted(UsualOfficer.objects.all(), "committee"),
    )


def of_template(row: Any) -> list[Cell]:
    return [
        Cell(row.name, order_address(row, "standing-items")),
        Cell(number_of(row.items, "item", "items") or "None: a new agenda begins empty"),
        Cell(number_of(row.officers, "post", "posts") or "None", order_address(row, "usual-officers")),
    ]


def person_rows() -> "QuerySet[Person]":
    sits = (
        _held_today()
        .filter(person=OuterRef("pk"))
        .order_by()
        .values("person")
        .annotate(names=StringAgg("committee__name", "; ", order_by="committee__name"))
        .values("names")
    )
    spellings = Person.objects.filter(pk=OuterRef("pk")).annotate(number=Count("spellings")).values("number")
    return (
        Person.objects.sorted()
        .select_related("account")
        .annotate(
            sits_on=Coalesce(Subquery(sits), Value(""), output_field=TextField()),
            spelt=Coalesce(Subquery(spellings), Value(0)),
        )
    )


def of_person(row: Any) -> list[Cell]:
    return [
        Cell(row.name, edit_address("people", row), row.title),
        Cell(row.sits_on),
        Cell(row.account.email if row.account else ""),
        Cell(str(row.spelt)),
    ]


def seat_rows() -> "QuerySet[Membership]":
    return Membership.objects.select_related("person", "committee").order_by(
        "committee__name", "person__sort_name", "first_day", "pk"
    )


def of_seat(row: Membership) -> list[Cell]:
    return [
        Cell(row.person.full_name, edit_address("memberships", row)),
        Cell(row.committee.name, edit_address("committees", row.committee)),
        Cell(row.get_role_display(), note=row.body),
        Cell(row.get_votes_display()),
        Cell(long_day(row.first_day)),
        Cell(long_day(row.last_day) or "Until further notice"),
    ]


def post_rows() -> "QuerySet[Post]":
    return Post.objects.annotate(attends=_counted(UsualOfficer.objects.all(), "post"))


def of_post(row: Any) -> list[Cell]:
    return [
        Cell(row.title, edit_address("posts", row)),
        Cell(row.directorate),
        Cell(number_of(row.attends, "committee", "committees")),
    ]


def venue_rows() -> "QuerySet[Venue]":
    return Venue.objects.annotate(held=Count("meetings")).order_by("name")


def of_venue(row: Any) -> list[Cell]:
    return [
        Cell(row.name, edit_address("venues", row)),
        Cell(row.address),
        Cell(number_of(row.held, "meeting", "meetings")),
    ]


def series_rows() -> "QuerySet[MinuteSeries]":
    rows = MinuteSeries.objects.select_related("committee").annotate(numbered=Count("items"))
    return rows.order_by("committee__name", F("begun_on").desc())


def of_series(row: Any) -> list[Cell]:
    return [
        Cell(row.committee.name, edit_address("minute-series", row)),
        Cell(row.name),
        Cell(long_day(row.begun_on)),
        Cell(str(row.numbered)),
    ]


def holiday_rows() -> "QuerySet[Holiday]":
    return Holiday.objects.all()


def of_holiday(row: Holiday) -> list[Cell]:
    return [
        Cell(f"{row.day:%A} {long_day(row.day)}", edit_address("holidays", row)),
        Cell(row.name),
        Cell(row.get_kind_display()),
    ]


def year_rows() -> "QuerySet[MunicipalYear]":
    return MunicipalYear.objects.all()


def of_year(row: MunicipalYear) -> list[Cell]:
    return [
        Cell(str(row), edit_address("municipal-years", row)),
        Cell(long_day(row.first_day)),
        Cell(long_day(row.last_day)),
    ]
