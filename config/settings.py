"""Every setting, read top to bottom; machines differ only by their environment."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from config import env, queues
from config.logs import DJANGO_GUID, LOGGING

__all__ = ["DJANGO_GUID", "LOGGING"]  # the rest is read by name too, as Django does

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = env.folder("HAMSTRIDE_DATA", BASE_DIR / "var")

# Where it stands
PORT = env.whole_number("PORT", 8000, low=1, high=65535)
SITE_URL = env.site_url("SITE_URL", f"http://localhost:{PORT}")
SITE_HOST = str(urlsplit(SITE_URL).hostname)
HOST_IN_REQUESTS = f"[{SITE_HOST}]" if ":" in SITE_HOST else SITE_HOST
ALLOWED_HOSTS = sorted({HOST_IN_REQUESTS, "localhost", "127.0.0.1", "[::1]"})
CSRF_TRUSTED_ORIGINS = [SITE_URL]
HTTPS = SITE_URL.startswith("https:")
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret("SECRET_KEY", DATA / "secrets" / "secret_key")

# What it is made of
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_guid",
    "django_htmx",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "apps.lib",
    "apps.accounts",
    "apps.runlog",
    "apps.routines",
    "apps.plans",
    "apps.reminders",
    "apps.pages",
]
MIDDLEWARE = [
    "apps.lib.room.RoomMiddleware",
    "django_guid.middleware.guid_middleware",
    # These four stand outside, so that static files and errors carry their headers too.
    "django.middleware.security.SecurityMiddleware",
    "apps.lib.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "apps.lib.watching.WatchingMiddleware",
    "apps.lib.compression.GZipMiddleware",
    "apps.lib.body_limit.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "apps.accounts.middleware.LocalTimeMiddleware",
    "apps.accounts.middleware.SharedAccountMiddleware",
    "apps.accounts.middleware.FormStatusMiddleware",
]
ROOT_URLCONF = "config.urls"
FORM_RENDERER = "apps.lib.fields.FormRenderer"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Where it keeps things
OWN_DATABASE = f"sqlite:///{DATA / 'hamstride.sqlite3'}"
DATABASES = {"default": env.database("DATABASE_URL", OWN_DATABASE, env.text("DATABASE_PASSWORD"))}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # docs/decisions: read-then-write under Django's defaults ends in "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
    }
SILENCED_SYSTEM_CHECKS = [
    "fields.W161",  # seven in the morning is meant, also when it is checked at seven
    "models.W040",  # SQLite leaves out an index's extra columns: fine there
    "security.W005",  # the domain's other hosts are not ours to promise HTTPS for
    "security.W008",  # the proxy that speaks HTTPS sends visitors there
    "security.W021",  # a browser's preload list is its owner's choice
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # In the database, so that limits hold for every process and without Redis.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "hamstride_cache",
        # The default of 300 would let anybody push a limit out by making other keys.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}
MEDIA_ROOT = DATA / "uploads"
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", DATA / "static", to_write=False)
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "apps.lib.static_files.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = env.made(DATA / "incoming")  # beside the uploads: to keep is to rename
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
UPLOAD_MAX_BYTES = 25_000_000
ARCHIVE_MAX_BYTES = 500_000_000
BODY_MAX_BYTES = 3_000_000
LARGE_BODIES = {"/runs/import/": ARCHIVE_MAX_BYTES + 1_000_000}
FILE_UPLOAD_HANDLERS = [
    "apps.runlog.uploads.UploadGuard",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Who it lets in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["apps.accounts.backend.RunnerBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "landing"
ACCOUNT_SIGNUP_REDIRECT_URL = "start"

# How it writes
MAIL = env.mail("EMAIL_URL", "file:")
MAIL_GOES_TO_FILES = MAIL["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
EMAIL_BACKEND = "apps.lib.mailfile.EmailBackend" if MAIL_GOES_TO_FILES else MAIL["EMAIL_BACKEND"]
EMAIL_FILE_PATH = MAIL["EMAIL_FILE_PATH"] or str(DATA / "mail")
EMAIL_HOST = MAIL["EMAIL_HOST"] or ""
EMAIL_PORT = MAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER = MAIL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = MAIL["EMAIL_USE_TLS"]
EMAIL_USE_SSL = MAIL["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 20
MAIL_EVENTS_TOKEN = env.token("MAIL_EVENTS_TOKEN")
ANYMAIL = MAIL.get("ANYMAIL", {}) | {
    "WEBHOOK_SECRET": f"hamstride:{MAIL_EVENTS_TOKEN}",
    "MAILERSEND_SIGNING_SECRET": MAIL_EVENTS_TOKEN,
}
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"Hamstride <hello@{SITE_HOST}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = ""

ALLAUTH_TRUSTED_PROXY_COUNT = env.whole_number("TRUSTED_PROXIES", 0, low=0, high=9)
ACCOUNT_ADAPTER = "apps.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "apps.accounts.entry_forms.LoginForm",
    "signup": "apps.accounts.entry_forms.SignupForm",
    "add_email": "apps.accounts.entry_forms.AddEmailForm",
    "change_password": "apps.accounts.entry_forms.ChangePasswordForm",
    "set_password": "apps.accounts.entry_forms.SetPasswordForm",
    "reset_password": "apps.accounts.entry_forms.ResetPasswordForm",
    "reset_password_from_key": "apps.accounts.entry_forms.ResetPasswordKeyForm",
    "reauthenticate": "apps.accounts.entry_forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "optional" if MAIL_GOES_TO_FILES else "mandatory"
ACCOUNT_MAX_EMAIL_ADDRESSES = 2  # the one in use and one to move to
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "apps.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "apps.accounts.entry_forms.SecondFactorForm",
    "reauthenticate": "apps.accounts.entry_forms.SecondFactorAgainForm",
    "activate_totp": "apps.accounts.entry_forms.CodeAppForm",
    "add_webauthn": "apps.accounts.entry_forms.PasskeyForm",
    "login_webauthn": "apps.accounts.entry_forms.PasskeyLoginForm",
    "authenticate_webauthn": "apps.accounts.entry_forms.PasskeySecondForm",
    "reauthenticate_webauthn": "apps.accounts.entry_forms.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Hamstride"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
# Who has not confirmed the first address cannot log in; a second one must not wait for the lock.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# What a browser may do
SESSION_ENGINE = "apps.accounts.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# How it tells time; each runner's own zone is in the profile
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# How the workers work
CELERY_BROKER_URL = env.broker("REDIS_URL")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# These three hold in a worker with processes of its own (Docker); `make run` has one with threads,
# where the coach's own limit on its search is what ends a plan.
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 120,
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
    "health_check_interval": 5,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "max_retries": 0,
    "queue_order_strategy": "priority",
}
CELERY_TASK_QUEUES, CELERY_TASK_ROUTES = queues.QUEUES, queues.ROUTES
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA / "beat-schedule")
CELERY_BEAT_SCHEDULE = queues.TIMETABLE

# How it is watched; LOGGING and DJANGO_GUID stand in config/logs.py
MONITOR_TOKEN = env.token("MONITOR_TOKEN")
