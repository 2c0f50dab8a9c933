"""Two clerks put the action log on one agenda in the same moment: one paper comes of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from ledger_paper import coming_meeting, committee_with_ledger, log_item

from actions.as_paper.putting import put_on_agenda
from actions.models import FrozenLog
from meetings.models import Document, Meeting


@pytest.mark.django_db(transaction=True)
def test_of_two_lists_in_one_moment_there_is_one_paper(clerk, publisher):
    meeting = coming_meeting(committee_with_ledger(publisher))
    item = log_item(meeting)

    def put(user):
        try:
            return put_on_agenda(meeting=meeting, item=item, kind="action log", by=user).is_new
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            Meeting.objects.select_for_update().get(pk=meeting.pk)
            deeds = [pool.submit(put, user) for user in (clerk, publisher)]
        made = [deed.result(120) for deed in deeds]

    assert sorted(made) == [False, True]
    paper = Document.objects.get()
    assert paper.version == 1
    assert FrozenLog.objects.get().sha256 == paper.sha256
