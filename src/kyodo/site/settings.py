"""Django's settings. What an operator may set is in ``docs/OPERATE.md``."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.csp import CSP

from kyodo.site.environment import ROOT, SettingsError, flag, kept_secret, line_account, mail_server, text, words

#: demo · development · test · production
MODE = text("KYODO_MODE", "production")
if MODE not in ("demo", "development", "test", "production"):
    raise SettingsError(f"kyodo: KYODO_MODE is {MODE!r}; write demo, development, test or production")
PRODUCTION = MODE == "production"
VAR = ROOT / "var"

SECRET_KEY = text("KYODO_SECRET_KEY") if PRODUCTION else kept_secret(VAR / "secret")
SECRET_KEY_FALLBACKS = words("KYODO_SECRET_KEY_FALLBACKS")
#: Keys of sealed texts: the first one seals, each of them opens. Without a list of its own it is the secret key.
SEALING_KEYS = words("KYODO_SEALING_KEYS") or [SECRET_KEY]
DEBUG = flag("KYODO_DEBUG") and not PRODUCTION
ALLOWED_HOSTS = words("KYODO_ALLOWED_HOSTS", "" if PRODUCTION else "*")
if PRODUCTION and not ALLOWED_HOSTS:
    raise SettingsError("kyodo: set KYODO_ALLOWED_HOSTS (see docs/OPERATE.md)")
SECURITY_CONTACT = text("KYODO_SECURITY_CONTACT", "security@localhost.localdomain")
SITE_URL = text("KYODO_SITE_URL", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://127.0.0.1:8000")
CITY_PACK = ROOT / text("KYODO_CITY", "cities/sendai")

# --- database -----------------------------------------------------------------------------
DATABASE_URL = (
    text("KYODO_DATABASE_URL") if PRODUCTION else text("KYODO_DATABASE_URL", f"sqlite:///{VAR}/kyodo.sqlite3")
)
DATABASES = {"default": {**dj_database_url.parse(DATABASE_URL), "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}}
if str(DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
    # IMMEDIATE: a read-then-write transaction never meets "database is locked".
    # synchronous FULL: what was acknowledged survives a power cut.
    # No mmap and a small cache for each thread: the system keeps the file's pages once for all of them.
    DATABASES["default"]["ENGINE"] = "kyodo.kernel.sqlite3"  # who writes stands in line
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=0;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-6000;"
        # Pages that are written again and again go back into the file once for many commits.
        "PRAGMA wal_autocheckpoint=4000",
    }
elif str(DATABASES["default"]["ENGINE"]).endswith("postgresql"):
    DATABASES["default"]["ENGINE"] = "kyodo.kernel.postgresql"  # what nobody awaits goes there with what follows
#: Held by whoever serves this database from here; another database does not mind.
SERVING_LOCK = VAR / f"serving-{sha256(DATABASE_URL.encode()).hexdigest()[:12]}.lock"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

#: Rate limits are counted here, so it is the database: true for every process.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kyodo_cache"}}

# --- apps: kernel, ui, commons, rooms, roof; libraries below ------------------------------------
INSTALLED_APPS = [
    "kyodo.kernel.audit",
    "kyodo.kernel.clock",
    "kyodo.kernel.text",
    "kyodo.kernel.trail",
    "kyodo.kernel.freshness",
    "kyodo.kernel.search",
    "kyodo.kernel.jobs",
    "kyodo.kernel.notices",
    "kyodo.kernel.files",
    "kyodo.kernel.idempotency",
    "kyodo.kernel.imports",
    "kyodo.kernel.packs",
    "kyodo.kernel.editing",
    "kyodo.kernel.draws",
    "kyodo.kernel.sealed",
    "kyodo.ui",
    "kyodo.commons.people",
    "kyodo.commons.places",
    "kyodo.commons.actors",
    "kyodo.commons.asks",
    "kyodo.commons.collaborations",
    "kyodo.commons.gatherings",
    "kyodo.navigator",
    "kyodo.casebook",
    "kyodo.diagrams",
    "kyodo.timeline",
    "kyodo.matching",
    "kyodo.center.bookings",
    "kyodo.center.consultations",
    "kyodo.center.newsletters",
    "kyodo.center.courses",
    "kyodo.site",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "kyodo.kernel.freshness.packed.PackedMiddleware",  # above the kept pages: those are packed already
    "kyodo.kernel.freshness.served.ServedAgain",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kyodo.site.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kyodo.commons.people.identity.WhoMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kyodo.site.middleware.ToldMiddleware",
    "kyodo.site.cms.gate.CmsPolicy",
    "kyodo.site.middleware.MovedMiddleware",
]

ROOT_URLCONF = "kyodo.site.urls"
WSGI_APPLICATION = "kyodo.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kyodo.site.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "kyodo.ui.templatetags.ui",
                "kyodo.kernel.idempotency.templatetags.idempotency",
            ],
        },
    }
]
FORM_RENDERER = "kyodo.ui.forms.Renderer"

# --- language and time --------------------------------------------------------------------
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = [("ja", "日本語")]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
#: The kernel's own modules belong to no app; Wagtail's Japanese has gaps that ours fill.
_PACKAGE = Path(__file__).resolve().parents[1]
#: The words that Wagtail's own catalogue lacks stand beside no code, so that gathering ours leaves them alone.
LOCALE_PATHS = [_PACKAGE / "kernel/locale", _PACKAGE / "site/wagtail_words/locale"]

# --- people and sign-in -------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["kyodo.commons.people.backends.AccountBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_page"
ACCOUNT_ADAPTER = "kyodo.commons.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
#: The password is optional: allauth offers signing in by password only where sign-up knows it.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_FORMS = {
    "login": "kyodo.commons.people.sign_in_forms.PasswordSignInForm",
    "signup": "kyodo.commons.people.sign_in_forms.PlainSignUpForm",
}
ACCOUNT_SIGNUP_FORM_CLASS = "kyodo.commons.people.forms.SignUpForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
#: Wrong passwords are counted for an account together with nothing that locks the other
#: doors: whoever is flooded by strangers still signs in by code or passkey.
#: Sign-up mails are limited for each address by the outbox, whose answer looks the same to
#: strangers; a limit here would answer 429 and let them keep others from signing up.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,30/5m/key",
    "request_login_code": "20/m/ip,5/m/key",
    "confirm_email": "20/m/ip",
}
MFA_ADAPTER = "kyodo.commons.people.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "kyodo.commons.people.sign_in_forms.AddPasskeyForm"}
MFA_TOTP_ISSUER = "kyodo"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ONLY = False
#: OIDC providers by configuration: a JSON list as allauth's openid_connect provider reads it.
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": json.loads(text("KYODO_OIDC", "[]"))}}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SESSION_ENGINE = "kyodo.commons.people.sessions"
MESSAGE_STORAGE = "kyodo.site.messages.WhenTold"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION and flag("KYODO_HTTPS", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside, where there is no TLS
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
if PRODUCTION and flag("KYODO_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
#: The CMS's own administration carries inline scripts and styles, so it has its own policy.
CMS_CSP = {
    **SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
}

# --- files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = text("KYODO_MEDIA_ROOT", str(VAR / "media"))
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "kyodo.site.storage.HashedStatic"
        if MODE in ("demo", "production")
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = MODE == "development"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- what the pages promise ---------------------------------------------------------------
#: Days for which a confirmation of an entry holds; older entries sink and say whom to phone.
STALE_AFTER_DAYS = 365
#: Months in which a season begins: associations are then asked how much they can take on.
SEASON_MONTHS = (3, 6, 9, 12)

# --- the CMS ------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "kyodo"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "xlsx", "docx", "pptx", "txt"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_DOCUMENT_FORM_BASE = "kyodo.site.cms.uploads.PaperForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "kyodo.site.cms.uploads.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ja", "日本語")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Tokyo"]
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# --- jobs, mail, logs ---------------------------------------------------------------------
TASKS = {
    "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
}
#: Whatever is mailed is written into the outbox; the worker hands it to "post", where one is set.
MAILERS: dict[str, dict[str, Any]] = {"default": {"BACKEND": "kyodo.kernel.notices.backend.OutboxBackend"}}
DEFAULT_FROM_EMAIL = text("KYODO_MAIL_FROM", "kyodo@localhost.localdomain")
if MAIL_URL := text("KYODO_MAIL_URL", ""):
    MAILERS["post"] = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": mail_server(MAIL_URL)}
#: The city's own LINE account; all three are empty where there is none.
_LINE = line_account("KYODO_LINE_TOKEN", "KYODO_LINE_SECRET", "KYODO_LINE_ID")
LINE_TOKEN = _LINE[0]
LINE_SECRET = _LINE[1]
LINE_ID = _LINE[2]
LINE_API = text("KYODO_LINE_API", "https://api.line.me").rstrip("/")
if PRODUCTION and not LINE_API.startswith("https://"):
    raise SettingsError("kyodo: KYODO_LINE_API begins with https://")
#: Where each worker writes what it handed over, for its successor after a kill.
POST_ROOT = text("KYODO_POST_ROOT", str(VAR / "post"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": text("KYODO_LOG_LEVEL", "INFO")},
    # Each saved page starts several tiny tasks of the CMS; their every beginning and end is no news.
    "loggers": {"django.tasks": {"level": "WARNING"}},
}
