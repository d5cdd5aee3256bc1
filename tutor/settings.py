"""Django's settings. What an installation may change comes from :mod:`tutor.configuration`; the rest is fixed here."""

from csp.constants import NONCE, NONE, SELF

from tutor.configuration import BASE_DIR, broker, database, read_configuration

CONFIGURATION = read_configuration()
HTTPS = CONFIGURATION.origin.startswith("https://")

SECRET_KEY = CONFIGURATION.secret_key
DEBUG = CONFIGURATION.debug
ALLOWED_HOSTS = CONFIGURATION.allowed_hosts
DATA = CONFIGURATION.data
COURSES = CONFIGURATION.courses
PREVIEW = CONFIGURATION.preview
SANDBOX = CONFIGURATION.sandbox
ACCEPT_WEAKER = CONFIGURATION.accept_weaker
REDIS_URL = CONFIGURATION.redis_url
ORIGIN = CONFIGURATION.origin
OPENID = CONFIGURATION.openid

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "tutor.people",
    "tutor.catalog",
    "tutor.attempts",
    "tutor.dashboard",
    "tutor.embedded",
    *(["allauth.account", "allauth.socialaccount", "tutor.openid"] if OPENID else []),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pads by a random length, so that the size of a page tells nothing about the secrets in it (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    *(["allauth.account.middleware.AccountMiddleware"] if OPENID else []),
    *(["tutor.catalog.preview.MistakesAreShown"] if PREVIEW else []),
]
ROOT_URLCONF = "tutor.urls"
ASGI_APPLICATION = "tutor.asgi.application"
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
                "tutor.catalog.preview.previewing",
                "tutor.openid.context.openid",
            ],
            # Every template has words in it.
            "builtins": ["django.templatetags.i18n"],
        },
    }
]

DATABASES = {"default": database(CONFIGURATION.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
# Only a door-bell: what it drops is fetched again by its next ring.
CHANNEL_LAYERS = {
    "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
}

# A one-time link lies in a pocket over a holiday.
PASSWORD_RESET_TIMEOUT = 21 * 24 * 3600
AUTH_USER_MODEL = "people.User"
LOGIN_URL = "join"
LOGIN_REDIRECT_URL = "home"
# Scrypt asks an attacker for memory too, and costs a class of 100 that joins at once a third of PBKDF2's time.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# For those who teach (one-time links, `manage.py changepassword`); students' passwords are checked where they join.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# What allauth has to know to speak OpenID Connect; accounts, pages and addresses are ours.
SOCIALACCOUNT_ADAPTER = "tutor.openid.adapter.Doorkeeper"
SOCIALACCOUNT_PROVIDERS = {"openid": {"APP": OPENID.for_allauth()}} if OPENID else {}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = False  # our scripts read the token from the cookie
CSRF_FAILURE_VIEW = "tutor.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [CONFIGURATION.origin] if CONFIGURATION.origin else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if HTTPS else 0
# The largest honest body is 256 KiB of files, which JSON may escape to twice that.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE_DIR / ".cache" / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LANGUAGE_CODE = "en"
# Each in its own words. Whoever chooses one in the menu keeps it in a cookie; until then the browser's wish counts.
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / ".cache" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
USE_TZ = True
TIME_ZONE = CONFIGURATION.time_zone
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}

CELERY_BROKER_URL = broker(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The database's row is the truth: nobody reads a task's result.
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
# One waiting message per slot, so that a second worker finds work too.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = CONFIGURATION.run_slots
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
# A click waits for no more than this when the broker is away: the sweeper sends what was not sent.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.2}
