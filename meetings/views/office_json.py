"""How views of the office read and answer what a script sends."""

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse

# Bytes. What a clerk types into one item, or copies out of a long report with all of its markup.
LARGEST = 2_400_000


class UnreadableError(Exception):
    """What was sent cannot be read: the status to answer with, and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        super().__init__(sentence)


def sent(request: HttpRequest, *, largest: int = LARGEST) -> dict[str, Any]:
    """The object that a script sent as JSON. Raises UnreadableError."""
    too_large = UnreadableError(413, "This is too long to be sent in one go.")
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > largest:
        raise too_large
    try:
        found = json.loads(request.body)
    except RequestDataTooBig:
        raise too_large from None
    except (ValueError, RecursionError):
        raise UnreadableError(422, "What was sent cannot be read.") from None
    if not isinstance(found, dict):
        raise UnreadableError(422, "What was sent cannot be read.")
    return {name: value.replace("\x00", "") if isinstance(value, str) else value for name, value in found.items()}


def refused(sentence: str, *, status: int = 422) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)
