"""Codes of asks: six letters that can be written by hand and said on the phone."""

import secrets
import unicodedata

from django.utils.crypto import constant_time_compare, salted_hmac

#: No letter that looks like a number or like another letter; digits are left to the choices.
ALPHABET = "ACEFHJKLMNPRTUWXY"
LENGTH = 6
_TOKEN = 20


def new_code() -> str:
    """Return six random letters, one of 24 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """Return what was typed as letters of a code: full-width, small letters, spaces and hyphens are all the same."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in plain if letter in ALPHABET)


def token_of(code: str) -> str:
    """Return the signature that links in mails and QR codes carry beside the code."""
    return salted_hmac("kyodo.asks", code, algorithm="sha256").hexdigest()[:_TOKEN]


def is_token_of(token: str, code: str) -> bool:
    """Say whether a signature belongs to a code."""
    return constant_time_compare(token, token_of(code))
