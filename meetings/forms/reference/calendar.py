"""Forms of venues, holidays and municipal years."""

from django import forms

from meetings.bank_holidays import EARLIEST, LATEST
from meetings.forms.reference.base import DayInput, ReferenceForm
from meetings.models import Holiday, MunicipalYear, Venue


class VenueForm(ReferenceForm[Venue]):
    """A room or building."""

    at_fields = {"a_venue_has_a_name": "name"}

    class Meta:
        model = Venue
        fields = ["name", "address"]
        help_texts = {
            "name": "The room and the building: Council Chamber, The Guildhall.",
            "address": "Street, town and postcode, as the agenda prints them.",
        }
        error_messages = {"name": {"unique": "There is a venue of this name already."}}


class HolidayForm(ReferenceForm[Holiday]):
    """A day that is no working day."""

    at_fields = {"a_holiday_has_a_name": "name"}

    class Meta:
        model = Holiday
        fields = ["day", "name", "kind"]
        help_texts = {
            "day": "The day on which it is kept.",
            "kind": "Bank holidays and days of thanksgiving or mourning count in neither reading of clear days. Where "
            "only the offices are closed, the day still counts by section 243.",
        }
        widgets = {"day": DayInput()}
        error_messages = {"day": {"unique": "This day stands in the table already: change its row instead."}}


class MunicipalYearForm(ReferenceForm[MunicipalYear]):
    """A council's year from annual meeting to annual meeting."""

    at_fields = {
        "a_municipal_year_ends_after_it_begins": "last_day",
        "a_municipal_year_begins_in_its_year": "first_day",
    }

    class Meta:
        model = MunicipalYear
        fields = ["year", "first_day", "last_day"]
        labels = {"year": "Begins in"}
        widgets = {"first_day": DayInput(), "last_day": DayInput()}
        error_messages = {"year": {"unique": "This municipal year is entered already."}}


class BankHolidaysForm(forms.Form):
    """The year whose bank holidays are added."""

    year = forms.IntegerField(
        label="Add the bank holidays of",
        min_value=EARLIEST,
        max_value=LATEST,
        help_text="Of England. Days that stand in the table already are left as they are.",
    )
