"""Codes of asks, and the signatures of their links."""

import re

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


# --- buttons of a LINE message ---------------------------------------------------------------


def _sign(code: str, number: int, line_id: str) -> str:
    return salted_hmac("kyodo.asks.line", f"{code}:{number}:{line_id}", algorithm="sha256").hexdigest()[:_TOKEN]


def data_of(code: str, number: int, line_id: str) -> str:
    """Return what a button sends back: one answer to one question by one LINE; useless to any other."""
    return f"answer:{code}:{number}:{_sign(code, number, line_id)}"


def read_data(data: str, line_id: str) -> tuple[str, int] | None:
    """Return the code and the number of the answer, None where the button was not made for this LINE."""
    found = re.fullmatch(r"answer:([A-Z]{6}):([1-5]):([0-9a-f]+)", data)
    if not found or not constant_time_compare(found[3], _sign(found[1], int(found[2]), line_id)):
        return None
    return found[1], int(found[2])
