"""Links that need no account: a reader's own page, and leaving with one click (RFC 8058)."""

import secrets

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from kyodo.center.newsletters.models import Reader, Wish
from kyodo.center.newsletters.words import whole
from kyodo.kernel.text.letters import ALPHABET

_TOKEN = 24


def new_code() -> str:
    """Return the twelve random letters by which a reader's links name them."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


def token_of(purpose: str, code: str) -> str:
    """Return the signature of a link: ``own`` for the reader's page, the short name of a series for leaving it."""
    return salted_hmac(f"kyodo.newsletters.{purpose}", code, algorithm="sha256").hexdigest()[:_TOKEN]


def is_token_of(token: str, purpose: str, code: str) -> bool:
    """Say whether a signature belongs to a link."""
    return constant_time_compare(token, token_of(purpose, code))


def _address(name: str, *args: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return whole(reverse(f"newsletters:{name}", args=args))


def own_address(reader: Reader) -> str:
    """Return the whole address of a reader's own page."""
    return _address("own", reader.code, token_of("own", reader.code))


def leave_address(code: str, series: str) -> str:
    """Return the whole address by which a reader leaves a series."""
    return _address("leave", series, code, token_of(f"leave.{series}", code))


def confirm_address(wish: Wish) -> str:
    """Return the whole address by which the owner of a mailbox says yes."""
    return _address("confirm", wish.token)
