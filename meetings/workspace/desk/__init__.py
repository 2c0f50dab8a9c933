"""What of the record of meetings waits to be done: one function for each kind of line on the desk.

Each takes the desk (whose it is, on which day, over which committees) and gives its lines in any order.
"""

from collections.abc import Callable

from meetings.workspace.desk.agendas import agendas, losses, questions, ready, today_is_held
from meetings.workspace.desk.answers import answers
from meetings.workspace.desk.line import DeskLine, Duty, Urgency
from meetings.workspace.desk.minutes import minutes
from meetings.workspace.desk.papers import papers_to_follow, reports, restrictions
from meetings.workspace.desk.record import Desk
from meetings.workspace.desk.submissions import submissions

Source = Callable[[Desk], list[DeskLine]]

SOURCES: tuple[Source, ...] = (
    ready, today_is_held, agendas, losses, questions, answers, papers_to_follow, reports, restrictions, minutes,
    submissions,
)  # fmt: skip

__all__ = ["SOURCES", "Desk", "DeskLine", "Duty", "Source", "Urgency"]
