"""The site's settings, quicker and stricter where a test needs it."""

from kyodo.site.settings import *  # noqa: F403
from kyodo.site.settings import DATABASES, TEMPLATES
from tests.support.plugin import SCRATCH
from tests.support.templates import UNKNOWN

STATIC_ROOT = SCRATCH / "static"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UNKNOWN  # type: ignore[index]
if "init_command" in DATABASES["default"].get("OPTIONS", {}):
    # The scratch database need not survive a power cut.
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
