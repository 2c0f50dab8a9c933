"""Over what a role can be held. This app knows no committees: the settings name a function that does."""

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

ALL = ("", "All committees")
Choices = list[tuple[str, str]]


def scopes() -> Choices:
    """Code and name of everything that a role can be held over, the whole council first."""
    offered: Callable[[], Choices] = import_string(settings.GRANT_SCOPES)
    return [ALL, *offered()]


def scope_name(code: str, offered: Choices) -> str:
    """How a scope is called; a code that is no longer offered stands for itself."""
    return dict(offered).get(code, code)
