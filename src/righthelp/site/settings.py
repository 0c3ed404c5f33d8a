"""Django settings of Right Help.

Everything a machine may differ in comes from the environment:

``RIGHTHELP_ENV``      ``demo`` (default), ``test`` or ``production``
``RIGHTHELP_TODAY``    the demonstration's date, ISO; ``real`` for the real clock (always so in production)
``RIGHTHELP_STATE``    folder for the embedded database, secrets and collected assets (default ``.righthelp``)
``RIGHTHELP_SECRET``   Django's secret key; in demo and test one is made and kept in the state folder
``RIGHTHELP_HOSTS``    comma-separated host names the server answers to
``DATABASE_URL``       an existing PostgreSQL server instead of the embedded one
``RIGHTHELP_DB_ROLE``  ``app`` (owns nothing) or ``owner`` (migrates and loads)

Signing in (``docs/how-to/run-sign-in.md`` and ``connect-a-directory.md``): ``RIGHTHELP_SECOND_FACTOR``,
``RIGHTHELP_FACTOR_KEYS``, ``RIGHTHELP_VAULT_KEYS``, ``RIGHTHELP_DORMANT_DAYS``, ``RIGHTHELP_IDLE_MINUTES``,
``RIGHTHELP_PROXIES`` and ``RIGHTHELP_DIRECTORY_*``.
"""

from __future__ import annotations

import os
import secrets
import sys
from datetime import date, timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from righthelp.foundation.database.connection import databases
from righthelp.site.sign_in import directory, factor_keys, second_factor_required, vault_keys

ROOT = Path(__file__).resolve().parents[3]
TESTING = "pytest" in sys.modules
ENV = os.environ.get("RIGHTHELP_ENV", "test" if TESTING else "demo")
STATE = Path(os.environ.get("RIGHTHELP_STATE", ROOT / ".righthelp"))
DEBUG = False


def _secret() -> str:
    """The secret key: given in production, else made once and kept in the state folder."""
    given = os.environ.get("RIGHTHELP_SECRET")
    if given:
        return given
    if ENV == "production":
        raise ImproperlyConfigured("Set RIGHTHELP_SECRET: production never makes up its own secret key.")
    if ENV == "test":
        return "a secret for tests only, of no use anywhere else"
    place = STATE / "secret-key"
    if not place.exists():
        STATE.mkdir(parents=True, exist_ok=True)
        place.touch(mode=0o600)
        place.write_text(secrets.token_urlsafe(50))
    return place.read_text()


def _today() -> date | None:
    """The demonstration's date, or None for the real clock."""
    given = os.environ.get("RIGHTHELP_TODAY", "2021-09-01")
    if ENV == "production" or given == "real":
        return None
    return date.fromisoformat(given)


SECRET_KEY = _secret()
RIGHTHELP_TODAY = _today()
RIGHTHELP_TRUST = os.environ.get("RIGHTHELP_TRUST", "Birmingham Children’s Trust")
ALLOWED_HOSTS = os.environ.get("RIGHTHELP_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "pgtrigger",
    "pghistory",
    "csp",
    "procrastinate.contrib.django",
    "righthelp.foundation.database",
    "righthelp.foundation.calendar",
    "righthelp.foundation.access",
    "righthelp.foundation.audit",
    "righthelp.foundation.journey",
    "righthelp.foundation.pages",
    "righthelp.foundation.sign_in",
    "righthelp.foundation.intake",
    "righthelp.practice.people",
    "righthelp.practice.workforce",
    "righthelp.practice.casework",
    "righthelp.practice.care",
    "righthelp.practice.care_plan",
    "righthelp.practice.health",
    "righthelp.practice.virtual_school",
    "righthelp.practice.leaving_care",
    "righthelp.practice.court",
    "righthelp.practice.matching",
    "righthelp.practice.fostering",
    "righthelp.practice.adoption",
    "righthelp.practice.family_group",
    "righthelp.practice.private_fostering",
    "righthelp.practice.asylum",
    "righthelp.practice.education",
    "righthelp.practice.missing",
    "righthelp.practice.front_door",
    "righthelp.practice.duplicates",
    "righthelp.practice.supervision",
    "righthelp.practice.learning",
    "righthelp.practice.mash",
    "righthelp.practice.assessment",
    "righthelp.practice.section47",
    "righthelp.practice.protection",
    "righthelp.practice.child_in_need",
    "righthelp.practice.recruitment",
    "righthelp.desk",
    "righthelp.insight.indicators",
    "righthelp.governance.privacy",
    "righthelp.governance.reports",
    "righthelp.governance.release",
    "righthelp.governance.staff_voice",
    "righthelp.governance.plan",
    "righthelp.city",
    "righthelp.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "righthelp.foundation.access.sessions.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "righthelp.foundation.pages.middleware.PrivatePages",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

if TESTING:  # tests read static files where they lie; nothing has been collected
    MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")

ROOT_URLCONF = "righthelp.site.urls"
WSGI_APPLICATION = "righthelp.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "righthelp.foundation.pages.jinja.RightHelpJinja",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "righthelp.foundation.pages.jinja.environment",
            "autoescape": True,
            "context_processors": ["righthelp.foundation.pages.jinja.one_token"],
        },
    },
]

