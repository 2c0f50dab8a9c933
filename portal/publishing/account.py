"""The account in whose name commands act when nobody is named: the machine's own."""

from django.db import transaction

from portal.accounts.models import Grant, Role, User

EMAIL = "import@localhost"
NAME = "Import of documents"


class UnknownAccountError(Exception):
    """No account has this e-mail address; the text is a sentence."""


@transaction.atomic
def account_for(email: str | None) -> User:
    """The account with this e-mail address, or the machine's own, which nobody can sign in to.

    Whoever may run commands on the machine may do all that it may: bring in documents and publish.
    """
    if email:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise UnknownAccountError(f"No account has the e-mail address {email}.")
        return user
    user = User.objects.filter(email=EMAIL).first() or User.objects.create_user(EMAIL, name=NAME)
    Grant.objects.get_or_create(user=user, role=Role.PUBLISHER, scope="")
    return user
