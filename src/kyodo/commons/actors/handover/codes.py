"""The signature of the link on the envelope of a handover book."""

from django.utils.crypto import constant_time_compare, salted_hmac

_TOKEN = 20


def token_of(code: str) -> str:
    """Return the signature that the QR code of an envelope carries beside the code."""
    return salted_hmac("kyodo.handover", code, algorithm="sha256").hexdigest()[:_TOKEN]


def is_token_of(token: str, code: str) -> bool:
    """Say whether a signature belongs to a code."""
    return constant_time_compare(token, token_of(code))
