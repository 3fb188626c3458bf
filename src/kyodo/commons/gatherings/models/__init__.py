"""What people come to and on which dates; who signed up, with whom, for what they paid, and who came."""

from kyodo.commons.gatherings.models.events import Gathering, Occurrence
from kyodo.commons.gatherings.models.people import Accommodation, Participant, Payment, Presence, Registration
from kyodo.commons.gatherings.models.signups import Charge, FormUse, SignUp

__all__ = [
    "Accommodation",
    "Charge",
    "FormUse",
    "Gathering",
    "Occurrence",
    "Participant",
    "Payment",
    "Presence",
    "Registration",
    "SignUp",
]
