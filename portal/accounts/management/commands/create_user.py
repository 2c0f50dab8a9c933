"""Makes an account, above all the first administrator's; everybody else is better invited in the office."""

import argparse
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from portal.accounts import invitations
from portal.accounts.models import Role
from portal.accounts.scopes import scopes
from portal.accounts.workflow.frame import RefusedError
from portal.accounts.workflow.inviting import make_account, mark_invited


class Command(BaseCommand):
    help = "Makes an account, and prints the link with which its owner sets a password."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email", help="the address with which the user signs in")
        parser.add_argument("--name", required=True, help="as it should read in the record: Priya Nand")
        parser.add_argument("--role", action="append", required=True, choices=Role.values, help="may be given again")
        parser.add_argument(
            "--scope", action="append", default=[], metavar="CODE",
            help="a committee's code, for all the roles; may be given again (default: all committees)",
        )  # fmt: skip
        parser.add_argument(
            "--password-from-stdin", action="store_true", help="read the password instead of printing a link"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        known = {code for code, _ in scopes()}
        if unknown := [scope for scope in options["scope"] if scope not in known]:
            raise CommandError(f"No committee has the code {unknown[0]}.")
        grants = [(Role(role), scope) for role in options["role"] for scope in options["scope"] or [""]]
        password = sys.stdin.readline().rstrip("\r\n") if options["password_from_stdin"] else None
        try:
            if password is not None:
                validate_password(password)
            user = make_account(email=options["email"], name=options["name"], grants=grants, by=None, password=password)
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(self.style.SUCCESS(f"Made an account for {user.name} ({user.email})."))
        if password is None:
            mark_invited(user, by=None)
            self.stdout.write(f"Until {invitations.LIFETIME.days} days from now a password can be set, once, at")
            self.stdout.write(invitations.link_for(user))
