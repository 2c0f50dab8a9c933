"""Sessions end: when nothing is done for an hour, and at the end of a working day in any case."""

import time
from collections.abc import Callable
from enum import StrEnum

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from portal.accounts.session_store import ACTIVE, BEGAN

Respond = Callable[[HttpRequest], HttpResponseBase]
OFFICE, ACCOUNTS = "/office/", "/accounts/"
# What a script asks for by itself while nobody may be sitting there (who else is here, has anything changed).
BACKGROUND = "X-Background"
# Activity is written down once in so many seconds, not with every request.
NOTED_EVERY = 60


class Ended(StrEnum):
    """Why somebody who was signed in is so no longer; the sign-in page says it."""

    IDLE = "idle"
    OVER = "over"
    GONE = "gone"


class SessionLimits:
    """Ends sessions of the office and of the account pages; public pages do not look at sessions at all.

    `request.session_ended` then holds an Ended, for the door of the office. Stands below AuthenticationMiddleware.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith((OFFICE, ACCOUNTS)):
            ended = self._ended(request)
            request.session_ended = ended  # type: ignore[attr-defined]
            if ended and request.user.is_authenticated:
                logout(request)
            elif request.user.is_authenticated:
                self._note_activity(request)
        return self.get_response(request)

    def _ended(self, request: HttpRequest) -> Ended | None:
        if request.user.is_anonymous:
            # The browser holds a session that the portal no longer knows: ended elsewhere, or long ago.
            had_one = settings.SESSION_COOKIE_NAME in request.COOKIES
            return Ended.GONE if had_one and request.session.session_key is None else None
        now = time.time()
        if now - request.session.get(BEGAN, 0) > settings.SESSION_HOURS * 3600:
            return Ended.OVER
        if now - request.session.get(ACTIVE, 0) > settings.SESSION_IDLE_MINUTES * 60:
            return Ended.IDLE
        return None

    def _note_activity(self, request: HttpRequest) -> None:
        now = int(time.time())
        if request.headers.get(BACKGROUND) == "1" or now - request.session[ACTIVE] < NOTED_EVERY:
            return
        request.session[ACTIVE] = now
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


def explanation(ended: str) -> str:
    """What the sign-in page says to somebody whose session ended; empty where none did."""
    match ended:
        case Ended.IDLE:
            return f"You were signed out because nothing was done for {settings.SESSION_IDLE_MINUTES} minutes."
        case Ended.OVER:
            return f"You were signed out because you signed in more than {settings.SESSION_HOURS} hours ago."
        case Ended.GONE:
            return "Your session has ended, or was ended from elsewhere."
    return ""
