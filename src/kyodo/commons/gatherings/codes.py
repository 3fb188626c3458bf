"""The link of whoever signed up: the registration's code and a signature; no account is needed."""

from kyodo.kernel.text.signatures import Signature

_MINE = Signature("kyodo.gatherings.mine")


def token_of(code: str) -> str:
    """Return what makes a link the registration's own: ``ABCDEF-0123…``."""
    return f"{code}-{_MINE.of(code)}"


def read_token(token: str) -> str:
    """Return the code of a token, or "" for one that was not made here."""
    code, _dash, signature = token.partition("-")
    return code if _MINE.fits(signature, code) else ""
