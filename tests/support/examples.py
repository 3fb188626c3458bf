"""How many examples a generated test tries: few in every run, the full number by ``KYODO_EXAMPLES=2000``."""

import os


def examples(usual: int) -> int:
    """Return the usual number, or the one that the environment asks for where that is higher."""
    return max(usual, int(os.environ.get("KYODO_EXAMPLES", "0")))
