"""Codes of asks, and the signatures of their links."""

import re

from kyodo.kernel.text.letters import ALPHABET, LENGTH, new_code, read_code
from kyodo.kernel.text.signatures import Signature

__all__ = ["ALPHABET", "LENGTH", "LINK", "new_code", "read_code"]

#: What links in mails and QR codes carry beside the code.
LINK = Signature("kyodo.asks")
_BUTTON = Signature("kyodo.asks.line")


# --- buttons of a LINE message ---------------------------------------------------------------


def data_of(code: str, number: int, line_id: str) -> str:
    """Return what a button sends back: one answer to one question by one LINE; useless to any other."""
    return f"answer:{code}:{number}:{_BUTTON.of(code, number, line_id)}"


def read_data(data: str, line_id: str) -> tuple[str, int] | None:
    """Return the code and the number of the answer, None where the button was not made for this LINE."""
    found = re.fullmatch(r"answer:([A-Z]{6}):([1-5]):([0-9a-f]+)", data)
    if not found or not _BUTTON.fits(found[3], found[1], int(found[2]), line_id):
        return None
    return found[1], int(found[2])
