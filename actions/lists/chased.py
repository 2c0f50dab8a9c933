"""When the office last wrote to anybody about an entry."""

from django.db.models import DateTimeField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate

from actions.models import Message
from actions.models.entry import LedgerEntryQuerySet
from actions.models.message import MessageState


def sent_messages() -> QuerySet[Message]:
    """What has gone out."""
    return Message.objects.filter(state=MessageState.SENT)


def with_last_chased(entries: LedgerEntryQuerySet) -> LedgerEntryQuerySet:
    """Adds `last_chased_on`: the day of the last message about the entry that was sent, None where there is none."""
    of_entry = sent_messages().filter(entry=OuterRef("pk")).order_by().values("entry").annotate(last=Max("sent_at"))
    last = Subquery(of_entry.values("last"), output_field=DateTimeField())
    return entries.annotate(last_chased_on=TruncDate(last))
