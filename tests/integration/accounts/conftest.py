"""People who sign in by the door, and not by the back of the test client."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

PASSWORD = "lantern otter gravel"


@pytest.fixture
def password(clerk, publisher, administrator):
    """The password of clerk, publisher and administrator."""
    for user in (clerk, publisher, administrator):
        user.set_password(PASSWORD)
        user.save()
    return PASSWORD


@pytest.fixture
def sign_in(client, password):
    """Sends the form of the sign-in page; gives the answer."""

    def send(email="clem@wexcombe.example", password=password, **more):
        return client.post("/accounts/login/", {"login": email, "password": password, **more})

    return send


@pytest.fixture
def code_of():
    """What an authenticator app shows now for a secret."""

    def code(secret):
        _, now, _ = yield_hotp_counters_from_time()
        return format_hotp_value(hotp_value(secret, now))

    return code


@pytest.fixture
def client_factory():
    """Another browser."""
    return Client


@pytest.fixture
def second_factor():
    """Gives a user a second factor, and its secret to the test."""

    def give(user):
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        return secret

    return give
