"""Links that need no account: a reader's own page, and leaving with one click (RFC 8058)."""

import secrets

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from kyodo.center.newsletters.models import Reader, Wish
from kyodo.center.newsletters.words import whole
from kyodo.kernel.text.letters import ALPHABET
from kyodo.kernel.text.signatures import Signature


def new_code() -> str:
    """Return the twelve random letters by which a reader's links name them."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


def signature_of(purpose: str) -> Signature:
    """Return the signature of links: ``own`` for a reader's page, ``leave.`` and a series for leaving that."""
    return Signature(f"kyodo.newsletters.{purpose}", length=24)


def _address(name: str, *args: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return whole(reverse(f"newsletters:{name}", args=args))


def own_address(reader: Reader) -> str:
    """Return the whole address of a reader's own page."""
    return _address("own", reader.code, signature_of("own").of(reader.code))


def leave_address(code: str, series: str) -> str:
    """Return the whole address by which a reader leaves a series."""
    return _address("leave", series, code, signature_of(f"leave.{series}").of(code))


def confirm_address(wish: Wish) -> str:
    """Return the whole address by which the owner of a mailbox says yes."""
    return _address("confirm", wish.token)
