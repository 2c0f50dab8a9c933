"""Settings of the portal, all in this file, all from the environment.

Two modes. `demonstration` (the default) serves this machine only and keeps everything in the data folder of the
checkout. `production` has no default for a secret, a host or a database: what is missing stops the
start with a sentence.
"""

import sys
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal import environment

BASE_DIR = Path(__file__).resolve().parent.parent

PORTAL_MODE = environment.one_of("PORTAL_MODE", ("demonstration", "production"))
IS_PRODUCTION = PORTAL_MODE == "production"
# Django's own development server shows tracebacks and needs no collected static files.
DEBUG = environment.switch("DEBUG", default=not IS_PRODUCTION and sys.argv[1:2] == ["runserver"])
# The component gallery is a development page; it never stands on a council's public site.
SHOW_GALLERY = environment.switch("SHOW_GALLERY", default=not IS_PRODUCTION)

DATA_DIR = Path(environment.text("PORTAL_DATA", str(BASE_DIR / ".data"))).resolve()
SECRET_KEY = environment.text("SECRET_KEY") if IS_PRODUCTION else environment.kept_secret(DATA_DIR / "secret-key")
ALLOWED_HOSTS = environment.words(
    "ALLOWED_HOSTS", None if IS_PRODUCTION else ("localhost", "127.0.0.1", "[::1]", "testserver")
)
# Absolute addresses in feeds, editions and mail are built on this one.
PORT = environment.text("PORT", "8000")
SITE_URL = environment.text("SITE_URL", None if IS_PRODUCTION else f"http://localhost:{PORT}").rstrip("/")
COUNCIL_NAME = environment.text("COUNCIL_NAME", None if IS_PRODUCTION else "Wexcombe Council")

# Whom to tell of a page or paper that cannot be used: an e-mail address, or words with a telephone number.
ACCESSIBILITY_CONTACT = environment.text(
    "ACCESSIBILITY_CONTACT", None if IS_PRODUCTION else "scrutiny@wexcombe.example"
)
# Whom to ask about personal data: an e-mail address, or words. Often the data protection officer.
PRIVACY_CONTACT = environment.text("PRIVACY_CONTACT", None if IS_PRODUCTION else "privacy@wexcombe.example")
# When the accessibility statement was prepared or last reviewed by somebody who looked.
ACCESSIBILITY_PREPARED_ON = environment.day("ACCESSIBILITY_PREPARED_ON", "2026-11-22")

INSTALLED_APPS = [
    "portal",
    "portal.demonstration",
    "portal.home",
    "portal.search",
    "portal.feeds",
    "portal.opendata",
    "portal.submissions",
    "portal.publishing",
    "portal.councillors",
    "actions",
    "meetings",
    "portal.audit",
    "portal.accounts",
    "procrastinate.contrib.django",
    "pgtrigger",
    "csp",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.kept_pages.keep_pages",
    "portal.compression.CompressPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portal.accounts.sessions.SessionLimits",
    "portal.accounts.middleware.OfficeDoor",
    "portal.home.middleware.say_why_not_allowed",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "office:desk"
LOGOUT_REDIRECT_URL = "home"
# A function that names what a role can be held over; accounts know nothing of committees.
GRANT_SCOPES = "meetings.scopes.committee_scopes"
# A function that says whether a user has pages of the own record; accounts know nothing of people either.
OWN_PAGES = "meetings.policies.own_pages.has_own_pages"

# Signing in. Which of allauth's addresses exist stands in portal/accounts/sign_in_urls.py.
ACCOUNT_ADAPTER = "portal.accounts.sign_in.SignIn"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# An account's address is given by an administrator and proved by the invitation.
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whoever's password or second factor changes is told by mail.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Our form writes to unknown addresses too, so that both answers take as long.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.sign_in.SignInForm",
    "reset_password": "portal.accounts.forms.sign_in.ForgottenForm",
    "reset_password_from_key": "portal.accounts.forms.sign_in.NewPasswordForm",
    "change_password": "portal.accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "portal.accounts.forms.sign_in.FirstPasswordForm",
    "reauthenticate": "portal.accounts.forms.sign_in.ConfirmPasswordForm",
}
# Ten wrong passwords, or codes, in five minutes for one account. A whole council may sit behind one address, so an
# address has room for all of them at once.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "120/m/ip,10/5m/key",
    "reset_password": "60/m/ip,5/15m/key",
    "reset_password_from_key": "120/m/ip",
}
MFA_ADAPTER = "portal.accounts.second_factor.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# A clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.sign_in.CodeForm",
    "reauthenticate": "portal.accounts.forms.sign_in.ConfirmCodeForm",
    "activate_totp": "portal.accounts.forms.sign_in.SetUpForm",
}
USERSESSIONS_ADAPTER = "portal.audit.sign_ins.NotedSessions"
# Whether those who may publish or manage users must have a second factor.
REQUIRE_SECOND_FACTOR = environment.switch("REQUIRE_SECOND_FACTOR", default=IS_PRODUCTION)

