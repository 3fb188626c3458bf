"""Codes of asks, and the signatures of their links."""

from django.utils.crypto import constant_time_compare, salted_hmac

from kyodo.kernel.text.letters import ALPHABET, LENGTH, new_code, read_code

__all__ = ["ALPHABET", "LENGTH", "is_token_of", "new_code", "read_code", "token_of"]

_TOKEN = 20


def token_of(code: str) -> str:
    """Return the signature that links in mails and QR codes carry beside the code."""
    return salted_hmac("kyodo.asks", code, algorithm="sha256").hexdigest()[:_TOKEN]


def is_token_of(token: str, code: str) -> bool:
    """Say whether a signature belongs to a code."""
    return constant_time_compare(token, token_of(code))
