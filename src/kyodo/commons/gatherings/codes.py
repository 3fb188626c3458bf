"""The link of whoever signed up: the registration's code and a signature; no account is needed."""

from django.utils.crypto import constant_time_compare, salted_hmac

_SIGNED = 20


def _signature(code: str) -> str:
    return salted_hmac("kyodo.gatherings.mine", code, algorithm="sha256").hexdigest()[:_SIGNED]


def token_of(code: str) -> str:
    """Return what makes a link the registration's own: ``ABCDEF-0123…``."""
    return f"{code}-{_signature(code)}"


def read_token(token: str) -> str:
    """Return the code of a token, or "" for one that was not made here."""
    code, _dash, signature = token.partition("-")
    return code if constant_time_compare(signature, _signature(code)) else ""
