"""Mail as files of a folder, where no mail server is named: one file for each message, named by its Message-ID.

The same message put there twice is there once, whoever was killed in the middle: a file appears whole or not at all.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

SUFFIX = ".eml"
_PLAIN_ID = re.compile(r"<([A-Za-z0-9._+-]{1,120}@[A-Za-z0-9.-]{1,100})>", re.ASCII)
# What a page shows of one file. Whatever lies beyond is left out.
MOST_BYTES = 200_000
MOST_CHARACTERS = 50_000


class EmailBackend(BaseEmailBackend):
    """Puts each message into EMAIL_FILE_PATH; one that lies there already stays as it is."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many lie there now. Raises OSError where the folder cannot be written."""
        folder = mail_folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            mime = message.message()
            put_once(folder, file_name(str(mime["Message-ID"] or "")), mime.as_bytes())
        return len(email_messages)


def mail_folder() -> Path:
    """Where the files lie."""
    return Path(settings.EMAIL_FILE_PATH)


def file_name(message_id: str) -> str:
    """The name of the file of a message; an unusual Message-ID stands in it as its digest."""
    plain = _PLAIN_ID.fullmatch(message_id.strip())
    return f"{plain[1] if plain else hashlib.sha256(message_id.encode()).hexdigest()}{SUFFIX}"


def put_once(folder: Path, name: str, content: bytes) -> bool:
    """Puts a file there whole, unless one of this name lies there; whether it was put."""
    # Its name has another ending until it is whole: a link under the true name either exists or does not.
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".part-") as part:
        part.write(content)
        part.flush()
        os.fsync(part.fileno())
        try:
            os.link(part.name, folder / name)
        except FileExistsError:
            return False
    return True


@dataclass(frozen=True, slots=True)
class MailFile:
    """A mail as the page shows it: headers and plain text, decoded as far as they can be."""

    name: str
    at: float
    to: str
    copy: str
    sender: str
    subject: str
    text: str


def newest(most: int) -> list[MailFile]:
    """The mails that were put there last, the last one first."""
    found = sorted(_files(), key=lambda entry: entry.stat().st_mtime, reverse=True)
    return [_read(Path(entry.path)) for entry in found[:most]]


def one_mail(name: str) -> MailFile | None:
    """The mail of this name; None where none of the folder's files has it, whatever else the name may lead to."""
    entry = next((entry for entry in _files() if entry.name == name), None)
    return _read(Path(entry.path)) if entry else None


def _files() -> Iterator["os.DirEntry[str]"]:
    folder = mail_folder()
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        yield from (it for it in entries if it.name.endswith(SUFFIX) and it.is_file(follow_symlinks=False))


def _read(path: Path) -> MailFile:
    with path.open("rb") as file:
        mail = message_from_bytes(file.read(MOST_BYTES))
    headers = {name: _header(mail.get(name)) for name in ("To", "Cc", "From", "Subject")}
    return MailFile(
        name=path.name,
        at=path.stat().st_mtime,
        to=headers["To"],
        copy=headers["Cc"],
        sender=headers["From"],
        subject=headers["Subject"],
        text=_text(mail)[:MOST_CHARACTERS],
    )


def _header(value: Any) -> str:
    try:
        return str(make_header(decode_header(str(value or "")))).replace("\x00", "")[:1000]
    except (HeaderParseError, LookupError, ValueError):
        return str(value)[:1000]


def _text(mail: "Message[str, str]") -> str:
    """The first plain text of the mail; a sentence where there is none."""
    for part in mail.walk():
        if part.get_content_type() != "text/plain":
            continue
        try:
            content = part.get_payload(decode=True)
        except (ValueError, LookupError, MessageError):
            continue
        if isinstance(content, bytes):
            try:
                return content.decode(part.get_content_charset("utf-8"), "replace").replace("\x00", "")
            except LookupError:
                return content.decode("utf-8", "replace").replace("\x00", "")
    return "This mail has no plain text."
