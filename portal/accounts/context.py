"""What every page of the office is told: into which rooms its reader may go, in which one it is, and what was said."""

from django.contrib.messages import get_messages
from django.http import HttpRequest

from portal.accounts.middleware import OFFICE
from portal.accounts.permissions import Permission
from portal.accounts.reach import holds_anywhere

# By the word of the address that follows "/office/".
SECTIONS = {
    "": "desk",
    "meetings": "meetings",
    "publish": "meetings",
    "reference": "reference",
    "users": "users",
    "audit": "audit",
}


def office(request: HttpRequest) -> dict[str, object]:
    """Booleans for the masthead, never roles; nothing for pages of the public side."""
    user = request.user if hasattr(request, "user") and request.path.startswith(OFFICE) else None
    if user is None or not user.is_authenticated:
        return {}
    return {
        "office": {
            "section": SECTIONS.get(request.path.removeprefix(OFFICE).partition("/")[0], ""),
            "reaches_meetings": holds_anywhere(user, Permission.EDIT_RECORD),
            "reaches_reference": holds_anywhere(user, Permission.EDIT_REFERENCE),
            "reaches_users": holds_anywhere(user, Permission.MANAGE_USERS),
            "reaches_audit": holds_anywhere(user, Permission.READ_AUDIT),
        },
        "messages": get_messages(request),
    }
