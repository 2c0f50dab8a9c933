"""Deeds on the table of holidays."""

from meetings.bank_holidays import EARLIEST, LATEST, bank_holidays_of
from meetings.models import Holiday
from meetings.workflow.change import RefusedError
from meetings.workflow.reference import reference_deed
from portal.accounts.models import User


def add_bank_holidays(year: int, *, by: User) -> int:
    """Adds England's bank holidays of that year where the table has no row for the day; returns how many.

    Days that the office has entered or renamed stay as they are. Raises NotPermittedError or RefusedError.
    """
    if not EARLIEST <= year <= LATEST:
        raise RefusedError(f"Bank holidays are known from {EARLIEST} to {LATEST}. Add those of {year} one by one.")
    with reference_deed(f"added the bank holidays of {year}", on=Holiday(), by=by, subject=f"holidays of {year}"):
        known = set(Holiday.objects.filter(day__year=year).values_list("day", flat=True))
        new = [Holiday(day=day, name=name) for day, name in bank_holidays_of(year).items() if day not in known]
        Holiday.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
