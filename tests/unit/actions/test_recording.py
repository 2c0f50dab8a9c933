"""Recording a fact with its files, taking one back, and putting one right."""

import datetime as dt
import io

import pytest
from factories import CommitteeFactory, held_meeting
from made_files import examined

from actions.models import LedgerEntry, LedgerFile, LedgerUpdate
from actions.projection import differences
from actions.words import UpdateKind
from actions.workflow.facts import RefusedUpdateError
from actions.workflow.new_actions import add_action
from actions.workflow.recording import FactFile, NewFact, put_right, record_fact, take_back_fact
from meetings.editions.models import PublishedCommittee, PublishedMeeting
from meetings.editions.papers import paper_path, storage
from portal.accounts.permissions import NotPermittedError
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 2, 3)
PROOF = b"%PDF-1.4 the proof"


@pytest.fixture
def ledger(publisher):
    publish(meeting=held_meeting(committee=CommitteeFactory(code="TRA"), date=DAY), by=publisher, reason="Draft")
    return {kind: LedgerEntry.objects.select_related("committee", "meeting").get(kind=kind)
            for kind in ("recommendation", "action")}  # fmt: skip


def file(content=PROOF):
    return FactFile(examined(content), io.BytesIO(content))


def fact(kind, days=1, files=(), **said):
    return NewFact(kind=UpdateKind(kind), on=DAY + dt.timedelta(days=days), said=said, files=files)


def test_a_file_alone_is_the_evidence_of_a_completion(ledger, publisher):
    update = record_fact(entry=ledger["action"], fact=fact("completed", files=[file()]), by=publisher)
    kept = update.files.get()
    assert update.evidence == kept.title
    assert storage().open(paper_path(kept.sha256)).read() == PROOF
    assert "Closed without evidence." not in LedgerEntry.objects.get(pk=update.entry_id).standing.attention


def test_a_fact_that_is_refused_leaves_no_file(ledger, publisher):
    with pytest.raises(RefusedUpdateError, match="completion needs"):
        record_fact(entry=ledger["action"], fact=fact("completed"), by=publisher)
    with pytest.raises(RefusedUpdateError, match="not a thing that happens"):
        record_fact(entry=ledger["action"], fact=fact("response", files=[file()]), by=publisher)
    assert not LedgerFile.objects.exists()


def test_an_action_that_was_agreed_gets_its_entry(ledger, publisher):
    said = {"text": "Draw a timetable", "owner": "Head of Transport", "directorate": "", "due_on": dt.date(2026, 9, 1)}
    update = record_fact(entry=ledger["recommendation"], fact=fact("planned", **said), by=publisher)
    assert (update.kind, update.other.reference, update.other.parent) == (
        "planned", "TRA-2026-2", ledger["recommendation"],
    )  # fmt: skip


def test_an_agreement_that_is_taken_back_takes_its_action_along(ledger, publisher):
    said = {"text": "Draw a timetable", "owner": "Head of Transport", "directorate": "", "due_on": dt.date(2026, 9, 1)}
    update = record_fact(entry=ledger["recommendation"], fact=fact("planned", **said), by=publisher)
    take_back_fact(update=update, because="It was said of another.", by=publisher)
    action = LedgerEntry.objects.get(pk=update.other_id)
    assert action.status == "withdrawn"
    assert "It was said of another." in action.updates.get().text
    assert list(differences()) == []


def test_a_wrong_fact_is_put_right_with_its_files(ledger, publisher):
    said = {"text": "Yes.", "by_name": "Cabinet", "verdict": "accepted"}
    wrong = record_fact(entry=ledger["recommendation"], fact=fact("response", files=[file()], **said), by=publisher)
    right = NewFact(
        kind=UpdateKind.RESPONSE, on=wrong.on, said={**said, "verdict": "rejected"}, kept=list(wrong.files.all())
    )
    update = put_right(update=wrong, because="It was a no.", fact=right, by=publisher)
    assert LedgerEntry.objects.get(pk=wrong.entry_id).status == "rejected"
    assert update.files.get().sha256 == wrong.files.get().sha256
    assert wrong.correction.text == "It was a no."


def test_what_cannot_be_put_right_is_not_taken_back_either(ledger, publisher):
    wrong = record_fact(entry=ledger["action"], fact=fact("completed", text="Done."), by=publisher)
    for right, sentence in ((fact("completed", days=-3, text="Done."), "made on"), (fact("withdrawn"), "own kind")):
        with pytest.raises(RefusedUpdateError, match=sentence):
            put_right(update=wrong, because="Another day.", fact=right, by=publisher)
    assert not LedgerUpdate.objects.filter(corrects=wrong).exists()


def test_nothing_is_recorded_by_who_may_not(ledger, councillor):
    with pytest.raises(NotPermittedError):
        record_fact(entry=ledger["action"], fact=fact("progress", text="Half."), by=councillor)


def test_an_undertaking_stands_under_its_item(ledger, publisher):
    meeting = PublishedMeeting.objects.get()
    action = add_action(
        committee=PublishedCommittee.objects.get(), text="Send a note", made_on=DAY, by=publisher, meeting=meeting,
        origin="undertaking", item_title="Bus services", anchor="item-1",
    )  # fmt: skip
    assert action.minute_url == f"{meeting.get_absolute_url()}#item-1"
