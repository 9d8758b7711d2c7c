"""All settings, read top to bottom; everything that varies comes from the environment (.env.example).

An unsafe or unreadable value stops the start with one line that names it.
"""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config import environment, logs, metrics_port, together
from partnerships.management import catalogue
from partnerships.text.languages import labelled, site_languages

BASE_DIR = Path(__file__).resolve().parent.parent
RELEASE: str = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

DEBUG = environment.flag("DEBUG", default=False)
HTTPS = environment.flag("HTTPS", default=True)
DATA_DIR = environment.folder("DATA_DIR", default=BASE_DIR / "var")
TIME_ZONE = environment.time_zone("TIME_ZONE", default="Europe/Moscow")

# --- Safety -----------------------------------------------------------------------------------

SECRET_KEY = environment.secret("SECRET_KEY") or ("only-for-debugging" if DEBUG else "")
if not DEBUG and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10):
    raise environment.refused("SECRET_KEY", "set at least 50 random characters", "$(openssl rand -base64 48)")

ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.origins("CSRF_TRUSTED_ORIGINS")
if HTTPS:
    together.expect_sealed(CSRF_TRUSTED_ORIGINS)
FORCE_SCRIPT_NAME = ""  # the site stands at the root: gunicorn would believe a header of a reader instead

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by the machine itself, without TLS
# Browsers hold to https for so long and there is no way back: a new site begins small, and a year takes the subdomains.
YEAR = 365 * 24 * 3600
HSTS_SECONDS = environment.number("HSTS_SECONDS", default=3600, least=0, most=2 * YEAR)
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS >= YEAR
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # the browser takes a cookie of such a name only from this very host, and by https
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_ENGINE = "partnerships.models.session"
#: A session ends so long after its last use, and so long after its beginning in any case.
IDLE_MINUTES = environment.number("SESSION_IDLE", default=120, least=5, most=7 * 24 * 60)
LONGEST_HOURS = environment.number("SESSION_LONGEST", default=12, least=1, most=30 * 24)
together.expect_sessions(IDLE_MINUTES, LONGEST_HOURS)
SESSION_IDLE, SESSION_LONGEST = timedelta(minutes=IDLE_MINUTES), timedelta(hours=LONGEST_HOURS)
SESSION_COOKIE_AGE = int(SESSION_IDLE.total_seconds())
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
#: How many proxies of ours a request passes: so many entries of X-Forwarded-For, from the right, are theirs.
PROXIES = environment.number("PROXIES", default=1, least=1, most=5)
TRUSTED_PROXY = environment.flag("TRUSTED_PROXY", default=False)
together.expect_proxies(PROXIES, is_trusted=TRUSTED_PROXY)
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
else:
    PROXIES = 0

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
    "axes",
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
    "partnerships.delivery.measuring.ViewNameMiddleware",  # before what may refuse instead of the view
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partnerships.delivery.middleware.StaffLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
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
            "builtins": ["partnerships.templatetags.days"],
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
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "django.contrib.auth.password_validation.MinimumLengthValidator",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
        "partnerships.staff.passwords.PlaceValidator",
        "partnerships.staff.passwords.NewValidator",
    )
]
PASSWORD_RESET_TIMEOUT = 3600
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "admin:login"

# So many wrong guesses at one account from one address close that account to that address alone: neither the
# colleagues in the same building nor the owner elsewhere are shut out.
AXES_FAILURE_LIMIT = environment.number("SIGN_IN_GUESSES", default=10, least=3, most=100)
AXES_COOLOFF_TIME = timedelta(minutes=environment.number("SIGN_IN_PAUSE", default=15, least=1, most=24 * 60))
# Codes of the second step are counted for the account, from wherever: whoever guesses at them has its password.
AXES_LOCKOUT_PARAMETERS = "partnerships.admin.signing_in.guesses.counted_by"
AXES_CLIENT_IP_CALLABLE = "partnerships.delivery.client_address.client_network"
AXES_LOCKOUT_CALLABLE = "partnerships.admin.signing_in.guesses.too_many_guesses"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # whoever goes on guessing does not prolong the pause
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "next", "csrfmiddlewaretoken", "code"]  # kept out of its table
CSRF_FAILURE_VIEW = "partnerships.admin.writing.session_ended.csrf_failure"

#: Who has to have a second factor, and how many days they have to set it up.
SECOND_FACTOR_ROLES = environment.roles("SECOND_FACTOR_ROLES", default="head,administrator")
SECOND_FACTOR_DAYS = environment.number("SECOND_FACTOR_DAYS", default=14, least=0, most=365)

# --- Data -------------------------------------------------------------------------------------

