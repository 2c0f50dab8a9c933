"""What is done every night, each in the `tasks` module of the app that it belongs to.

    @nightly(hour=2)
    def purge_ended_sessions() -> None: ...

A machine that was off at night does it when a worker starts again, and one that slept when it wakes: see
PROCRASTINATE_PERIODIC_DEFAULTS in the settings.
"""

from collections.abc import Callable

from procrastinate.contrib.django import app

from portal.background.jobs import BACKOFF


def nightly(*, hour: int, minute: int = 0) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Registers a function without arguments as a task of its own name that is done once a night (UTC)."""

    def register(do: Callable[[], None]) -> Callable[[], None]:
        name = do.__name__

        def at(timestamp: int) -> None:
            do()

        task = app.task(name=name, queueing_lock=name, lock=name, retry=BACKOFF)(at)
        app.periodic(cron=f"{minute} {hour} * * *")(task)
        return do

    return register
