"""England's bank holidays, as the portal brings them; the office's own table has the last word."""

import datetime as dt

import holidays

# Years of which the library knows the rules that hold today.
EARLIEST, LATEST = 1978, 2100


def bank_holidays_of(year: int) -> dict[dt.date, str]:
    """The bank holidays of England in that year, by day, each with its name.

    A holiday that falls on a weekend stands there as well as the day that is given in its place.
    """
    told = holidays.country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return {day: name.replace("(observed)", "(substitute day)").replace("'", "’") for day, name in sorted(told.items())}
