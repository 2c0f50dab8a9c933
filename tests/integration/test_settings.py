"""Settings stop a wrong deployment with a sentence, and pass the deployment check when they are right."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "records.example",
    "SITE_URL": "https://records.example",
    "COUNCIL_NAME": "Wexcombe Council",
    "ACCESSIBILITY_CONTACT": "scrutiny@wexcombe.example",
    "PRIVACY_CONTACT": "privacy@wexcombe.example",
    "DATABASE_URL": "postgresql://portal:secret-word@localhost/portal",
    "EMAIL_HOST": "localhost",
    "DEFAULT_FROM_EMAIL": "Scrutiny records <records@council.example>",
}


def run(*arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if name not in PRODUCTION}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True)


def check(*arguments, **environment):
    return run("check", *arguments, **environment)


def test_the_deployment_check_is_clean_under_production_settings():
    done = check("--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "name",
    [
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "SITE_URL",
        "COUNCIL_NAME",
        "DATABASE_URL",
        "ACCESSIBILITY_CONTACT",
        "PRIVACY_CONTACT",
    ],
)
def test_what_is_missing_in_production_is_named(name):
    done = check(**{**PRODUCTION, name: ""})
    assert done.returncode == 1
    assert f"The environment variable {name} is not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_none_is_refused_without_its_password():
    done = check(**{**PRODUCTION, "DATABASE_URL": "secret-word"})
    assert done.returncode == 1
    assert "DATABASE_URL is not the address of a database" in done.stderr
    assert "secret-word" not in done.stderr


def test_a_wrong_switch_is_refused():
    done = check(DEBUG="perhaps")
    assert done.returncode == 1
    assert "DEBUG is 'perhaps'. Write 1 or 0." in done.stderr


@pytest.mark.parametrize("value", ["papers", "{}", '{"BUCKET": "papers"}', "[]"])
def test_a_storage_that_is_none_is_refused(value):
    done = check(PUBLISHED_STORAGE=value)
    assert done.returncode == 1
    assert "PUBLISHED_STORAGE is not a storage. Write JSON such as" in done.stderr


def test_a_storage_of_another_kind_is_taken():
    done = check(PUBLISHED_STORAGE='{"BACKEND": "django.core.files.storage.InMemoryStorage"}')
    assert done.returncode == 0, done.stderr


def test_the_demonstration_is_refused_in_production():
    done = run("load_demo", "--skip-checks", **PRODUCTION)
    assert done.returncode == 1
    assert "it is not loaded in production" in done.stderr


def test_a_date_that_is_none_is_refused():
    done = check(ACCESSIBILITY_PREPARED_ON="last spring")
    assert done.returncode == 1
    assert "ACCESSIBILITY_PREPARED_ON is 'last spring'. Write a date as 2026-04-26." in done.stderr


@pytest.mark.parametrize("value", ["-1", "31", "five", "9" * 5000])
def test_a_number_of_clear_days_that_is_none_is_refused(value):
    done = check(AGENDA_CLEAR_DAYS=value)
    assert done.returncode == 1
    assert "Write a whole number, from 0 to 30." in done.stderr


def test_a_reading_of_clear_days_that_is_none_is_refused():
    done = check(CLEAR_DAYS_READING="calendar days")
    assert done.returncode == 1
    assert "Write one of: working days, s243." in done.stderr


@pytest.mark.parametrize("name", ["EMAIL_HOST", "DEFAULT_FROM_EMAIL"])
def test_production_says_where_mail_goes_out_and_from_whom(name):
    done = check(**{**PRODUCTION, name: ""})
    assert done.returncode == 1
    assert f"The environment variable {name} is not set" in done.stderr


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SESSION_IDLE_MINUTES": "0"}, "SESSION_IDLE_MINUTES is 0, so that nobody could stay signed in."),
        ({"OIDC_ISSUER": "https://login.council.example"}, "Sign-in by directory is configured in part."),
        ({"DEFAULT_FROM_EMAIL": "the council"}, "DEFAULT_FROM_EMAIL is 'the council'."),
    ],
)
def test_what_would_keep_people_out_stops_the_start(environment, sentence):
    done = check(**environment)
    assert done.returncode == 1
    assert sentence in done.stderr


def test_a_directory_is_asked_over_an_encrypted_way_in_production():
    directory = {"OIDC_ISSUER": "http://login.example", "OIDC_CLIENT_ID": "records", "OIDC_CLIENT_SECRET": "word"}
    done = check(**PRODUCTION, **directory)
    assert done.returncode == 1
    assert "OIDC_ISSUER does not begin with https://" in done.stderr


def test_production_without_second_factors_is_warned_of():
    done = check("--deploy", "--fail-level", "WARNING", **PRODUCTION, REQUIRE_SECOND_FACTOR="0")
    assert done.returncode == 1
    assert "need no second factor" in done.stderr