DATABASES = {"default": environment.database("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
DATABASE = DATABASES["default"]
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    DATABASE_FOLDER = [Path(str(DATABASE["NAME"])).resolve().parent] if DATABASE["NAME"] != ":memory:" else []
    # WAL lets readers go on while a clerk saves; IMMEDIATE makes writers queue instead of failing; with FULL, what was
    # saved is on the disk when the power goes.
    DATABASE["CONN_MAX_AGE"] = None
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASE_FOLDER = []
    # A reader hears within two seconds that the database is away, and the first request after its return is answered:
    # a pool that went on trying by itself would try ever more seldom, and others wait for its turn.
    DATABASE["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 0.8, "reconnect_timeout": 2},
        "connect_timeout": 2,
    } | DATABASE.get("OPTIONS", {})  # sslmode and its like, from the address
    DATABASE["CONN_MAX_AGE"] = 0  # the pool keeps the connections
    DATABASE["CONN_HEALTH_CHECKS"] = True

SHARED_CACHE = environment.cache("CACHE_URL")
if SHARED_CACHE:
    SHARED_CACHE["OPTIONS"] = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5} | SHARED_CACHE.get("OPTIONS", {})
    CACHES = {"default": SHARED_CACHE}
PAGES_MB = environment.number("PAGES_MB", default=64, least=1, most=65_536)  # memory of each process for finished pages

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/files/"  # only a name: files are served by the view that asks the gate
STATIC_ROOT = Path(environment.later_folder("STATIC_ROOT", str(DATA_DIR / "static"), "/srv/register/static"))
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

MAIL_OPTIONS = {
    "host": environment.host("MAIL_HOST", "localhost", "smtp.example.org"),
    "port": environment.number("MAIL_PORT", default=25, least=1, most=65_535),
    "username": environment.text("MAIL_USER"),
    "password": environment.secret("MAIL_PASSWORD"),
    "use_tls": environment.flag("MAIL_TLS", default=False),
    "timeout": 10,
}
together.expect_mail(MAIL_OPTIONS)
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": MAIL_OPTIONS}}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.mail_address("MAIL_FROM", default="register@localhost")

# --- Regular work (manage.py tick) --------------------------------------------------------------

CHECK_LINKS = environment.flag("CHECK_LINKS", default=False)  # on: the site asks other sites, twice a month
DATASET_DIR = environment.later_folder("DATASET_DIR", "", "/srv/register/open-data")
BACKUP_DIR = environment.later_folder("BACKUP_DIR", "", "/srv/register/backups")
together.expect_folders_apart(
    {"STATIC_ROOT": STATIC_ROOT, "DATASET_DIR": DATASET_DIR, "BACKUP_DIR": BACKUP_DIR},
    DATA_DIR,
    private=[BASE_DIR, DATA_DIR, MEDIA_ROOT, *DATABASE_FOLDER],
)
BACKUP_KEEP = environment.number("BACKUP_KEEP", default=14, least=1, most=1000)
CONTACTS_DAYS = environment.number("CONTACTS_DAYS", default=0, least=0, most=36_500)  # 0: contacts are kept
MESSAGES_DAYS = environment.number("MESSAGES_DAYS", default=365, least=30, most=36_500)  # those sent by the site's form
BACKUP_PASSPHRASE = environment.secret("BACKUP_PASSPHRASE")  # with one, backups are encrypted
if 0 < len(BACKUP_PASSPHRASE) < 12:  # whoever has the file may try for years
    raise environment.refused("BACKUP_PASSPHRASE", "write at least 12 characters", "$(openssl rand -base64 24)")

# --- Languages --------------------------------------------------------------------------------

LANGUAGES = site_languages(environment.text("LANGUAGES", default="ru,en"))
LANGUAGE_CODE = LANGUAGES[0][0]
LOCALE_PATHS = [BASE_DIR / "partnerships" / "locale", DATA_DIR / "locale"]
try:
    for code, _name in LANGUAGES:
        catalogue.stand_in(code, DATA_DIR / "locale")
except OSError as error:
    raise environment.refused("DATA_DIR", f"{error.filename} cannot be written", "/srv/register/data") from error
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
DATA_LICENCE = environment.one_of("DATA_LICENCE", DATA_LICENCES, "CC-BY-4.0")

#: Sites that may show a card of ours in a frame; with none, there are no cards.
EMBED_ANCESTORS = environment.origins("EMBED_ANCESTORS")

# --- What is told ------------------------------------------------------------------------------

METRICS = metrics_port.asked()  # METRICS_PORT, METRICS_ADDRESS: read by gunicorn.conf.py as well

LOGGING = logs.settings(environment.text("LOG_FORMAT", default="text"), DATA_DIR)
SENTRY_DSN = environment.of_sentry("SENTRY_DSN")
logs.watch(SENTRY_DSN, RELEASE)
# Greetings and letters leave by mail only where the installation names the address from which they do.
OFFICE_MAIL_FROM = (
    environment.mail_address("OFFICE_MAIL_FROM", default="") if environment.text("OFFICE_MAIL_FROM") else ""
)
# News goes to readers by mail only where the installation names the address it comes from.
NEWS_MAIL_FROM = environment.mail_address("NEWS_MAIL_FROM", default="") if environment.text("NEWS_MAIL_FROM") else ""
ADMINS = [environment.mail_address("ADMIN_MAIL", default="")] if environment.text("ADMIN_MAIL") else []
