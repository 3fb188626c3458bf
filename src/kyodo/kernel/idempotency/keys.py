"""The key of a form, and who sent it."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest

FIELD = "idempotency_key"
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


def new_key() -> str:
    """Return a fresh key: 128 random bits."""
    return secrets.token_urlsafe(16)


def key_of(request: HttpRequest) -> str:
    """Return the key that a form carries, or an empty text where there is none that can be one."""
    given = request.POST.get(FIELD, "")
    return given if _KEY.fullmatch(given) else ""


def scope_of(request: HttpRequest, view: str) -> str:
    """Return a name for "this sender at this view": nobody gets another sender's answer by a key.

    Whoever is signed in is known by the account, anybody else by the secret of the browser's
    form cookie.
    """
    who = request.who  # type: ignore[attr-defined]
    sender = str(who) if who.is_known else f"browser:{request.META.get('CSRF_COOKIE', '')}"
    return _hash([view, request.path, sender])


def content_of(request: HttpRequest) -> str:
    """Return a hash of what was sent, without the key and the form's token."""
    parts = [
        f"{name}={value}"
        for name in sorted(request.POST)
        if name not in (FIELD, "csrfmiddlewaretoken")
        for value in request.POST.getlist(name)
    ]
    for name in sorted(request.FILES):
        parts += [f"{name}:{file.name}:{file.size}" for file in request.FILES.getlist(name)]
    return _hash(parts)


def _hash(parts: Iterable[str]) -> str:
    """Keyed, so that the table does not tell what was sent even to who holds a copy of it."""
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()
