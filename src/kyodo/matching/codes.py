"""The links of those who wrote an offer or a need themselves: the number and a signature, no account needed."""

from django.utils.crypto import constant_time_compare, salted_hmac

from kyodo.commons.asks.public import new_code, read_code

__all__ = ["is_token_of", "new_code", "read_code", "token_of"]

_TOKEN = 20


def token_of(code: str) -> str:
    """Return the signature that makes the link of an offer or a need its writer's own."""
    return salted_hmac("kyodo.matching.own", code, algorithm="sha256").hexdigest()[:_TOKEN]


def is_token_of(token: str, code: str) -> bool:
    """Say whether a signature belongs to a number."""
    return constant_time_compare(token, token_of(code))