SESSION_ENGINE = "portal.accounts.session_store"
SESSION_IDLE_MINUTES = environment.whole_number("SESSION_IDLE_MINUTES", 60)
SESSION_HOURS = environment.whole_number("SESSION_HOURS", 12)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600

# The council's own directory, where it has one that speaks OpenID Connect.
OIDC_ISSUER = environment.text("OIDC_ISSUER", "").rstrip("/")
OIDC_CLIENT_ID = environment.text("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = environment.text("OIDC_CLIENT_SECRET", "")
OIDC_NAME = environment.text("OIDC_NAME", f"your {COUNCIL_NAME} account")
# Some directories of a single council (Microsoft Entra ID) keep the addresses themselves, and do not say "verified".
OIDC_EMAIL_IS_VERIFIED = environment.switch("OIDC_EMAIL_IS_VERIFIED", default=False)
SOCIALACCOUNT_ADAPTER = "portal.accounts.directory.Directory"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "council",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_ISSUER, "verified_email": OIDC_EMAIL_IS_VERIFIED},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
if IS_PRODUCTION:
    ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

# Limits of signing in are counted in the first, for all processes together; no public page looks at it. The second is
# the memory of each process: public addresses only read the database, which may be a replica.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
# So many files that are computed anew each process gives to one network address within an hour; 0: any number.
DOWNLOADS_AN_HOUR = environment.whole_number("DOWNLOADS_AN_HOUR", 30, most=100_000)

# Mail. The demonstration puts it into files, unless a server is named.
EMAIL_HOST = environment.text("EMAIL_HOST", None if IS_PRODUCTION else "")
MAILS_ARE_FILES = not EMAIL_HOST
EMAIL_BACKEND = "portal.mail_folder.EmailBackend" if MAILS_ARE_FILES else "portal.mail_server.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
# Officers of a demonstration see what went out on a page; it holds links of all kinds, so it is no page of production.
SHOW_MAILS = MAILS_ARE_FILES and not IS_PRODUCTION
EMAIL_PORT = environment.whole_number("EMAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_PASSWORD", "")
_EMAIL_SECURITY = environment.one_of("EMAIL_SECURITY", ("starttls", "tls", "none"))
EMAIL_USE_TLS, EMAIL_USE_SSL = _EMAIL_SECURITY == "starttls", _EMAIL_SECURITY == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", None if IS_PRODUCTION else "records@wexcombe.example")

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "portal.home.context.site",
                "portal.accounts.context.office",
            ],
            "builtins": [
                "portal.home.templatetags.record_format",
                "portal.home.templatetags.stylesheets",
                "portal.opendata.templatetags.structured_data",
                "django.templatetags.static",
            ],
        },
    }
]


FORM_RENDERER = "portal.quick_forms.QuickFields"


def database() -> dict[str, Any]:
    """DATABASE_URL where it is set; else, outside production, the embedded server of this data folder."""
    url = environment.text("DATABASE_URL", None if IS_PRODUCTION else "embedded")
    if url == "embedded":
        return {
            "ENGINE": "portal.embedded",
            "NAME": "scrutiny",
            "USER": "postgres",
            "DATA_DIR": DATA_DIR / "postgres",
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    try:
        return {**dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)}
    except ValueError as error:  # its own error names the address, and with it the password
        raise ImproperlyConfigured(
            "DATABASE_URL is not the address of a database. Write postgresql://user:password@host:5432/name."
        ) from error


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# A long agenda is one form of many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# The largest file that is taken as a paper. Files reach the disk as they come, at the office's addresses alone.
PAPER_MB = environment.whole_number("PAPER_MB", 50, most=2_000)
FILE_UPLOAD_HANDLERS = ["meetings.paper_arrival.PaperArrival"]
# What was cut off on its way is removed from there at night.
FILE_UPLOAD_TEMP_DIR = environment.own_folder(DATA_DIR / "uploads")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# Clear days before a meeting (LGA 1972 s.100A, s.100B): both readings are always shown, one of them rules.
CLEAR_DAYS_READING = environment.one_of("CLEAR_DAYS_READING", ("working days", "s243"))
AGENDA_CLEAR_DAYS = environment.whole_number("AGENDA_CLEAR_DAYS", 5, most=30)
QUESTIONS_CLEAR_DAYS = environment.whole_number("QUESTIONS_CLEAR_DAYS", 3, most=30)
# The council's own aim, in working days after the meeting.
MINUTES_PUBLISHED_WITHIN_DAYS = environment.whole_number("MINUTES_PUBLISHED_WITHIN_DAYS", 10, most=60)

