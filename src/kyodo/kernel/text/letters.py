"""Codes of six letters that can be written by hand and said on the phone."""

import secrets
import unicodedata

#: No letter that looks like a number or like another letter; digits are left to what is chosen by number.
ALPHABET = "ACEFHJKLMNPRTUWXY"
LENGTH = 6


def new_code() -> str:
    """Return six random letters, one of 24 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """Return what was typed as letters of a code: full-width, small letters, spaces and hyphens are all the same."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in plain if letter in ALPHABET)
