from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.demonstration.errors import DemonstrationError
from portal.demonstration.loading import load
from portal.demonstration.reading import read_demonstration


class Command(BaseCommand):
    help = "Loads the invented council into an empty database, with dates relative to today."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("Everybody knows the demonstration's sign-ins, so it is not loaded in production.")
        folder = Path(settings.BASE_DIR) / "fixtures" / "demo"

        def say(line: str) -> None:
            if options["verbosity"]:
                self.stdout.write(line)

        try:
            book = load(read_demonstration(folder), now=timezone.now(), say=say)
        except DemonstrationError as error:
            raise CommandError(str(error)) from error
        say(f"Loaded {book.plan.council.council.name}: {len(book.meetings)} meetings, {len(book.outcomes)} outcomes.")
