"""What every test stands on: a real PostgreSQL, the cast, and files in a folder of the test's own."""

import pytest
from django.apps import apps
from django.core.files.storage import storages
from django.db import connection
from django.db.models.signals import post_migrate
from factories import GrantFactory, UserFactory

from actions.models import AddresseeClock
from meetings.models import Holiday
from portal.accounts.models import Role


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Lets Django empty the test database after transactional tests, and puts back what migrations brought."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE tgname LIKE '%append_only_table%'")
        for trigger, table in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{trigger}"')
        brought = {model: list(model.objects.order_by("pk")) for model in (AddresseeClock, Holiday)}

    def put_back(**_):
        for model, rows in brought.items():
            for row in rows:
                row.pk = None  # the database counts from one again
            if not model.objects.exists():
                model.objects.bulk_create(rows)

    # Django sends it when it has emptied the tables.
    post_migrate.connect(put_back, sender=apps.get_app_config("actions"), weak=False)


@pytest.fixture(autouse=True)
def own_files(tmp_path, settings):
    """Office papers and public papers of one test, away from the kept ones."""
    kept = settings.STORAGES
    settings.STORAGES = {
        **kept,
        "default": {**kept["default"], "OPTIONS": {"location": tmp_path / "office"}},
        "restricted": {**kept["restricted"], "OPTIONS": {"location": tmp_path / "restricted"}},
        "published": {**kept["published"], "OPTIONS": {"location": tmp_path / "published"}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.DOWNLOADS_AN_HOUR = 0  # of the memory that all tests share
    settings.KEEP_PAGES_MB = 0  # a page of one test is no page of the next, whose rows have the same numbers
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    storages._storages = {}
    yield
    storages._storages = {}


@pytest.fixture
def publisher(db):
    """Publishes for every committee."""
    user = UserFactory(name="Petra Publisher", email="petra@wexcombe.example")
    GrantFactory(user=user, role=Role.PUBLISHER)
    return user


@pytest.fixture
def clerk(db):
    """Prepares agendas and takes minutes for every committee, and may not publish."""
    user = UserFactory(name="Clem Clerk", email="clem@wexcombe.example")
    GrantFactory(user=user, role=Role.CLERK)
    return user


@pytest.fixture
def administrator(db):
    """Invites users, keeps reference data and reads the audit log; edits no record."""
    user = UserFactory(name="Ada Administrator", email="ada@wexcombe.example")
    GrantFactory(user=user, role=Role.ADMINISTRATOR)
    return user


@pytest.fixture
def councillor(db):
    user = UserFactory(name="Cora Councillor", email="cora@wexcombe.example")
    GrantFactory(user=user, role=Role.COUNCILLOR)
    return user


@pytest.fixture
def owner(db):
    user = UserFactory(name="Owen Owner", email="owen@wexcombe.example")
    GrantFactory(user=user, role=Role.OWNER)
    return user


@pytest.fixture
def stranger(db):
    """Signed in, with no role."""
    return UserFactory(name="Sam Stranger", email="sam@wexcombe.example")
