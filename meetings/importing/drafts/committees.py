"""The committee and the meeting of a document → those of the record."""

import datetime as dt
import re

from django.utils import timezone
from django.utils.text import slugify

from meetings.importing.drafts.report import ImportReport
from meetings.importing.records import ParsedRecord
from meetings.models import Committee, CommitteeAlias, CommitteeKind, Meeting, Venue

# When a document names only the day by which questions must be in.
CLOSE_OF_BUSINESS = dt.time(17)

_SMALL_WORDS = {"and", "of", "the", "for", "in", "on", "to", "a"}


def committee_key(name: str) -> str:
    """A key that spellings of a committee's name share: no "the", no "&", no capital letters, no dots."""
    words = re.sub(r"[^a-z0-9 ]", " ", name.casefold().replace("&", " and ")).split()
    return " ".join(word for word in words if word != "the")


def find_committee(name: str) -> Committee | None:
    """The committee of this name or alias, whatever its capital letters and punctuation."""
    key = committee_key(name)
    for committee in Committee.objects.all():
        if committee_key(committee.name) == key:
            return committee
    for alias in CommitteeAlias.objects.select_related("committee"):
        if committee_key(alias.name) == key:
            return alias.committee
    return None


def find_or_make_committee(name: str, report: ImportReport) -> Committee:
    """The committee of this name, or a new one with a code and a kind read from the name, which is told as a doubt."""
    committee = find_committee(name)
    if committee is not None:
        return committee
    kind = _kind(name)
    committee = Committee.objects.create(name=name[:200], slug=_slug(name), code=_code(name), kind=kind)
    report.did(f"New committee: {committee.name}")
    report.doubt(
        f"The committee “{committee.name}” is new: it got the code {committee.code} and was taken for a "
        f"{committee.get_kind_display().lower()}. Both begin permanent references, so check them before publishing."
    )
    return committee


def _kind(name: str) -> str:
    words = name.casefold()
    if "cabinet" in words or "executive" in words:
        return CommitteeKind.CABINET
    if "scrutiny" in words:
        return CommitteeKind.SCRUTINY
    return CommitteeKind.COUNCIL if re.search(r"\bcouncil$", words) else CommitteeKind.BOARD


def _slug(name: str) -> str:
    stem = slugify(name)[:50].strip("-") or "committee"
    slug, number = stem, 2
    while Committee.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug


def _code(name: str) -> str:
    words = [word for word in re.findall(r"[A-Za-z]+", name) if word.casefold() not in _SMALL_WORDS]
    stem = "".join(word[0] for word in words).upper()[:6] if len(words) > 1 else "".join(words)[:3].upper()
    stem = stem if len(stem) > 1 else "COM"
    code, number = stem, 0
    while Committee.objects.filter(code=code).exists():
        code, number = f"{stem}{chr(ord('B') + number)}", number + 1
    return code


def meetings_at(committee: Committee, day: dt.date) -> list[Meeting]:
    return list(committee.meetings.filter(date=day).order_by("slug"))


def new_slug(committee: Committee, day: dt.date) -> str:
    """The address of a further meeting of the committee on that day: the date, or the date with "-2"."""
    slug, number = day.isoformat(), 2
    while committee.meetings.filter(slug=slug).exists():
        slug, number = f"{day.isoformat()}-{number}", number + 1
    return slug


def fill_facts(meeting: Meeting, record: ParsedRecord, report: ImportReport) -> None:
    """Fills what the meeting does not know yet and the document says; nothing that stands is overwritten."""
    name, post = _contact(record.contact)
    said: dict[str, object] = {
        "start": record.start,
        "end": record.end if record.end and (record.start is None or record.end >= record.start) else None,
        "contact_name": name,
        "contact_post": post,
        "contact_phone": (record.contact_phone or "")[:40],
        "contact_email": record.contact_email or "",
        "livestream": _web_address(record.livestream, report),
        "notes": record.notes or "",
        "publication_deadline": record.publication_deadline,
    }
    if record.end and said["end"] is None:
        report.doubt(f"The meeting is said to end at {record.end:%H:%M}, before it starts: the end was left out.")
    for field, value in said.items():
        standing = getattr(meeting, field)
        if value and not standing:
            setattr(meeting, field, value)
        elif value and standing != value:
            report.doubt(f"The record says {field.replace('_', ' ')} {standing}, the document {value}: left as it was.")
    if record.venue and meeting.venue is None:
        meeting.venue, made = Venue.objects.get_or_create(name=record.venue[:300])
        if made:
            report.did(f"New venue: {meeting.venue.name}")
    if record.questions_deadline and meeting.questions_deadline is None:
        moment = dt.datetime.combine(record.questions_deadline, CLOSE_OF_BUSINESS)
        meeting.questions_deadline = timezone.make_aware(moment)
        report.doubt(f"The deadline for questions was taken as {CLOSE_OF_BUSINESS:%H:%M} on {moment:%d/%m/%Y}.")
    if record.dates_ahead and not meeting.future_dates.exists():
        for day in sorted(set(record.dates_ahead)):
            if day > meeting.date:
                meeting.future_dates.create(date=day, start=record.times_ahead.get(day))
            else:
                report.doubt(f"The document announces {day:%d/%m/%Y}, which is not after the meeting: left out.")


def _web_address(words: str | None, report: ImportReport) -> str:
    """The address of the live stream; words that are none are told and left out."""
    if not words or re.match(r"https?://\S+$", words):
        return words or ""
    report.doubt(f"“{words}” is no web address, so the live stream was left out.")
    return ""


def _contact(contact: str | None) -> tuple[str, str]:
    """Name and post of "Sam Cole, Democratic Services Officer"."""
    name, _, post = re.sub(r"\s+[-–]\s+", ", ", contact or "").partition(",")
    return name.strip()[:200], post.strip()[:200]
