"""What must hold of the demonstration's contacts and of the answers of owners before a row is made of them."""

from collections.abc import Iterator

from actions.models.contact import ContactKind
from actions.models.owner_answer import AnswerKind, AnswerState
from actions.words import Verdict
from portal.demonstration.dates import Calendar, day_of
from portal.demonstration.faults import lines_of, one_of, twice, unknown
from portal.demonstration.shapes import Demonstration


def contact_faults(plan: Demonstration, calendar: Calendar) -> Iterator[str]:
    """Every fault as a sentence."""
    names = [contact.name for contact in plan.contacts.contacts]
    yield from twice("contacts.toml", names)
    for contact in plan.contacts.contacts:
        where = f"contacts.toml, “{contact.name}”"
        yield from one_of(where, contact.kind, ContactKind.values)
        yield from unknown(where, contact.head, names, "contact")
        if contact.kind != ContactKind.POST and (contact.holder or contact.held or contact.took_over):
            yield f"{where}: only a post has a holder."
        if bool(contact.held) != bool(contact.took_over):
            yield f"{where}: say who held the post before, and since when the present holder has it."
        for word in filter(None, (*(held.since for held in contact.held), contact.took_over)):
            if day_of(word, calendar.today) > calendar.today:
                yield f"{where}: nobody can have come on a day to come."
    lines = {f"{meeting.key}/{line.key}" for meeting in plan.meetings for line in lines_of(meeting)}
    for answer in plan.contacts.answers:
        where = f"contacts.toml, answer on “{answer.entry}”"
        yield from unknown(where, answer.entry, lines, "line of minutes")
        yield from one_of(where, answer.kind, AnswerKind.values)
        yield from one_of(where, answer.verdict, Verdict.values, blank=True)
        yield from one_of(where, answer.state, AnswerState.values)
        yield from unknown(where, answer.paper, plan.papers, "paper")
        if (answer.kind == AnswerKind.RESPONSE) != bool(answer.verdict):
            yield f"{where}: a response names its verdict, and no other answer does."
        if (answer.state == AnswerState.RETURNED) != bool(answer.because):
            yield f"{where}: an answer that is returned says why, and no other does."
