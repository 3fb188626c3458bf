"""Who of those who wait is asked first: drawn, so that nobody has to be the fastest.

The order follows from the seed and the names alone, so anybody who has both can draw it again.
"""

import hashlib
import hmac
from collections.abc import Iterable


def drawn_order(names: Iterable[str], seed: str) -> list[str]:
    """Return names in the order of the HMAC-SHA-256 of each under the seed; the same for every order given."""
    return sorted(set(names), key=lambda name: (hmac.digest(seed.encode(), name.encode(), hashlib.sha256), name))
