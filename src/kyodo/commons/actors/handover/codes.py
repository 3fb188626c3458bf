"""The signature of the link on the envelope of a handover book."""

from kyodo.kernel.text.signatures import Signature

#: What the QR code of an envelope carries beside the code.
ON_ENVELOPE = Signature("kyodo.handover")
