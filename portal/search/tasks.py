"""Work in the background on the search: the words of a paper that was read after it was published."""

from django.db import transaction
from procrastinate.contrib.django import app

from meetings.editions.models import PublishedMeeting
from meetings.editions.writing import lock_register
from portal.background.jobs import BACKOFF
from portal.search.pages import refresh_pages


@app.task(name="show_words_of_paper", retry=BACKOFF)
def show_words_of_paper(*, sha256: str) -> None:
    """Makes the search find the pages of the file wherever a standing edition lists it; nowhere else."""
    with transaction.atomic():
        lock_register()  # nothing is published or withdrawn between the two
        listed = PublishedMeeting.objects.standing().filter(publishedpapers__sha256=sha256).distinct()
        for meeting in listed.select_related("committee", "edition"):
            refresh_pages(meeting=meeting, standing=meeting.edition)
