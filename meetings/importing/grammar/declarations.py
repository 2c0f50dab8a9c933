"""Declarations of interest as the minutes tell them: one per sentence that names who declared."""

from __future__ import annotations

import re
from collections.abc import Iterable

from meetings.importing.grammar.paragraphs import Paragraph
from meetings.importing.grammar.sentences import sentences
from meetings.importing.records import Declaration

DECLARED = re.compile(
    r"^(?P<person>(?:The\s+)?(?:Councillors?|Cllrs?\.?|Mrs?\.?|Ms\.?|Miss|Dr\.?|Rev\.?|Chair(?:man|"
    r"person)?)?\s*[A-Z][\w.'’ -]{1,80}?)"
    r"\s+(?:also\s+)?(?:declared|made a declaration|disclosed|advised that (?:he|she|they) (?:had|was|were))\b"
)
KIND = re.compile(
    r"\b(?P<kind>disclosable pecuniary|other disclosable|other registrable|non-registrable|non-pecuniary|"
    r"non-prejudicial|personal and prejudicial|"
    r"personal|prejudicial|pecuniary|schedule\s?[12]|table [AB]|other)\b(?:\s+and\s+[\w-]+)?(?:\s+interests?)?",
    re.IGNORECASE,
)
ITEM = re.compile(r"\b(?:agenda )?item(?: number| no\.?)?\s*(?P<item>\d{1,3}[a-z]?)\b", re.IGNORECASE)
LEFT = re.compile(r"\b(?:left the (?:meeting|room|chamber)|withdrew|would leave)\b", re.IGNORECASE)
STAYED = re.compile(r"\b(?:remained|stayed|took part)\b", re.IGNORECASE)


def declarations(paragraphs: Iterable[Paragraph]) -> list[Declaration]:
    """The declarations in the minutes of the item that takes them."""
    found: list[Declaration] = []
    for paragraph in paragraphs:
        for begin, end in sentences(paragraph.body):
            sentence = paragraph.body[begin:end]
            match = DECLARED.match(sentence)
            if match and not re.match(r"(?:There|No|None)\b", sentence):
                kind, item = KIND.search(sentence), ITEM.search(sentence)
                found.append(
                    Declaration(
                        match.group("person").strip(),
                        sentence,
                        kind.group().strip() if kind else None,
                        item.group("item") if item else None,
                        line=paragraph.line,
                    )
                )
            elif found and found[-1].withdrew is None:
                found[-1].withdrew = True if LEFT.search(sentence) else False if STAYED.search(sentence) else None
    return found
