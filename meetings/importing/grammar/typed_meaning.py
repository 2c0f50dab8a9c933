"""What a typed line of outcomes means: its kind, its addressee, its owner, its due date in words."""

import re

from meetings.due_dates import due_words
from meetings.importing.grammar import addressees
from meetings.importing.grammar.typed_lines import TypedGroup, TypedLine

TO_CAPITALS = re.compile(r"\bTO\s+(?:THE\s+)?(?P<whom>[A-Z][A-Z &'’-]+)")


def understand(typed: TypedLine, group: TypedGroup, own_name: str) -> None:
    """What kind of line it is, to whom it speaks, who is to act and by when."""
    if typed.kind == "resolution":
        typed.kind = group.kind
    lead_in = group.lead_in or None
    if typed.kind == "resolution":
        whom = addressees.asks_another(typed.text, lead_in, own_name or None)
        if whom or addressees.recommends(typed.text, lead_in):
            typed.kind, typed.addressee = "recommendation", whom or ""
    if typed.kind == "recommendation":
        whom = typed.addressee or addressees.addressee(typed.text, group.marker, lead_in)
        passage = f"{group.marker} {group.lead_in} {typed.text}"
        typed.addressee = addressees.whole_name(whom, passage) if whom else _called_in_capitals(group.marker)
    if typed.kind == "action":
        named = re.sub(r"^the\s+(?=[A-Z])", "", typed.text)
        typed.owner = typed.text.strip(" .") if addressees.only_owner(typed.text) else _owner(named)
        typed.due = due_words(typed.text)


def _called_in_capitals(marker: str) -> str:
    """The addressee in a marker like "RECOMMENDED TO CABINET:"."""
    called = TO_CAPITALS.search(marker)
    return called["whom"].strip().title() if called else ""


def _owner(text: str) -> str:
    """Who is to act: named before "to" or "will", in brackets, or before a colon."""
    head, colon, _ = text.partition(": ")
    if colon and len(head.split()) < 9 and addressees.only_owner(head):
        return head.strip()
    return addressees.owner(text) or ""
