"""Makes anew what follows from the editions."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.publishing.account import account_for
from portal.publishing.rebuilding import rebuild


class Command(BaseCommand):
    help = "Makes lists, registers, ledger lines and search anew from the editions; run it after each new release."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0

        def say(address: str) -> None:
            nonlocal done
            done += 1
            if options["verbosity"] > 1:
                self.stdout.write(address)

        rebuild(by=account_for(None), say=say)
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS(f"Made the public rows of {done} addresses anew."))
