"""Work in the background on the ledger."""

from django.utils import timezone

from actions.answering.link_deeds import forget_old_addresses
from portal.background.nightly import nightly


@nightly(hour=1, minute=45)
def forget_addresses_of_links() -> None:
    """Addresses to which links were sent are kept no longer than they are needed."""
    forget_old_addresses(today=timezone.localdate())
