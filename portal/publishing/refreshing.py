"""Making the search anew from the editions, after a release that keeps it in another shape."""

from django.db import transaction

from meetings.editions.models import PublishedMeeting
from meetings.editions.writing import lock_register
from portal.search.entries import refresh_entries
from portal.search.models import SearchEntry, SearchWord


@transaction.atomic
def refresh_search() -> int:
    """Writes every search entry and every word anew from the standing editions; returns the number of meetings."""
    lock_register()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    count = 0
    for meeting in PublishedMeeting.objects.standing().select_related("edition").order_by("date").iterator(100):
        refresh_entries(meeting=meeting, standing=meeting.edition)
        count += 1
    return count


def is_search_missing() -> bool:
    """Whether there are meetings to be found and nothing to find them by."""
    return PublishedMeeting.objects.standing().exists() and not SearchEntry.objects.exists()
