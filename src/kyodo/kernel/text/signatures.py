"""Signatures: what makes a link, a button or a receipt one that this house itself gave out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac


@dataclass(frozen=True)
class Signature:
    """The signatures of one purpose; what is signed for one purpose is worth nothing for another.

    ``length`` is the number of hexadecimal digits that are kept: 20 are 80 bits, too many to guess on the web.
    """

    purpose: str
    length: int = 20

    def of(self, *said: object) -> str:
        """Return the signature of what is said, such as a code."""
        return self._with(settings.SECRET_KEY, said)

    def fits(self, typed: str, *said: object) -> bool:
        """Say whether a signature belongs to what is said.

        Papers outlive keys: what was signed with a former key (``SECRET_KEY_FALLBACKS``) fits too.
        """
        keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        return any(constant_time_compare(typed, self._with(key, said)) for key in keys)

    def _with(self, key: str, said: Iterable[object]) -> str:
        text = "|".join(map(str, said))
        return salted_hmac(self.purpose, text, secret=key, algorithm="sha256").hexdigest()[: self.length]
