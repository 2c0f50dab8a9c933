"""Invented words for the gallery of components."""

import json
from functools import cache
from typing import Any

from django.conf import settings


@cache
def samples() -> dict[str, Any]:
    """The context of the gallery page: every component's arguments, in every state."""
    path = settings.BASE_DIR / "fixtures" / "gallery.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {"sample": loaded}
