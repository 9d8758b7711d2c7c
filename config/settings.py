"""All settings, read top to bottom; everything that varies comes from the environment (.env.example).

An unsafe or unreadable value stops the start with one line that names it.
"""

import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from partnerships.management import catalogue
from partnerships.text.languages import labelled, site_languages

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def flag(name: str, *, default: bool) -> bool:
    """Return the on/off variable `name`; anything but a clear yes or no stops the start."""
    value = env.str(name, default="on" if default else "off").strip().lower()
    if value in {"on", "true", "yes", "1"}:
        return True
    if value in {"off", "false", "no", "0"}:
        return False
    raise ImproperlyConfigured(f"{name}={value}: write on or off.")


DEBUG = flag("DEBUG", default=False)
HTTPS = flag("HTTPS", default=True)
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Moscow")

# --- Safety -----------------------------------------------------------------------------------

SECRET_KEY = env.str("SECRET_KEY", default="only-for-debugging" if DEBUG else "")
if not DEBUG and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY: set at least 50 random characters.")

ALLOWED_HOSTS = [host.lower() for host in env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS: name the hosts of the site, * is not safe.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
FORCE_SCRIPT_NAME = ""  # the site stands at the root: gunicorn would believe a header of a reader instead

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by the machine itself, without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if flag("TRUSTED_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

# --- The application --------------------------------------------------------------------------

INSTALLED_APPS = [
    "modeltranslation",
    "partnerships.apps.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "reversion",
    "django_prose_editor",
    "partnerships.apps.PartnershipsConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "partnerships.delivery.middleware.HomeClockMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "partnerships.delivery.middleware.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partnerships.delivery.middleware.StaffLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "partnerships.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnerships.delivery.context.site",
            ],
        },
    },
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
CSRF_FAILURE_VIEW = "partnerships.admin.writing.session_ended.csrf_failure"

# --- Data -------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
DATABASE = DATABASES["default"]
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while a clerk saves; IMMEDIATE makes writers queue instead of failing.
    DATABASE["CONN_MAX_AGE"] = None
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
elif DATABASE["ENGINE"] == "django.db.backends.postgresql":
    DATABASE["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8}}
    DATABASE["CONN_MAX_AGE"] = 0  # the pool keeps the connections
else:
    raise ImproperlyConfigured("DATABASE_URL: only sqlite and postgres are supported.")

CACHE_URL = env.str("CACHE_URL", default="")
if CACHE_URL:
    CACHES = {"default": env.cache_url("CACHE_URL")}
PAGES_MB = env.int("PAGES_MB", default=64)  # memory of each process for finished pages

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/files/"  # only a name: files are served by the view that asks the gate
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static", ("guide", BASE_DIR / "docs" / "img" / "guide")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
        "OPTIONS": {"file_permissions_mode": 0o644},  # built by one user, served by another
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# A visit with 300 pasted people, programme lines and figures sends ten thousand fields; twice that is let in.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env.str("MAIL_HOST", default="localhost"),
            "port": env.int("MAIL_PORT", default=25),
            "username": env.str("MAIL_USER", default=""),
            "password": env.str("MAIL_PASSWORD", default=""),
            "use_tls": flag("MAIL_TLS", default=False),
            "timeout": 10,
        },
    }
}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", default="register@localhost")

# --- Languages --------------------------------------------------------------------------------

LANGUAGES = site_languages(env.str("LANGUAGES", default="ru,en"))
LANGUAGE_CODE = LANGUAGES[0][0]
LOCALE_PATHS = [BASE_DIR / "partnerships" / "locale", DATA_DIR / "locale"]
for code, _name in LANGUAGES:
    catalogue.stand_in(code, DATA_DIR / "locale")
USE_I18N = True
FORMAT_MODULE_PATH = "config.formats"
USE_TZ = True
MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE
MODELTRANSLATION_LANGUAGES = tuple(code for code, _name in LANGUAGES)
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = labelled
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": MODELTRANSLATION_LANGUAGES}

# --- Open data --------------------------------------------------------------------------------

#: Licences under which the data may go out: their name and address, by the SPDX identifier.
DATA_LICENCES = {
    "CC-BY-4.0": (_("Creative Commons Attribution 4.0"), "https://creativecommons.org/licenses/by/4.0/"),
    "CC0-1.0": (_("Creative Commons Zero 1.0: no conditions"), "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODbL-1.0": (_("Open Database License 1.0"), "https://opendatacommons.org/licenses/odbl/1-0/"),
}
DATA_LICENCE = env.str("DATA_LICENCE", default="CC-BY-4.0")
if DATA_LICENCE not in DATA_LICENCES:
    raise ImproperlyConfigured(f"DATA_LICENCE={DATA_LICENCE}: choose one of {', '.join(DATA_LICENCES)}.")

#: Sites that may show a card of ours in a frame; with none, there are no cards.
EMBED_ANCESTORS = env.list("EMBED_ANCESTORS", default=[])
for ancestor in EMBED_ANCESTORS:
    if not re.fullmatch(r"https?://(\*\.)?[\w.-]+(:\d+)?", ancestor):
        raise ImproperlyConfigured(f"EMBED_ANCESTORS={ancestor}: write whole origins, as https://city.example.org.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
