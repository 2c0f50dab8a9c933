"""`manage.py serve`: ready the database and the static files, then serve the portal until Ctrl-C."""

import os
import signal
import sys
from argparse import ArgumentParser
from contextlib import nullcontext
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from portal.launch import preparation, web_server
from portal.launch.address import Address, refuse_unusable, requested_address
from portal.launch.errors import LaunchError
from portal.launch.parents import end_with_parent
from portal.launch.worker import WorkerBeside


class Command(BaseCommand):
    """One line for each deed, then the address and the demonstration sign-ins."""

    help = "Serves the portal: prepares the database and the static files first, stops with Ctrl-C."
    requires_system_checks = []  # run by hand below, after the questions that are answered at once

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one option is for `make run`."""
        parser.add_argument(
            "--end-with-parent", action="store_true", help="Stop when the program that started this one ends."
        )
        parser.add_argument(
            "--as-is",
            action="store_true",
            help="Serve without preparing anything or working: for further processes, and on a read-only replica.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve; exit code 0 after an orderly stop, 1 with one sentence where serving is not possible."""
        if options["end_with_parent"]:
            end_with_parent(signal.SIGTERM)
        for request in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(request, stop)  # as Ctrl-C: the embedded database is stopped on the way out
        try:
            address = requested_address(os.environ)
            refuse_unusable(address)
            sign_ins = [] if options["as_is"] else self.prepare()
            host_name = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
            with nullcontext() if options["as_is"] or not settings.WORKER else WorkerBeside():
                web_server.serve(address, host_name=host_name, on_answer=lambda: self.announce(address, sign_ins))
        except LaunchError as error:
            self.stderr.write(str(error))
            sys.exit(1)
        except KeyboardInterrupt:
            self.stderr.write("Stopped before the portal was ready.")
            sys.exit(130)
        finally:
            for request in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(request, signal.SIG_IGN)  # a second Ctrl-C must not interrupt the stop of the database

    def prepare(self) -> list[tuple[str, str, str]]:
        """Ready everything; the demonstration sign-ins that exist."""
        self.check()
        preparation.reach_database()
        with preparation.one_at_a_time():
            preparation.migrate()
            if preparation.load_demonstration():
                self.stdout.write("Loaded the demonstration council.")
            preparation.collect_static_files()
        sign_ins = preparation.demonstration_sign_ins()
        connections.close_all()  # a worker must not inherit a connection
        return sign_ins

    def announce(self, address: Address, sign_ins: list[tuple[str, str, str]]) -> None:
        """Print where the portal is, and who may sign in."""
        lines = ["", f"The portal is at {address.url}", ""]
        if sign_ins:
            roles, addresses = (max(len(sign_in[column]) for sign_in in sign_ins) for column in (0, 1))
            lines += ["Demonstration sign-ins (role, e-mail, password):"]
            lines += [f"  {role:<{roles}}  {email:<{addresses}}  {password}" for role, email, password in sign_ins]
            lines += [""]
        self.stdout.write("\n".join([*lines, "Ctrl-C stops it."]))
        self.stdout.flush()


def stop(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does."""
    raise KeyboardInterrupt
