"""Every model is classed; history refuses change in the database; invariants speak in sentences."""

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection, models
from django.db.utils import Error
from django.utils import timezone
from factories import held_meeting

from actions.models import AddresseeClock, FrozenLog, LedgerEntry, LedgerFile, LedgerUpdate
from meetings.editions.models import Edition, EditionWithdrawal
from meetings.models import Holiday, MinutesVersion, ProgrammeChange, WorkProgramme
from portal.audit.models import AuditEvent
from portal.publishing.door import publish, withdraw

# Public: written by publishing, read by public pages. Working: the office's. Internal: the machine's own.
PUBLIC = {
    "meetings.Edition",
    "meetings.EditionWithdrawal",
    "meetings.PublishedAttendance",
    "meetings.PublishedCommittee",
    "meetings.PublishedMeeting",
    "meetings.PublishedPaper",
    "meetings.PublishedPerson",
    "meetings.PublishedQuestion",
    "meetings.PublishedSeat",
    "actions.AddresseeClock",
    "actions.FrozenLog",
    "actions.LedgerEntry",
    "actions.LedgerFile",
    "actions.LedgerUpdate",
    "search.SearchEntry",
    "search.SearchPage",
    "search.SearchWord",
}
WORKING = {
    "actions.Contact",
    "actions.ContactHolding",
    "actions.LogImport",
    "actions.Message",
    "actions.OwnerAnswer",
    "actions.OwnerAnswerFile",
    "actions.OwnerLink",
    "meetings.ActionLogRow",
    "meetings.AgendaItem",
    "meetings.Attendance",
    "meetings.Committee",
    "meetings.CommitteeAlias",
    "meetings.Correction",
    "meetings.Declaration",
    "meetings.Document",
    "meetings.FutureDate",
    "meetings.Holiday",
    "meetings.ImportedText",
    "meetings.KeptProse",
    "meetings.Meeting",
    "meetings.Membership",
    "meetings.MinuteSeries",
    "meetings.MinutesVersion",
    "meetings.MunicipalYear",
    "meetings.Outcome",
    "meetings.OutcomeGroup",
    "meetings.PaperVersion",
    "meetings.Person",
    "meetings.PersonSpelling",
    "meetings.Post",
    "meetings.Presence",
    "meetings.ProgrammeChange",
    "meetings.ProgrammeRow",
    "meetings.Question",
    "meetings.QuestionAnswer",
    "meetings.Report",
    "meetings.ReportReviewer",
    "meetings.StandingItem",
    "meetings.Submission",
    "meetings.SupplementaryResponse",
    "meetings.TaskGroup",
    "meetings.Undertaking",
    "meetings.UsualOfficer",
    "meetings.Venue",
    "meetings.WorkProgramme",
}
INTERNAL = {"accounts.User", "accounts.Grant", "audit.AuditEvent", "meetings.PaperPage"}
HISTORY = [
    Edition,
    EditionWithdrawal,
    FrozenLog,
    LedgerFile,
    LedgerUpdate,
    AuditEvent,
    MinutesVersion,
    ProgrammeChange,
]


def own_models():
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in ("portal", "meetings", "actions")]


def test_every_model_is_classed():
    labels = {model._meta.label for model in own_models()}
    assert labels == PUBLIC | WORKING | INTERNAL


def test_every_model_says_what_it_is():
    for model in own_models():
        assert model.__doc__, model
        assert not model.__doc__.startswith(f"{model.__name__}("), f"{model.__name__} has no docstring of its own"


def test_every_constraint_has_a_name_and_a_sentence():
    for model in own_models():
        for constraint in model._meta.constraints:
            message = constraint.get_violation_error_message()
            assert "_" in constraint.name, constraint.name
            assert message[0].isupper(), (constraint.name, message)
            assert message.endswith("."), (constraint.name, message)
            assert message != models.BaseConstraint.default_violation_error_message % {"name": constraint.name}


@pytest.fixture
def history(publisher):
    """One row in every history table."""
    meeting = held_meeting()
    MinutesVersion.objects.create(item=meeting.items.get(), number=1, html="<p>Buses.</p>", saved_by=publisher)
    row = WorkProgramme.objects.create(committee=meeting.committee, year=2026).rows.create(title="Ferries")
    ProgrammeChange.objects.create(row=row, at=timezone.now(), by=publisher, what="added", reason="Asked for")
    edition = publish(meeting=meeting, by=publisher, reason="Draft minutes")
    withdraw(edition=edition, by=publisher, reason="Published by mistake")
    entry = LedgerEntry.objects.select_related("committee").first()
    update = entry.updates.first()
    LedgerFile.objects.create(update=update, title="A letter", sha256="a" * 64, size=1)
    FrozenLog.objects.create(
        committee=entry.committee, kind="both", as_at=entry.made_on, made_at=timezone.now(), sha256="b" * 64, content={}
    )
    return edition


@pytest.mark.django_db
@pytest.mark.parametrize("model", HISTORY, ids=lambda model: model.__name__)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_history_refuses_raw_sql(history, model, statement):
    assert model.objects.exists()
    with pytest.raises(Error, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement.format(table=model._meta.db_table))


@pytest.mark.django_db
@pytest.mark.parametrize("model", HISTORY, ids=lambda model: model.__name__)
def test_history_refuses_raw_sql_with_triggers_asked_to_look_away(history, model):
    with pytest.raises(Error, match="append-only"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{append_only_row}'")
        cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.django_db
@pytest.mark.parametrize("model", HISTORY, ids=lambda model: model.__name__)
def test_history_refuses_truncate(history, model):
    """The truncate triggers are off in the test database, for the sake of flushing; here they are on again."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {model._meta.db_table} ENABLE TRIGGER ALL")
        with pytest.raises(Error, match="append-only"):
            cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_every_table_of_history_is_guarded():
    guarded = {model for model, trigger in pgtrigger.registered() if trigger.name == "append_only_row"}
    assert guarded == set(HISTORY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_migrations_brought_outlives_a_test_that_empties_the_tables(time):
    assert AddresseeClock.objects.exists()
    assert Holiday.objects.exists()
