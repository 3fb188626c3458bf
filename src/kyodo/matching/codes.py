"""The links of those who wrote an offer or a need themselves: the number and a signature, no account needed."""

from kyodo.commons.asks.public import new_code, read_code
from kyodo.kernel.text.signatures import Signature

__all__ = ["OWN", "new_code", "read_code"]

#: Makes the link of an offer or a need its writer's own.
OWN = Signature("kyodo.matching.own")
