"""Codes of six letters that can be written by hand and said on the phone."""

import secrets
import unicodedata
from collections.abc import Callable

from django.db import IntegrityError, transaction

#: No letter that looks like a number or like another letter; digits are left to what is chosen by number.
ALPHABET = "ACEFHJKLMNPRTUWXY"
LENGTH = 6
#: Among a hundred thousand records one in 240 new codes is taken already, and six in a row never.
TRIES = 6


def new_code() -> str:
    """Return six random letters, one of 24 million."""
    number, letters = secrets.randbelow(len(ALPHABET) ** LENGTH), []
    for _each in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def read_code(typed: str) -> str:
    """Return what was typed as letters of a code: full-width, small letters, spaces and hyphens are all the same."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in plain if letter in ALPHABET)


def with_new_code[T](make: Callable[[], T]) -> T:
    """Return what ``make`` writes with a new code, made again where somebody's record has this code already.

    Raises ``IntegrityError`` for any other rule of the database that it breaks.
    """
    for left in range(TRIES, 0, -1):
        try:
            with transaction.atomic():
                return make()
        except IntegrityError as error:
            if left == 1 or "code" not in str(error).partition("DETAIL")[0]:
                raise
    raise AssertionError  # the last try returns or raises
