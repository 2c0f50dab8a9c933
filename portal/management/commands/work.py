"""`manage.py work`: does what waits in the background, until it is stopped."""

import os
import signal
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from portal.background.jobs import SOON, defer
from portal.embedded.base import DatabaseWrapper
from portal.launch import preparation
from portal.launch.errors import LaunchError
from portal.launch.parents import end_with_parent

# A job that runs when the worker is stopped has this long to end by itself; then it is cut off, and done again later.
GRACE = 3
# One connection hears of new jobs, one takes them; what jobs do goes over Django's own.
CONNECTIONS = 2
# Processes of a server that was killed are gone after so many seconds.
OTHERS_GONE_WITHIN = 5


class Command(BaseCommand):
    """Any number of workers may run at once; each job is given to one of them."""

    help = "Reads papers, brings their words into the search, tidies at night; stops with Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option for tests and scripts, one for `manage.py serve`."""
        parser.add_argument("--until-idle", action="store_true", help="Do what waits, and end.")
        parser.add_argument("--parent", type=int, help="End with the process of this id, which started this one.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0 after an orderly stop, 1 with one sentence where the database cannot be reached."""
        left_behind = _stop_with(options["parent"]) if options["parent"] else threading.Event()
        try:
            preparation.reach_database()  # the embedded one runs as long as a process holds it, and this one now does
        except LaunchError as error:
            self.stderr.write(str(error))
            sys.exit(1)
        defer("take_up_again", once="take_up_again", priority=SOON, timestamp=0)
        with app.replace_connector(PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=CONNECTIONS)):
            app.run_worker(wait=not options["until_idle"], delete_jobs="successful", shutdown_graceful_timeout=GRACE)
        if left_behind.is_set():
            _release_as_the_last()


def _stop_with(parent: int) -> threading.Event:
    """Stops this process in order when that one is gone; the event tells that it was.

    The system may say so more than once, as the threads of that process end one after the other.
    """
    left_behind = threading.Event()

    def stop(*_: object) -> None:
        if not left_behind.is_set():
            left_behind.set()
            os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGHUP, stop)
    end_with_parent(signal.SIGHUP, parent=parent)
    return left_behind


def _release_as_the_last() -> None:
    """Where the server was killed, nobody else is left to stop the embedded database; its web workers end just now."""
    default = connections["default"]
    if isinstance(default, DatabaseWrapper):
        default.close()
        default.server.release(patience=OTHERS_GONE_WITHIN)
