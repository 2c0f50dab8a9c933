"""How a vote went, and who proposed and seconded it, as the minutes print it."""

from __future__ import annotations

import re

NAME = (
    r"(?:the\s+)?(?:(?:[Cc]hair(?:man|person)?|Vice[- ]Chair(?:man|person)?|Leader|Mayor)(?!\s+[A-Z])|"
    r"(?:(?:Councillors?|Cllrs?\.?|Cr|Mr|Mrs|Ms|Miss|Dr|Alderman|the\s+[Cc]hair(?:man|person)?,?)\s+)"
    r"(?:(?:[A-Z]\.|[A-Z][\w'’-]+)\s?){1,4}|[A-Z][\w'’-]+\s[A-Z][\w'’-]+)"
)
PROPOSER = re.compile(rf"\b(?:[Pp]roposed|PROPOSED|[Mm]oved|MOVED|[Pp]roposer)(?:\s+by)?\s*:?\s*(?P<name>{NAME})")
SECONDER = re.compile(rf"\b(?:[Ss]econded|SECONDED|[Ss]econder)(?:\s+by)?\s*:?\s*(?P<name>{NAME})")
CARRIED = re.compile(
    r"(?:(?:declared\s+)?(?:carried|CARRIED)(?:\s+(?:unanimously|nem\.?\s?con\.?))?|UNANIMOUSLY\s+(?:CARRIED|"
    r"AGREED|APPROVED)|"
    r"unanimously\s+(?:carried|agreed|approved|supported)|(?:agreed|approved|RESOLVED|AGREED)\s+(?:unanimously|"
    r"UNANIMOUSLY))"
)
COUNT = re.compile(
    r"\(?(?:(?:Votes?|Voting|For|FOR|In favour)\b\s*[:–-]?\s*)?(?:\d{1,3}\s+(?:votes?\s+)?(?:for|in favour|FOR)|"
    r"(?:For|FOR|In favour)\s*[:–-]?\s*\d{1,3})"
    r"[^.\n]{0,80}?(?:(?:against|Against|AGAINST|abst\w*|Abst\w*|"
    r"ABST\w*)\s*[:–-]?\s*\d{0,3})(?:[^.\n]{0,40}?abst\w*\s*[:–-]?\s*\d{0,3})?\)?",
)
TRAILING = re.compile(
    r"(?:\(\d{1,3} (?:votes?|for|in favour)\b|Voting\b|Votes?\b\s*[:–-]|(?:Up)?[Oo]n being put|The (?:motion|"
    r"vote|recommendations?|amendment|proposal) (?:was|were)|For:|In favour:|"
    r"(?:The )?Reasons?(?: for (?:the )?(?:decision|recommendation)s?)?\s*[:–-]|REASONS?\b|Options considered|"
    r"Alternative options|"
    r"\(?(?:Councillor|Cllr)s?\.? [A-Z][^.]{2,60} (?:left|joined|abstained|voted|arrived|returned|requested that "
    r"(?:his|her|their)|re-?entered)\b|"
    r"\(?Note\s?:|N\.?B\.?\s?[:–-]|The (?:[Mm]eeting|[Cc]hair(?:man|person)?) (?:closed|ended|concluded|finished|"
    r"rose|thanked|then|"
    r"adjourned|was adjourned)|The [Cc]ommittee (?:adjourned|rose)|\(?(?:The\s)?Carried\b|\(?CARRIED\b)",
)


def clean_name(text: str) -> str:
    """A name without the comma or connective that followed it."""
    return re.sub(r"(?:\s+(?:and|And|it|with|that)|[\s,.;])+$", "", text).strip()


def movers(text: str) -> tuple[str | None, str | None]:
    """Who proposed and who seconded, where a passage says so."""
    proposer, seconder = PROPOSER.search(text), SECONDER.search(text)
    return (
        clean_name(proposer.group("name")) if proposer else None,
        clean_name(seconder.group("name")) if seconder else None,
    )


def carried(text: str) -> str | None:
    """The result of a vote in a passage, in its own words; None where it tells none."""
    count = COUNT.search(text)
    word = CARRIED.search(text)
    if count and word and abs(count.start() - word.end()) < 40:
        first, last = min(count.start(), word.start()), max(count.end(), word.end())
        return text[first:last].strip(" (),;")
    found = count or word
    return found.group().strip(" (),;") if found else None
