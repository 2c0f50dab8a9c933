"""Counting from the day of receipt to the last day for a response."""

import calendar
import datetime as dt

from actions.models.clock import AddresseeClock


def last_day_of_months(received: dt.date, months: int) -> dt.date:
    """The last day of a period of `months` beginning with the day of receipt (LGA 2000 s.9FE: two months).

    The period ends the day before the corresponding day of the last month: received 22 March, two months: 21 May. Where
    that month has no such day, it ends with the month: received 31 December, two months: 28 or 29 February.
    """
    month_index = received.year * 12 + received.month - 1 + months
    year, month = divmod(month_index, 12)
    days_in_month = calendar.monthrange(year, month + 1)[1]
    if received.day > days_in_month:
        return dt.date(year, month + 1, days_in_month)
    return dt.date(year, month + 1, received.day) - dt.timedelta(days=1)


def response_due(received: dt.date, clock: AddresseeClock | None) -> dt.date | None:
    """The last day on which a response is in time, or None where no date is set for this kind of addressee.

    Months begin with the day of receipt (LGA 2000 s.9FE). Days are counted from it, as "within 28 days of the request"
    is read: the day of receipt is not one of them. Received on 1 March, 28 days: 29 March.
    """
    if clock is None:
        return None
    if clock.months is not None:
        return last_day_of_months(received, clock.months)
    if clock.days is not None:
        return received + dt.timedelta(days=clock.days)
    return None