DATABASES = databases()
DATABASES["default"]["ATOMIC_REQUESTS"] = True  # the audit row and the reading it is about are one
RIGHTHELP_SCHEMA = Path(__file__).with_name("schema.sql")  # empty databases are made from it
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "sign-in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "righthelp.foundation.sign_in.passwords.LongEnough"},
    {"NAME": "righthelp.foundation.sign_in.passwords.NotCommon"},
    {"NAME": "righthelp.foundation.sign_in.passwords.NotOnesOwnName"},
]

# The second factor: allauth's codes, recovery codes and passkeys, behind pages of ours.
SECOND_FACTOR_REQUIRED = second_factor_required(ENV)
FACTOR_KEYS = factor_keys(SECRET_KEY)
VAULT_KEYS = vault_keys(SECRET_KEY, ENV)
MFA_ADAPTER = "righthelp.foundation.sign_in.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Right Help"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute out
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey asks for a finger, a face or a PIN
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_ADAPTER = "righthelp.foundation.sign_in.adapters.Directory"
SOCIALACCOUNT_PROVIDERS = directory()
SOCIALACCOUNT_STORE_TOKENS = False

# Lock-out: by account and by address; see foundation/sign_in/lockout.py.
AXES_HANDLER = "righthelp.foundation.sign_in.lockout.Handler"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "righthelp.foundation.sign_in.lockout.sealed_name"
AXES_CLIENT_STR_CALLABLE = "righthelp.foundation.sign_in.lockout.in_the_log"
AXES_LOCKOUT_CALLABLE = "righthelp.foundation.sign_in.lockout.told"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = int(os.environ.get("RIGHTHELP_PROXIES", "0")) or None
if AXES_IPWARE_PROXY_COUNT:
    AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR", "REMOTE_ADDR"]

DORMANT_DAYS = int(os.environ.get("RIGHTHELP_DORMANT_DAYS", "0" if ENV == "demo" else "30"))  # 0: never

# Sessions end after a time without a page, and in any case after a working day.
SESSION_ENGINE = "righthelp.foundation.access.sessions"
SESSION_IDLE = timedelta(minutes=float(os.environ.get("RIGHTHELP_IDLE_MINUTES", "30")))
SESSION_IDLE_PRIVILEGED = min(SESSION_IDLE, timedelta(minutes=15))
SESSION_LONGEST = timedelta(hours=12)
PRIVILEGED_ROLES = frozenset({"system_administrator", "privacy_officer"})
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV == "production"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "righthelp.foundation.pages.errors.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/assets/"
STATIC_ROOT = STATE / "collected"
STATICFILES_DIRS = [path for path in [STATE / "assets"] if path.is_dir()]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
_static = "django.contrib.staticfiles.storage."
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static + ("StaticFilesStorage" if TESTING else "ManifestStaticFilesStorage")},
}

PGHISTORY_APPEND_ONLY = True
PROCRASTINATE_ON_APP_READY = "righthelp.foundation.jobs.on_app_ready"

# Logs carry ids and routes, never names, notes or addresses.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "righthelp.foundation.pages.logs.WithoutValues",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
