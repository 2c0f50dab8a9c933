"""The parts of a meeting's workspace, in the order of the page: what each shows, gathered for its template.

A part is a function of the workspace and of what a view adds to it (a form with its errors). Its template is
`office/parts/<name>.html`, where it finds its answer as `part`, the workspace as `workspace`, and the meeting as
`meeting`.
"""

from collections.abc import Callable
from typing import Any

from meetings.workspace import agenda, attendance, declarations, facts, minutes, papers, questions
from meetings.workspace.record import Workspace

Part = Callable[..., dict[str, Any]]

PARTS: dict[str, tuple[str, Part]] = {
    "facts": ("Meeting", facts.part),
    "agenda": ("Agenda", agenda.part),
    "papers": ("Papers", papers.part),
    "attendance": ("Attendance", attendance.part),
    "declarations": ("Declarations", declarations.part),
    "questions": ("Questions", questions.part),
    "minutes": ("Minutes", minutes.part),
}

__all__ = ["PARTS", "Workspace"]
