"""The receipt number of a consultation, and the signature that makes a link its owner's own."""

from kyodo.kernel.text.letters import new_code, read_code
from kyodo.kernel.text.signatures import Signature

__all__ = ["OWN", "new_code", "read_code"]

#: What a link carries beside the receipt number.
OWN = Signature("kyodo.consultations.own", length=24)
