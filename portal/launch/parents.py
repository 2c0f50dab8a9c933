"""Ending with the process that started this one. It is imported by small programs too, and imports nothing of them."""

import ctypes
import os
import signal
import sys
import threading
import time

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def end_with_parent(request: signal.Signals, *, parent: int | None = None) -> None:
    """Have this process end when its parent does, even where that is killed.

    Linux sends `request` itself; elsewhere a thread looks every half second whether the parent is still there. `parent`
    is the id that the parent gave as its own, so that a death before this moment shows; by default, whoever it is now.
    """
    parent = os.getppid() if parent is None else parent
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(DIE_WITH_PARENT, request)
        if os.getppid() != parent:  # it died before we could ask
            os.kill(os.getpid(), request)
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), request)

    threading.Thread(target=watch, daemon=True).start()
