"""Days that do not count, and the years from annual meeting to annual meeting."""

from django.db import models

from meetings.constraints import filled, not_before, one_of
from portal.audit.history import noted


class HolidayKind(models.TextChoices):
    BANK = "bank holiday", "Bank holiday"
    MOURNING = "thanksgiving or mourning", "Day of public thanksgiving or mourning"
    CLOSED = "offices closed", "Council offices closed"


class Holiday(models.Model):
    """A day that is no working day. Bank holidays of England come with the portal; the clerk has the last word.

    Bank holidays and days of public thanksgiving or mourning count in neither reading of clear days (LGA 1972 s.243);
    a day on which only the council's offices are closed is left out of the working-day reading alone.
    """

    day = models.DateField(unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=HolidayKind.choices, default=HolidayKind.BANK)

    class Meta:
        triggers = noted("holiday")
        ordering = ["day"]
        constraints = [
            filled("name", "Say what day it is.", name="a_holiday_has_a_name"),
            one_of("kind", HolidayKind, name="a_holiday_is_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.day:%Y-%m-%d}"


class MunicipalYear(models.Model):
    """A council's year from one annual meeting to the day before the next; seats usually last as long.

    Lists and references group by the years from 1 May (`meetings.municipal_year`), whose days never move; these days
    are the council's own and are offered where a seat begins or ends.
    """

    year = models.PositiveSmallIntegerField(unique=True, help_text="In which it begins: 2026 for 2026 to 2027.")
    first_day = models.DateField(help_text="The day of the annual meeting.")
    last_day = models.DateField(help_text="The day before the next annual meeting.")

    class Meta:
        triggers = noted("municipal year")
        ordering = ["-year"]
        constraints = [
            not_before(
                "last_day",
                "first_day",
                "A year cannot end before it begins.",
                name="a_municipal_year_ends_after_it_begins",
            ),
            models.CheckConstraint(
                name="a_municipal_year_begins_in_its_year",
                condition=models.Q(first_day__year=models.F("year")),
                violation_error_message="The first day lies in the year by which it is called.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} to {self.year + 1}"
