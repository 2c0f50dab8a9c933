"""The way back for an administrator who lost both the telephone and the recovery codes."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.accounts.models import User
from portal.accounts.workflow.frame import RefusedError
from portal.accounts.workflow.keeping import reset_second_factor


class Command(BaseCommand):
    help = "Takes away a user's second factor and recovery codes, and signs the user out everywhere."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email", help="the address with which the user signs in")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError(f"No account has the e-mail address {options['email']}.")
        try:
            reset_second_factor(user=user, by=None)
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(self.style.SUCCESS(f"The second factor of {user.name} is removed."))
