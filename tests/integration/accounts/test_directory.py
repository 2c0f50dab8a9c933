"""Sign-in through the council's directory: it says who somebody is, and makes nobody an account."""

import http.client
import importlib.util
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from factories import UserFactory

from portal.accounts.models import User

pytestmark = pytest.mark.django_db

spec = importlib.util.spec_from_file_location("oidc_provider", Path(__file__).with_name("oidc_provider.py"))
oidc_provider = importlib.util.module_from_spec(spec)
spec.loader.exec_module(oidc_provider)


@pytest.fixture
def directory(settings):
    provider = oidc_provider.Provider()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "council",
                    "name": "your council account",
                    "client_id": oidc_provider.CLIENT_ID,
                    "secret": oidc_provider.CLIENT_SECRET,
                    "settings": {"server_url": provider.issuer, "verified_email": False},
                }
            ],
        }
    }
    yield provider
    provider.stop()


def by_directory(client, address="/accounts/directory/council/"):
    """From the button, to the directory, and back, as a browser goes; the last answer."""
    leads = client.post(address)
    there = urlsplit(leads["Location"])
    connection = http.client.HTTPConnection(there.netloc)
    connection.request("GET", f"{there.path}?{there.query}")
    back = urlsplit(connection.getresponse().getheader("Location"))
    connection.close()
    assert back.path == "/accounts/directory/council/return/"
    return client.get(f"{back.path}?{back.query}")


def test_the_sign_in_page_offers_it_and_its_form_may_lead_there(client, directory):
    page = client.get("/accounts/login/?next=/office/meetings/")
    assert b"Sign in with your council account" in page.content
    assert f"form-action 'self' {directory.issuer}" in page["Content-Security-Policy"]
    assert directory.issuer not in client.get("/accounts/password/forgotten/")["Content-Security-Policy"]


def test_without_one_nothing_is_offered(client):
    page = client.get("/accounts/login/")
    assert b"Sign in with" not in page.content
    assert client.post("/accounts/directory/council/").status_code == 404


def test_whoever_has_an_active_account_under_the_verified_address_is_signed_in(client, directory, clerk):
    clerk.set_password("lantern otter gravel")
    clerk.save()
    directory.claims = {"sub": "17", "email": "Clem@Wexcombe.example", "email_verified": True}
    done = by_directory(client, "/accounts/directory/council/?next=/office/meetings/")
    assert done["Location"] == "/office/meetings/"
    assert client.get("/office/").status_code == 200
    clerk.refresh_from_db()
    assert clerk.check_password("lantern otter gravel"), "the password stays"
    assert not SocialAccount.objects.exists(), "nothing is tied: the address is asked about each time"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@wexcombe.example", "email_verified": True},
        {"email": "gone@wexcombe.example", "email_verified": True},
        {"email": "clem@wexcombe.example", "email_verified": False},
        {"email": "clem@wexcombe.example", "email_verified": "false"},
        {"email": "clem@wexcombe.example"},
        {"email_verified": True},
        {},
    ],
)
def test_nobody_else_is_and_no_account_is_made(client, directory, clerk, claims):
    UserFactory(email="gone@wexcombe.example", is_active=False)
    users = User.objects.count()
    directory.claims = {"sub": "18", **claims}
    refused = by_directory(client)
    assert refused.status_code == 403
    assert b"You cannot sign in with this" in refused.content
    assert client.get("/office/").status_code == 302
    assert User.objects.count() == users


def test_a_directory_that_keeps_the_addresses_itself_may_be_trusted_with_them(client, directory, clerk, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["verified_email"] = True
    directory.claims = {"sub": "19", "email": clerk.email}
    assert by_directory(client).status_code == 302
    assert client.get("/office/").status_code == 200


def test_the_second_factor_is_asked_for_all_the_same(client, directory, clerk, second_factor):
    second_factor(clerk)
    directory.claims = {"sub": "20", "email": clerk.email, "email_verified": True}
    assert by_directory(client)["Location"] == "/accounts/second-factor/code/"
    assert client.get("/office/").status_code == 302


def test_an_answer_to_nobodys_question_signs_nobody_in(client, directory, clerk):
    directory.claims = {"sub": "21", "email": clerk.email, "email_verified": True}
    for query in ("code=stolen&state=guessed", "error=server_error", ""):
        assert client.get(f"/accounts/directory/council/return/?{query}").status_code == 401
    assert client.get("/office/").status_code == 302


def test_a_directory_that_does_not_answer_gives_a_page(client, directory, clerk):
    directory.claims = {"sub": "22", "email": clerk.email, "email_verified": True}
    state = dict(parse_qsl(urlsplit(client.post("/accounts/directory/council/")["Location"]).query))["state"]
    directory.stop()
    for response in (
        client.post("/accounts/directory/council/"),
        client.get(f"/accounts/directory/council/return/?code=x&state={state}"),
    ):
        assert response.status_code == 503
        assert b"The directory did not answer as it should" in response.content


def test_breaking_off_at_the_directory_is_told(client, directory):
    leads = client.post("/accounts/directory/council/")
    state = dict(parse_qsl(urlsplit(leads["Location"]).query))["state"]
    back = client.get(f"/accounts/directory/council/return/?error=access_denied&state={state}", follow=True)
    assert b"You did not sign in" in back.content


def test_no_account_is_tied_to_another(client, directory, clerk):
    client.force_login(clerk)
    for process in ("connect", "redirect"):
        assert client.post(f"/accounts/directory/council/?process={process}").status_code == 404
