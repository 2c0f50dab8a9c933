"""The second factor: set up, asked for, lost, and demanded of those who may publish or manage users."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from integration_accounts import code_of
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def set_up(client):
    page = client.get("/accounts/second-factor/set-up/")
    secret = page.context["form"].secret
    return secret, client.post("/accounts/second-factor/set-up/", {"code": code_of(secret)})
