"""Texts into drafts: invented documents, and everything that can be wrong with them."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from factories import CommitteeFactory, UserFactory

from meetings.editions.models import Edition
from meetings.importing.drafts.reading_in import CannotReadInError, read_in
from meetings.importing.records import NotARecord
from meetings.models import Attendance, Committee, Meeting, Membership, Outcome, Person, PersonSpelling
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db

MINUTES = """
Minutes of the meeting of Harbour Scrutiny Committee held at the Guildhall on Tuesday 3 February 2026 at 2.30 pm

Present: Councillor Anwen Price (Chairperson)

Councillors: Tobias Ferrant, Helen l'Orme

In attendance: Councillor Ines Whitlock, Cabinet Member for Transport

Officers: Head of Transport; Democratic Services Officer

14. APOLOGIES FOR ABSENCE

Apologies were received from Councillor Marsh.

15. DREDGING

The Head of Transport introduced the report.

- The committee asked what it would cost.

- Members were told that a costed plan would be circulated to the committee in March.

RESOLVED: That:

a) the report be noted; and

b) Cabinet be recommended to dredge the inner harbour before winter.

ACTION: Head of Transport to send the costed plan by 31 March 2026.

The meeting ended at 4.10 pm
"""


def read(text=MINUTES, by=None, **options):
    return read_in(name="harbour.txt", text=text, by=by, **options)


def test_minutes_become_a_draft(clerk):
    report = read(by=clerk)
    meeting = Meeting.objects.get()
    assert (str(meeting.committee), meeting.slug, meeting.status) == (
        "Harbour Scrutiny Committee",
        "2026-02-03",
        "held",
    )
    assert list(meeting.items.values_list("minute_number", flat=True)) == ["14", "15"]
    kinds = list(Outcome.objects.order_by("group__position", "position").values_list("kind", flat=True))
    assert kinds[:2] == ["resolution", "recommendation"]
    assert Outcome.objects.get(kind="recommendation").addressee == "Cabinet"
    assert meeting.items.get(minute_number="15").undertakings.count() == 1
    assert report.meetings == [meeting]
    assert AuditEvent.objects.filter(verb="imported").count() == 1


def test_prose_and_outcomes_keep_their_order(clerk):
    read(by=clerk)
    item = Meeting.objects.get().items.get(minute_number="15")
    assert item.minutes_html.startswith(
        "<p>The Head of Transport introduced the report.</p><ul><li>The committee asked"
    )
    assert "RESOLVED" not in item.minutes_html
    assert item.outcome_groups.first().after_block == 2


def test_a_later_document_completes_the_agenda(clerk):
    agenda = (
        "Agenda\n\nHarbour Scrutiny Committee\n\nDate: Tuesday 3 February 2026\n\nTime: 2.30 pm\n\n"
        "Place: The Guildhall, Wexcombe\n\n1. APOLOGIES FOR ABSENCE\n\nTo receive apologies for absence.\n\n"
        "2. DREDGING\n\nTo consider the dredging of the harbour.\n"
    )
    read(agenda, by=clerk)
    read(by=clerk)
    meeting = Meeting.objects.get()
    numbers = list(meeting.items.values_list("agenda_number", "minute_number"))
    assert numbers == [("1", "14"), ("2", "15")]
    assert meeting.items.get(agenda_number="2").purpose == "To consider the dredging of the harbour."
    assert meeting.minutes_state == "draft"


def test_another_text_of_the_same_minutes_overwrites_nothing(clerk):
    read(by=clerk)
    before = Meeting.objects.get().items.get(minute_number="15").minutes_html
    report = read(MINUTES.replace("what it would cost", "who would pay"), by=clerk)
    assert Meeting.objects.get().items.get(minute_number="15").minutes_html == before
    assert any("has its minutes already" in doubt for doubt in report.doubts)


def test_people_are_matched_across_spellings(clerk):
    read(by=clerk)
    later = MINUTES.replace("3 February", "3 March").replace("Helen l'Orme", "Helen I’Orme").replace("14.", "16.")
    report = read(later.replace("15. D", "17. D"), by=clerk)
    orme = Person.objects.get(name__startswith="Helen")
    assert orme.attendance.count() == 2
    assert PersonSpelling.objects.filter(person=orme).count() == 2
    assert any("by another spelling" in doubt for doubt in report.doubts)


def test_two_people_who_are_nearly_alike_are_kept_apart_and_told(clerk):
    read(by=clerk)
    later = MINUTES.replace("3 February", "3 March").replace("Tobias Ferrant", "Tobias Ferrand").replace("14.", "16.")
    report = read(later.replace("15. D", "17. D"), by=clerk)
    assert Person.objects.filter(name__startswith="Tobias").count() == 2
    assert any("“Tobias Ferrand” looks like Tobias Ferrant" in doubt for doubt in report.doubts)


def test_a_surname_alone_is_not_made_a_person(clerk):
    report = read(by=clerk)
    marsh = Attendance.objects.get(name="Councillor Marsh")
    assert (marsh.person, marsh.mode) == (None, "apologies")
    assert any("“Marsh” is only part of a name" in doubt for doubt in report.doubts)


def test_a_minute_number_that_is_taken_begins_a_series_and_says_so(clerk):
    read(by=clerk)
    report = read(MINUTES.replace("3 February", "3 March"), by=clerk)
    assert Committee.objects.get().minute_series.count() == 2
    assert any("is taken by the meeting of 3 February 2026" in doubt for doubt in report.doubts)


def test_a_new_committee_is_a_doubt(clerk):
    report = read(by=clerk)
    assert any("The committee “Harbour Scrutiny Committee” is new" in doubt for doubt in report.doubts)


def test_a_committee_is_found_by_its_alias(clerk):
    committee = CommitteeFactory(name="Harbour and Coast Scrutiny Committee")
    committee.aliases.create(name="The Harbour Scrutiny Committee")
    read(by=clerk)
    assert Meeting.objects.get().committee == committee


def test_marked_business_is_read_in_and_held_back_from_publishing(tmp_path, capsys):
    marked = MINUTES.replace("The Head of Transport introduced", "EXEMPT - NOT FOR PUBLICATION\n\nThe Head introduced")
    file = tmp_path / "marked.txt"
    file.write_text(marked)
    for _ in range(2):
        with pytest.raises(CommandError):
            call_command("import_record", str(file), "--publish")
        assert "Item 15 DREDGING is marked" in capsys.readouterr().err
    assert Meeting.objects.count() == 1
    assert not Edition.objects.exists()
    call_command("import_record", str(file), "--publish", "--despite-marks")
    assert Edition.objects.filter(meeting__isnull=False).count() == 1


def test_an_old_agenda_says_nothing_of_who_sits_there_today(clerk):
    agenda = (
        "Agenda\n\nHarbour Scrutiny Committee\n\nDate: Tuesday 4 February 2020\n\nTime: 2.30 pm\n\n"
        "Place: The Guildhall, Wexcombe\n\nMembership\n\nChairperson Councillor Anwen Price\n"
        "Vice-chairperson Councillor Tobias Ferrant\n\nCouncillor Ines Whitlock\n\n"
        "Agenda\n\n1. APOLOGIES FOR ABSENCE\n\nTo receive apologies for absence.\n\n"
        "2. DREDGING\n\nTo consider the dredging of the harbour.\n"
    )
    read(agenda, by=clerk)
    seats = Membership.objects.all()
    assert seats.count() == 3
    assert {(seat.first_day, seat.last_day) for seat in seats} == {(dt.date(2020, 2, 4), dt.date(2020, 2, 4))}


def test_a_text_that_was_read_before_is_not_sent_elsewhere(clerk):
    text = MINUTES.replace(" on Tuesday 3 February 2026 at 2.30 pm", "")
    read(text, by=clerk, date=dt.date(2026, 2, 3))
    with pytest.raises(CannotReadInError, match="was read before, for Harbour Scrutiny Committee, 3 February 2026"):
        read(text, by=clerk, date=dt.date(2026, 2, 4))


def test_words_that_are_no_web_address_are_no_live_stream(clerk):
    page = (
        "Agenda and minutes\n\nVenue: The Guildhall\n\nLink: Watch this meeting live\n\nItems\nNo. Item\n\n1.\n\n"
        + ("Apologies for absence\n\nTo receive apologies for absence.\n\nMinutes:\n\nThere were none.\n")
    )
    read(page, by=clerk, date=dt.date(2026, 2, 3), committee="Harbour Scrutiny Committee")
    assert Meeting.objects.get().livestream == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "Dear Sir, the bins were not emptied.",
        "lorem ipsum " * 500,
        "\x00\x01\x02",
        "{'a': 1}",
        "1. Eggs\n2. Milk",
    ],
)
def test_what_is_no_record_is_refused_and_changes_nothing(clerk, text):
    with pytest.raises(NotARecord):
        read(text, by=clerk)
    assert not Meeting.objects.exists()


def test_who_may_not_import_is_refused(stranger):
    with pytest.raises(NotPermittedError, match="Sam Stranger may not bring in documents"):
        read(by=stranger)


def test_what_was_imported_can_be_published(clerk, publisher):
    read(by=clerk)
    edition = publish(meeting=Meeting.objects.get(), by=publisher, reason="Draft minutes")
    assert "dredge the inner harbour" in edition.document


def test_the_command_reads_standard_input_and_publishes(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(MINUTES.encode())))
    call_command("import_record", "-", "--publish")
    out = capsys.readouterr().out
    assert "standard input: published Harbour Scrutiny Committee, 3 February 2026, edition 1" in out


def test_the_command_goes_on_after_a_bad_file_and_fails_at_the_end(tmp_path, capsys):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(MINUTES)
    bad.write_text("A recipe for soup.")
    with pytest.raises(CommandError, match="1 of 3 could not be read in"):
        call_command("import_record", str(bad), str(tmp_path / "good.txt"), str(good))
    assert Meeting.objects.count() == 1


def test_the_command_says_that_a_file_is_missing(tmp_path, capsys):
    with pytest.raises(CommandError):
        call_command("import_record", str(tmp_path / "none.txt"))
    assert "No such file" in capsys.readouterr().err


def test_the_command_refuses_an_unknown_account(tmp_path):
    UserFactory(email="known@wexcombe.example")
    with pytest.raises(CommandError, match=r"No account has the e-mail address nobody@wexcombe\.example"):
        call_command("import_record", "x.txt", "--by=nobody@wexcombe.example")
