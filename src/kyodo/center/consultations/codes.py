"""The receipt number of a consultation, and the signature that makes a link its owner's own."""

from django.utils.crypto import constant_time_compare, salted_hmac

from kyodo.kernel.text.letters import new_code, read_code

__all__ = ["is_token_of", "new_code", "read_code", "token_of"]

_TOKEN = 24


def token_of(code: str) -> str:
    """Return the signature of a receipt number."""
    return salted_hmac("kyodo.consultations.own", code, algorithm="sha256").hexdigest()[:_TOKEN]


def is_token_of(token: str, code: str) -> bool:
    """Say whether a signature belongs to a receipt number."""
    return constant_time_compare(token, token_of(code))
