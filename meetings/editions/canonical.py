"""The one way in which a document of the record is written as bytes, so that its digest can be checked by anyone."""

import datetime as dt
import hashlib
import json
from typing import Any

FORMAT = "scrutiny-record/1"


def canonical_json(content: dict[str, Any]) -> str:
    """JSON with sorted keys, no spaces and no escapes beyond those JSON demands; the same content, the same text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(document: str) -> str:
    """SHA-256 of the document's UTF-8 bytes, in lower-case hexadecimal."""
    return hashlib.sha256(document.encode("utf-8")).hexdigest()


def moment(at: dt.datetime) -> str:
    """A moment as documents carry it: UTC, whole seconds, "2026-04-26T13:30:00Z"."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
