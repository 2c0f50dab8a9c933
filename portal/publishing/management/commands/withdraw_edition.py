"""Withdraws an edition of a meeting."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.editions.models import Edition
from portal.accounts.permissions import NotPermittedError
from portal.publishing.account import UnknownAccountError, account_for
from portal.publishing.door import NotPublishableError, withdraw


class Command(BaseCommand):
    help = "Withdraws an edition: its address says when and why, and the edition before it stands again."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("address", help="committee/date, as in the address of its page: cabinet/2026-04-26")
        parser.add_argument("number", type=int, help="of the edition")
        parser.add_argument("--reason", required=True, help="why it is withdrawn; the public reads this")
        parser.add_argument("--by", metavar="EMAIL", help="whose deed it is (default: the machine's own account)")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["address"].strip("/")
        edition = Edition.objects.filter(address=address, number=options["number"]).first()
        if edition is None:
            raise CommandError(f"There is no edition {options['number']} at {address}.")
        try:
            withdraw(edition=edition, by=account_for(options["by"]), reason=options["reason"])
        except (NotPublishableError, NotPermittedError, UnknownAccountError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"Withdrew edition {edition.number} of {address}."))
