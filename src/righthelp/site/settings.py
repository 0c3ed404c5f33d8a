"""Django settings of Right Help.

Everything a machine may differ in comes from the environment:

``RIGHTHELP_ENV``      ``demo`` (default), ``test`` or ``production``
``RIGHTHELP_TODAY``    the demonstration's date, ISO; ``real`` for the real clock (always so in production)
``RIGHTHELP_STATE``    folder for the embedded database, secrets and collected assets (default ``.righthelp``)
``RIGHTHELP_SECRET``   Django's secret key; in demo and test one is made and kept in the state folder
``RIGHTHELP_HOSTS``    comma-separated host names the server answers to
``DATABASE_URL``       an existing PostgreSQL server instead of the embedded one
``RIGHTHELP_DB_ROLE``  ``app`` (owns nothing) or ``owner`` (migrates and loads)
"""

from __future__ import annotations

import os
import secrets
import sys
from datetime import date
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from righthelp.foundation.database.connection import databases

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
    "righthelp.foundation.intake",
    "righthelp.practice.people",
    "righthelp.practice.workforce",
    "righthelp.practice.missing",
    "righthelp.desk",
    "righthelp.insight.indicators",
    "righthelp.governance.reports",
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
        "OPTIONS": {"environment": "righthelp.foundation.pages.jinja.environment", "autoescape": True},
    },
]

DATABASES = databases()
DATABASES["default"]["ATOMIC_REQUESTS"] = True  # the audit row and the reading it is about are one
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "sign-in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
SESSION_ENGINE = "righthelp.foundation.access.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 10
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
