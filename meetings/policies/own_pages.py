"""Who has pages of their own in the office: what councillors read, and whoever the record names."""

from meetings.models import Person
from portal.accounts.models import Role, User


def has_own_pages(user: User) -> bool:
    """Whether the user is a councillor by role, or the account is that of a person in the record."""
    return any(grant.role == Role.COUNCILLOR for grant in user.held_grants) or person_of(user) is not None


def person_of(user: User) -> Person | None:
    """The person in the record whose account this is."""
    return Person.objects.filter(account=user).first()
