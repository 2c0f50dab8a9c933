"""People who sign in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

if TYPE_CHECKING:
    from portal.accounts.models.grant import Grant


class UserManager(BaseUserManager["User"]):
    """Makes users; the e-mail address is kept in lower case, so that nobody has two accounts by a capital letter."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with this e-mail address; without a password nobody can sign in to it."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """An officer, a councillor or an action's owner who signs in by e-mail.

    `name` is printed in editions as the person who published; the e-mail address never is.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, help_text="As it should read in the record, for example Priya Nand.")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    invited_at = models.DateTimeField(null=True, blank=True)
    invitation_used_at = models.DateTimeField(null=True, blank=True)
    # Every session that began before this moment is over, on whatever device.
    sessions_ended_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="user_email_is_in_lower_case",
                condition=models.Q(email=Lower("email")),
                violation_error_message="An e-mail address is kept in lower case.",
            ),
            models.CheckConstraint(
                name="user_has_a_name",
                condition=~models.Q(name=""),
                violation_error_message="A user needs a name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        """Whether the account was made for somebody who has not yet come: no password, and no sign-in by directory."""
        return self.last_login is None and not self.has_usable_password()

    def get_session_auth_hash(self) -> str:
        """What a session must have been begun with: it changes with the password, and when all sessions are ended."""
        return f"{super().get_session_auth_hash()}{self._ended_mark}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under secrets that were in use before."""
        for earlier in super().get_session_auth_fallback_hash():
            yield f"{earlier}{self._ended_mark}"

    @property
    def _ended_mark(self) -> str:
        return f" {self.sessions_ended_at.timestamp()}" if self.sessions_ended_at else ""

    @cached_property
    def held_grants(self) -> "list[Grant]":
        """The roles of this user, read once for a request."""
        return list(self.grants.all())
