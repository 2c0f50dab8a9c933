"""Over what a role can be held. This app knows no committees: the settings name a function that does."""

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from portal.accounts.models import Grant

ALL = ("", "All committees")
Choices = list[tuple[str, str]]


def scopes() -> Choices:
    """Code and name of everything that a role can be held over, the whole council first."""
    offered: Callable[[], Choices] = import_string(settings.GRANT_SCOPES)
    return [ALL, *offered()]


def held_role(grant: Grant, offered: Choices) -> str:
    """A role with its scope, as "Clerk, all committees"; a code that is no longer offered stands for itself."""
    over = dict(offered).get(grant.scope, grant.scope) if grant.scope else "all committees"
    return f"{grant.get_role_display()}, {over}"
