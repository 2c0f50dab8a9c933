"""The web server of `make run`: granian, two worker processes, and an end that leaves nothing behind."""

import http.client
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from portal.launch.address import Address
from portal.launch.parents import end_with_parent

WORKERS = 2
# A thread keeps one database connection. More than two a worker only wait for each other in Python.
THREADS = 2
# Threads, and with them their connections, are kept as long as the server allows; seconds.
THREAD_IDLE = 600
# A request that is still running when the server is stopped has this long to finish; seconds.
GRACE = 10
ANSWERED_WITHIN = 60  # seconds


def serve(address: Address, *, host_name: str, on_answer: Callable[[], None]) -> None:
    """Serve the portal at `address` until SIGINT, SIGTERM or SIGHUP; call `on_answer` when the first page was answered.

    `host_name` is a name that the portal answers to (ALLOWED_HOSTS). Raises SystemExit where a worker fails repeatedly.
    """
    server = Granian(
        "portal.wsgi:application",
        address=address.ip,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=THREAD_IDLE,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
    )

    def started() -> None:
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)  # granian's own answer would be to start anew
        threading.Thread(target=announce, args=(address, host_name, on_answer), daemon=True).start()

    server.on_startup(started)
    server.serve(target_loader=load_application)


def load_application(target: str) -> Any:
    """In a worker: the application, in a process that neither Ctrl-C nor the death of the server leaves behind."""
    os.setsid()  # Ctrl-C in the terminal reaches the server alone, which then stops its workers in order
    end_with_parent(signal.SIGKILL)
    from portal.wsgi import application

    return application


def announce(address: Address, host_name: str, on_answer: Callable[[], None]) -> None:
    """Ask for a page until there is an answer, whatever it is, then call `on_answer`."""
    until = time.monotonic() + ANSWERED_WITHIN
    while time.monotonic() < until:
        time.sleep(0.1)  # first of all: the workers are forked in this moment
        if answers(*address.to_ask, host_name):
            on_answer()
            return


def answers(host: str, port: int, host_name: str) -> bool:
    """Whether a web server answers at `host` and `port` when it is asked under the name `host_name`."""
    connection = http.client.HTTPConnection(host, port, timeout=ANSWERED_WITHIN)
    try:
        connection.request("HEAD", "/", headers={"Host": host_name})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
