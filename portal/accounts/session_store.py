"""Sessions in the database that know when they began and when their user was last there."""

import time

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

# Seconds since 1970, as `time.time()` gives them.
BEGAN, ACTIVE = "session_began_at", "session_active_at"


class SessionStore(db.SessionStore):
    """Stamps a session when somebody signs in; SessionLimits ends it by the stamps.

    Here, because signing in writes the session in any case: no page costs a query more for it.
    """

    def save(self, must_create: bool = False) -> None:
        if not must_create and SESSION_KEY in self and BEGAN not in self:
            self[BEGAN] = self[ACTIVE] = int(time.time())
        super().save(must_create)
