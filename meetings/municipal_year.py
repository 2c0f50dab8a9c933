"""The municipal year, from May to May."""

import datetime as dt

FIRST_MONTH = 5


def municipal_year_of(day: dt.date) -> int:
    """The calendar year in which the municipal year of `day` began: 26 April 2022 lies in 2021 (to 2022)."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def municipal_year_label(year: int) -> str:
    """ "2021 to 2022" for 2021."""
    return f"{year} to {year + 1}"


def municipal_year_days(year: int) -> tuple[dt.date, dt.date]:
    """First and last day: 1 May 2021 and 30 April 2022 for 2021."""
    return dt.date(year, FIRST_MONTH, 1), dt.date(year + 1, FIRST_MONTH, 1) - dt.timedelta(days=1)
