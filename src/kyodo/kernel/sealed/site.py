"""The site's keys: the first one seals, each of them opens. They come from the settings, never from the database."""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.errors import Told

_PURPOSE = b"kyodo.kernel.sealed"


class WrongKey(Told):
    """What was sealed cannot be opened with the keys that this site was started with."""

    status = 500


@lru_cache(maxsize=16)
def _ring(secret: str) -> tuple[str, Fernet]:
    """Return (name, key) of a secret; the name tells nothing of it and stands beside what it wrapped."""
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())
    name = hashlib.sha256(_PURPOSE + b".name" + derived).hexdigest()[:16]
    return name, Fernet(base64.urlsafe_b64encode(derived))


def present() -> str:
    """Return the name of the key that seals today."""
    return _ring(settings.SEALING_KEYS[0])[0]


def wrap(key: bytes) -> tuple[str, str]:
    """Return (name of the site's key, wrapped key)."""
    name, ring = _ring(settings.SEALING_KEYS[0])
    return name, ring.encrypt(key).decode("ascii")


def unwrap(under: str, wrapped: str) -> bytes:
    """Return a record's key. Raises ``WrongKey`` where the site was started without the key that wrapped it."""
    known = dict(_ring(secret) for secret in settings.SEALING_KEYS)
    try:
        return known[under].decrypt(wrapped.encode("ascii"))
    except (KeyError, InvalidToken) as error:
        raise WrongKey(
            _(
                "This text was sealed with another key than this site has now. Whoever runs the site has to set "
                "KYODO_SECRET_KEY or KYODO_SEALING_KEYS as it was (docs/OPERATE.md); the text itself is not lost."
            )
        ) from error
