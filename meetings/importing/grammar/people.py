"""People as minutes print them: title, name, role, and the punctuation between one and the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

TITLE = re.compile(
    r"(?P<title>(?:The\s+)?(?:Right Honourable|Rt\.? Hon\.?|Worshipful(?: the)?|Councill?ors?|Cllrs?\.?|Cr\.?|"
    r"Mrs\.?|Mr\.?|Ms\.?|Miss|Dr\.?|Prof(?:essor)?\.?|"
    r"Rev(?:erend|d)?\.?|Canon|Sir|Dame|Lord|Lady|Baroness|Alderman|Ald\.?|Mayor|Deputy Mayor|Y Cynghorydd|Y "
    r"Cynghorwyr|Cynghorydd|Cyng\.?|Mx)\s*[:]?\s+)+",
    re.IGNORECASE,
)
NAME = re.compile(
    r"(?:[A-Z][\w.'’‘-]*|[a-z]['’][A-Z]\w+|de|van|von|der|le|la|ap|al|bin)(?:[\s.]+(?:[A-Z][\w.'’‘-]*|"
    r"[a-z]['’][A-Z]\w+|de|van|von|der|le|la|ap|al|bin|\([A-Z]\w+\)))*"
)
BRACKET = re.compile(r"\s*[\[(](?P<inner>[^\])]{1,120})[\])]")
POSTS = re.compile(
    r"\b(?:Director|Manager|Officer|Head|Lead|Leader|Chief|Executive|Solicitor|Clerk|Advis[eo]r|Assistant|"
    r"Secretary|Service|Services|Member for|Cabinet Member|Portfolio|"
    r"Consultant|Commissioner|Inspector|Superintendent|Constable|Coordinator|Co-ordinator|Administrator|"
    r"Accountant|Auditor|Monitoring|Treasurer|Engineer|"
    r"Planner|Surveyor|Analyst|Partner|Principal|Healthwatch|Representative|Headteacher|Governor|Independent|"
    r"Interim|Deputy|Senior|NHS|Trust|Council|"
    r"Team|Strategic|Corporate|Counsel|Lawyer|Specialist|Support|Policy|Apprentice|Mentor|Scrutiny|Chair|Trainee|"
    r"Education|Finance|Legal)s?\b",
    re.IGNORECASE,
)
HEADWORD = re.compile(
    r"\b(?:Director|Manager|Officers?|Head|Lead|Leader|Chief|Solicitor|Clerk|Advis[eo]r|Secretary|Consultant|"
    r"Commissioner|Inspector|Member|Holder|Partner|Monitoring|Superintendent|Co-?ordinator|Administrator|Accountant|"
    r"Auditor|Treasurer|Engineer|Planner|Surveyor|Analyst|Principal|Counsel|Lawyer|Specialist|Mentor|Apprentice|"
    r"Chair\w*|Representative|Headteacher|Governor|Healthwatch|Diocese|NHS|Trust|Co-optee)\b",
    re.IGNORECASE,
)
OPENS_POST = re.compile(
    r"(?:Head|Director|Manager|Chief|Clerk|Assistant|Deputy|Interim|Senior|Principal|Service Director|Corporate|"
    r"Strategic|Democratic|Executive|Statutory|Monitoring|Group|Lead|Policy|Scrutiny|Committee|Cabinet)\b"
)
FRAGMENT = re.compile(
    r"(?:Skills|Children|Families|Learning|Housing|Adults?|Community|Communities|Education|Environment|QA|"
    r"Economy|Place|"
    r"Culture|Young People|Wellbeing|Health|Regeneration|Improvement|Governance|Planning|Resources|Finance|Legal|"
    r"Social Care|Development|Prevention|Safeguarding|Highways|Transport|Corporate Services|Public Health)\b"
)
SEPARATOR = re.compile(r"(\s*[;,]\s*(?:and\s+)?|\s+(?:and|ac)\s+|\s+&\s+(?=(?:Cllr|Councillor|Mrs?|Ms|Dr)\b))")
PLURAL = re.compile(r"^(Councill?or|Cllr|Cr)s(?=\.|$)", re.IGNORECASE)
PLURAL_HEAD = re.compile(r"[*#|\s]*(?:and\s+)?(?:Councillors|Cllrs)\b", re.IGNORECASE)
MASK = {",": "\x01", ";": "\x02", " ": "\x03"}
UNMASK = {1: ",", 2: ";", 3: " "}
CHAIR_ROLE = re.compile(
    r"(?:\b|-)(?:vice|deputy|joint|co|in the|acting)?[\s-]*chair(?:man|person|woman)?\b|\bcadeirydd\b", re.IGNORECASE
)


@dataclass(slots=True)
class Person:
    """A name as printed without title, the title, and the role or post printed beside it."""

    name: str
    title: str | None = None
    role: str | None = None
    note: str | None = None


def chair_role(text: str) -> str | None:
    """Chairperson or vice-chairperson as the source spells it, where a text is such a role."""
    bare = text.strip(" -–,.:()[]")
    return bare if len(bare) < 45 and CHAIR_ROLE.search(bare) else None


def split_people(text: str) -> list[str]:
    """A printed list of people and posts cut at commas, semicolons and "and", each piece in the source's own words.

    A piece that names neither a person nor a post ("Skills and Learning") stays with the post before it.
    """
    pieces = SEPARATOR.split(_masked(text))
    made: list[str] = []
    for index in range(0, len(pieces), 2):
        piece = pieces[index]
        separator = pieces[index - 1] if index else ""
        if made and separator and not _begins_one(piece, separator, made[-1]):
            made[-1] = f"{made[-1]}{separator}{piece}"
        else:
            made.append(piece)
    return [bare for piece in made if (bare := piece.translate(UNMASK).strip(" .\t,;"))]


def _masked(text: str) -> str:
    """The text with the separators inside brackets hidden from the cutting."""
    out = []
    depth = 0
    for character in text:
        depth += character in "(["
        depth -= character in ")]" and depth > 0
        out.append(MASK.get(character, character) if depth else character)
    return "".join(out)


def _begins_one(piece: str, separator: str, before: str) -> bool:
    """Whether a piece after a separator begins another person or post."""
    if ";" in separator or TITLE.match(piece):
        return True
    post_before = bool(HEADWORD.search(before))
    if "and" in separator and post_before and not OPENS_POST.match(piece):
        return looks_like_name(piece) and " " in piece and not FRAGMENT.match(piece)
    if HEADWORD.search(piece):
        return True
    if FRAGMENT.match(piece) and post_before:
        return False
    return looks_like_name(piece)


def read_person(text: str) -> Person | None:
    """One person from a printed piece such as "Cllr Ann Lee (Chair)" or "Jo Fry - Head of Law"; None where none is."""
    piece = text.strip(" .,;:*|-–•·").strip()
    piece = re.sub(r"[*_]{2,}", "", piece)
    title_match = TITLE.match(piece + " ")
    title = None
    if title_match and title_match.end() < len(piece):
        title = " ".join(title_match.group().split()).rstrip(": ")
        piece = piece[title_match.end() :].strip()
    if not piece or not piece[0].isalpha() or len(piece) > 220:
        return None
    notes = [match.group("inner").strip() for match in BRACKET.finditer(piece)]
    bare = BRACKET.sub("", piece).strip(" ,")
    role: str | None = None
    dashed = re.split(r"\s+[-–—:|]\s*|\s*[–—]\s+|,\s+|:\s+", bare, maxsplit=1)
    if len(dashed) == 2 and dashed[1].strip():
        bare, role = dashed[0].strip(), dashed[1].strip(" .,")
    for note in list(notes):
        if chair_role(note) or POSTS.search(note):
            role = role or note
            notes.remove(note)
    if title:
        title = PLURAL.sub(r"\1", title)
    return Person(bare.strip(" .,"), title, role, "; ".join(notes) or None)


def is_post(text: str) -> bool:
    """Whether a printed piece is a post title and not a person's name."""
    words = [word for word in re.findall(r"[A-Za-z]+", text) if word[0].isupper() or word.islower()]
    return bool(POSTS.search(text)) and not TITLE.match(text) and (len(words) > 1 or text.istitle())


def looks_like_name(text: str) -> bool:
    """Whether a text reads as one person's name: two to five words with capitals, or initials and a surname."""
    words = text.replace(".", ". ").split()
    return 1 <= len(words) <= 6 and bool(NAME.fullmatch(text.strip())) and not POSTS.search(text)
