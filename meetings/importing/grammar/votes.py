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
    r"(?:The )?Reasons?(?: for (?:the )?(?:decision|recommendation)s?)?\s*[:–-]|"
    r"Reasons? for (?:the )?[Dd]ecisions?\b|REASONS?\b|Options considered|"
    r"(?:Any )?[Aa]lternative [Oo]ptions|"
    r"\(?(?:Councillor|Cllr)s?\.? [A-Z][^.]{2,60} (?:left|joined|abstained|voted|arrived|returned|requested that "
    r"(?:his|her|their)|re-?entered)\b|"
    r"[\[(]?(?:[Pp]roposed|PROPOSED|[Mm]oved|MOVED|[Pp]roposer|[Ss]econded|SECONDED)(?:\s+by)?\s*:?\s*(?:Cllr|"
    r"Councillor|Cr|Mrs?|Ms|"
    r"Alderman|[Tt]he\s|[A-Z]\.?\s?[A-Z])|[\[(]?(?:All (?:were )?in favour|Agreed unanimously|Unanimous)\b|"
    r"\(?Note\s?:|N\.?B\.?\s?[:–-]|The (?:[Mm]eeting|[Cc]hair(?:man|person)?) (?:closed|ended|concluded|finished|"
    r"rose|thanked|then|"
    r"adjourned|was adjourned)|The [Cc]ommittee (?:adjourned|rose)|\(?(?:The\s)?Carried\b|\(?CARRIED\b)",
)


NARRATES = re.compile(
    r"(?:The|A|An|Councillors?|Cllrs?|Mr|Mrs|Ms|Dr|Members|Officers|He|She|They|There|"
    r"In (?:reply|response|answer|discussion|"
    r"debate)|Following|At this point|"
    r"Alderman|Prior to|Having|During|It was (?:noted|reported|explained|confirmed|pointed))\b(?P<told>.{0,160})"
)
DEED = re.compile(
    r"\b(?:was|were|had|then|thanked|stated|explained|presented|introduced|left|asked|advised|reported|informed|noted|"
    r"congratulated|welcomed|declared|considered|received|moved|seconded|proposed|spoke|gave|raised|commented|recommended|agreed|said|told|replied|answered)\b"
)
WISHES = re.compile(r"\b(?:be|should|shall|must)\b")


def narrates(sentence: str) -> bool:
    """Whether a sentence goes back to telling what happened, and is no further point of what was decided."""
    match = NARRATES.match(sentence)
    return bool(match and DEED.search(match.group("told")) and not WISHES.search(match.group("told")))


def told_after(paragraph: str) -> bool:
    """Whether a paragraph only tells who proposed and seconded what stands above it."""
    return bool(
        TRAILING.match(paragraph)
        and PROPOSER.search(paragraph)
        and len(paragraph) < 160
        and not re.search(r"\b(?:RESOLVED|[Rr]esolved|AGREED|that|and)\W*$|\bthat\b|:\W*$", paragraph)
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


FIRST_THE_NUMBER = re.compile(
    r"\b(?P<number>\d{1,3}|no|nil)\s+(?:votes?\s+)?(?P<side>for|in favour|against|abst\w*)\b", re.IGNORECASE
)
FIRST_THE_WORD = re.compile(
    r"\b(?P<side>for|in favour|against|abst\w*)\s*[:–-]?\s*(?P<number>\d{1,3}|none|nil)\b", re.IGNORECASE
)


def counted(text: str) -> tuple[int, int, int] | None:
    """The figures of a counted vote: for, against, abstained; a side that is not told is 0. None: nothing counted."""
    for pattern in (FIRST_THE_NUMBER, FIRST_THE_WORD):
        sides: dict[str, int] = {}
        for match in pattern.finditer(text):
            side = {"i": "f"}.get(match["side"][0].lower(), match["side"][0].lower())
            if side == "a":
                side = match["side"][:2].lower()
            sides.setdefault(side, int(match["number"]) if match["number"].isdigit() else 0)
        if "f" in sides and len(sides) > 1:
            return sides["f"], sides.get("ag", 0), sides.get("ab", 0)
    return None


# What joins the names and the figures of a vote, and says nothing more.
JOINING = re.compile(
    r"\b(?:proposed|proposer|moved|seconded|seconder|by|and|it|was|were|the|motion|recommendations?|resolution|vote|votes|"
    r"voting|on|being|put|to|upon|a|with|result|for|in|favour|against|abst\w*|all|agreed|carried|declared|none|nil|no|"
    r"unanimous|unanimously|that)\b|[\W\d_]+",
    re.IGNORECASE,
)


SAID_UNANIMOUS = re.compile(r"\W*(?:agreed\s+|carried\s+)?unanimous(?:ly)?(?:\s+vote)?\W*|\W*carried\W*", re.IGNORECASE)


def only_tells_the_vote(text: str) -> bool:
    """Whether a passage names who moved and seconded, or how the vote went, and says nothing else."""
    proposer, seconder = movers(text)
    told = proposer or seconder or carried(text) or counted(text) or SAID_UNANIMOUS.fullmatch(text)
    return bool(told) and not JOINING.sub("", without_movers(text))


def without_movers(text: str) -> str:
    """What a passage says beside who moved and who seconded."""
    for pattern in (PROPOSER, SECONDER):
        match = pattern.search(text)
        if match:
            end = match.start("name") + len(clean_name(match["name"]))
            text = f"{text[: match.start()].rstrip(' ,.;')} {text[end:].lstrip(' ,.;')}".strip()
    return re.sub(r"^and\b|\band$", "", text).strip(" ,.;()")


def without_figures(text: str) -> str:
    """What a passage says beside the figures of a vote."""
    for pattern in (FIRST_THE_NUMBER, FIRST_THE_WORD):
        text = pattern.sub("", text)
    return re.sub(r"\b(?:vot\w+|and|in)\b", "", text, flags=re.IGNORECASE)
