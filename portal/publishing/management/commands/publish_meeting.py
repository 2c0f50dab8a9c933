"""Publishes a meeting as it stands in the office."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.models import Meeting
from portal.accounts.permissions import NotPermittedError
from portal.publishing.account import UnknownAccountError, account_for
from portal.publishing.door import NotPublishableError, publish
from portal.publishing.remains import editions_that_show_more


class Command(BaseCommand):
    help = "Publishes a meeting as it stands in the office, or says why it may not be published."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("address", help="committee/date, as in the address of its page: cabinet/2026-04-26")
        parser.add_argument("--reason", required=True, help="why this edition is published")
        parser.add_argument("--by", metavar="EMAIL", help="whose deed it is (default: the machine's own account)")

    def handle(self, *args: Any, **options: Any) -> None:
        committee, _, slug = options["address"].strip("/").partition("/")
        meeting = Meeting.objects.filter(committee__slug=committee, slug=slug).first()
        if meeting is None:
            raise CommandError(f"The office knows no meeting at {options['address']}.")
        try:
            edition = publish(meeting=meeting, by=account_for(options["by"]), reason=options["reason"])
        except NotPublishableError as error:
            raise CommandError("\n".join(error.reasons)) from error
        except (NotPermittedError, UnknownAccountError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"Published {meeting}, edition {edition.number} ({edition.stage})."))
        for number in editions_that_show_more(edition):
            self.stdout.write(
                self.style.WARNING(
                    f"Edition {number} still shows what this one does not. If it must not, withdraw it: "
                    f"manage.py withdraw_edition {edition.address} {number} --reason …"
                )
            )
