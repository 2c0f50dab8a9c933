"""The worker beside the web server of `manage.py serve`: one process, started anew where it ends, and gone with it."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from types import TracebackType

from django.conf import settings

# A job that runs when the server is stopped has this long to end; it is taken up again later. Seconds.
GRACE = 8
# Between two starts of a worker that does not live; seconds.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


class WorkerBeside:
    """Runs `manage.py work` as long as the block runs; a worker that ends by itself is started again."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._changing = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        # Linux ends a child with the thread that started it, and this one lives as long as the block.
        self._thread = threading.Thread(target=self._keep_running, name="worker", daemon=True)

    def __enter__(self) -> None:
        # Before the web workers are forked: a fork at the wrong moment would keep open the pipe by which the start of a
        # program tells that it went well, and whoever waits for that would wait as long as the web worker lives.
        self._start()
        self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._changing:
            self._ending.set()
            process = self._process
        if process is not None:
            process.terminate()
            try:
                process.wait(GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
        self._thread.join(GRACE)

    def _keep_running(self) -> None:
        pause = FIRST_PAUSE
        while True:
            started = time.monotonic()
            if self._process is not None:
                self._process.wait()
            if time.monotonic() - started > LONGEST_PAUSE:
                pause = FIRST_PAUSE
            if self._ending.wait(pause):
                return
            pause = min(pause * 2, LONGEST_PAUSE)
            with self._changing:
                if self._ending.is_set():
                    return
                self._start()

    def _start(self) -> None:
        # A session of its own: Ctrl-C in the terminal is for the server, which then ends the worker in order.
        with suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603  # our own command
                [sys.executable, "manage.py", "work", "--parent", str(os.getpid())],
                cwd=settings.BASE_DIR,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
