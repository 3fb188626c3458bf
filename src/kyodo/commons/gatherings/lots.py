"""The order in which lots fall: anybody who has the list and the seed comes to the same."""

from hashlib import sha256

from django.utils.translation import gettext as _

from kyodo.commons.gatherings.models import SignUp
from kyodo.commons.gatherings.states import RegistrationState
from kyodo.kernel.errors import Unusable


def order_of(sign_up: SignUp, seed: str) -> list[str]:
    """Return the codes of those who wait for the draw, in the order of SHA-256 of seed and code.

    ``seed`` is what two people threw with dice, or read from a public source named beforehand. Raises
    ``Unusable`` for one that is too short to be that.
    """
    if len(seed) < 6:
        raise Unusable(_("Please throw dice six times or more, with somebody watching, and type what fell."))
    waiting = sign_up.registrations.filter(state=RegistrationState.RECEIVED).values_list("code", flat=True)
    return sorted(waiting, key=lambda code: sha256(f"{seed} {code}".encode()).hexdigest())
