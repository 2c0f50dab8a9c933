"""What every page of the office is told: into which rooms its reader may go, in which one it is, and what was said."""

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.module_loading import import_string

from portal.accounts.permissions import Permission
from portal.accounts.reach import holds_anywhere
from portal.accounts.sessions import ACCOUNTS, OFFICE

# By the word of the address that follows "/office/", or by both where they tell rooms apart.
SECTIONS = {
    "": "desk",
    "meetings": "meetings",
    "year": "meetings",
    "publish": "meetings",
    "submissions": "submissions",
    "ledger": "ledger",
    "chasing": "ledger",
    "contacts": "ledger",
    "programmes": "programmes",
    "groups": "programmes",
    "reference": "reference",
    "users": "users",
    "audit": "audit",
    "mine": "own-meetings",
    "mine/asked": "own-asked",
    "mine/record": "own-record",
}


def office(request: HttpRequest) -> dict[str, object]:
    """Booleans for the masthead, never roles; nothing for pages of the public side."""
    if not request.path.startswith((OFFICE, ACCOUNTS)) or not hasattr(request, "user"):
        return {}
    said: dict[str, object] = {"messages": get_messages(request)}
    user = request.user
    if not user.is_authenticated:
        return said
    return said | {
        "office": {
            "section": _section(request.path),
            "reaches_meetings": holds_anywhere(user, Permission.EDIT_RECORD),
            "reaches_ledger": holds_anywhere(user, Permission.UPDATE_LEDGER),
            # Who edits the record keeps holidays, standing items and series of minute numbers there.
            "reaches_reference": any(
                holds_anywhere(user, it) for it in (Permission.EDIT_REFERENCE, Permission.EDIT_RECORD)
            ),
            "reaches_users": holds_anywhere(user, Permission.MANAGE_USERS),
            "reaches_own": import_string(settings.OWN_PAGES)(user),
            "reaches_audit": holds_anywhere(user, Permission.READ_AUDIT),
        },
    }


def _section(path: str) -> str:
    if not path.startswith(OFFICE):
        return ""
    first, _, rest = path.removeprefix(OFFICE).partition("/")
    return SECTIONS.get(f"{first}/{rest.rstrip('/')}") or SECTIONS.get(first, "")