# Contact details of who asked a question are removed so many months after the meeting (UK GDPR article 5(1)(e)).
CONTACT_MONTHS = environment.whole_number("CONTACT_MONTHS", 12, most=120)
# So long the link lives by which an owner answers about an entry of the ledger without an account.
# So many days after it ended a message of the outbox says no more whom it went to, and what it said.
MESSAGE_DAYS = environment.whole_number("MESSAGE_DAYS", 730, least=30, most=3650)
OWNER_LINK_DAYS = environment.whole_number("OWNER_LINK_DAYS", 30, most=366)

# Reminders to owners of actions and to addressees of recommendations. "by hand": an officer looks at them before they
# go out; "by itself": they go out at night; "off": none is planned.
CHASING = environment.one_of("CHASING", ("by hand", "by itself", "off"))
# Days before and after the due date; there is one on the day itself too.
CHASE_DAYS_BEFORE = environment.day_counts("CHASE_DAYS_BEFORE", (7,))
CHASE_DAYS_AFTER = environment.day_counts("CHASE_DAYS_AFTER", (7, 21))
# From this many days on, reminders go to the head as well, and the chairperson's weekly summary lists the entry.
CHASE_HEAD_AFTER = environment.whole_number("CHASE_HEAD_AFTER", 21, most=365)
CHASE_CHAIR_AFTER = environment.whole_number("CHASE_CHAIR_AFTER", 42, most=365)

# Whether a meeting is published only when somebody else than its publisher has said that it is ready.
PREPARER_AND_PUBLISHER_DIFFER = environment.switch("PREPARER_AND_PUBLISHER_DIFFER", default=False)

# For what officers' reports are usually reviewed before they are published; a new report begins with these lines.
REPORT_REVIEWERS = environment.words(
    "REPORT_REVIEWERS",
    ["Governance", "Finance", "Legal", "Communications", "Equality duty", "Procurement", "Risk", "Human resources"],
)

# So many answers to a search are read, sorted and counted; above that it says "more than".
SEARCH_MOST = 1_000

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Working papers, and the copies that publishing made: two folders, so that no public view can reach a working file.
OFFICE_FILES = DATA_DIR / "files" / "office"
RESTRICTED_FILES = DATA_DIR / "files" / "restricted"
PUBLISHED_FILES = DATA_DIR / "files" / "published"
STORAGES: dict[str, dict[str, Any]] = {
    "default": environment.storage("OFFICE_STORAGE", folder=OFFICE_FILES),
    "restricted": environment.storage("RESTRICTED_STORAGE", folder=RESTRICTED_FILES),
    "published": environment.storage("PUBLISHED_STORAGE", folder=PUBLISHED_FILES),
    "staticfiles": {"BACKEND": "portal.home.stylesheets.JoinedStylesheetStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
# Every collected file is named by its content, also the stylesheet that is joined from the others.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+\.[0-9a-f]{12}\.[a-z0-9]+$"

# Whether `manage.py serve` runs a worker beside it; not where one runs as a service of its own.
WORKER = environment.switch("WORKER", default=True)
# What is done at night is done by day where the machine was off or asleep; in seconds.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 7 * 24 * 3600}

# Public pages are kept in the memory of each process while they are true; 0 makes every page anew.
KEEP_PAGES_MB = environment.whole_number("KEEP_PAGES_MB", 32)

# Nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = environment.switch("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    if environment.switch("BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        USE_X_FORWARDED_HOST = False
        # The address for which attempts are counted is the reader's, as the proxy tells it, and not the proxy's.
        ALLAUTH_TRUSTED_PROXY_COUNT = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"secrets": {"()": "portal.secret_addresses.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

SILENCED_SYSTEM_CHECKS: list[str] = []
