"""The list from which lots are drawn, and the order in which they fall: anybody can recompute it from the file.

What the kernel's draw gives is the order (:mod:`kyodo.kernel.draws`); places follow from it by the rule of the
waiting list, so that groups stay together. An entry is a receipt number: it names nobody.
"""

from django.utils.translation import gettext as _

from kyodo.commons.gatherings.models import SignUp
from kyodo.commons.gatherings.states import RegistrationState
from kyodo.kernel.draws.drawing import Draw, drawn
from kyodo.kernel.draws.listing import FEWEST_THROWS, Entry, Listing, Lot, Unfit, dice, read_listing
from kyodo.kernel.draws.record import to_json
from kyodo.kernel.errors import Unusable

PLACE = "place"


def key_of(number: int) -> str:
    """Return the entry of a receipt number."""
    return f"{number:05d}"


def listing_of(sign_up: SignUp) -> Listing:
    """Return the list of those who wait for the draw. Raises ``Unusable`` while nobody does."""
    waiting = sign_up.registrations.filter(state=RegistrationState.RECEIVED).order_by("number")
    entries = tuple(Entry(key_of(number), (PLACE,)) for number in waiting.values_list("number", flat=True))
    if not entries:
        raise Unusable(_("Nobody waits for the draw."))
    gathering = sign_up.gathering
    name = " ".join(f"{gathering.title} {gathering.slug}".split())
    return Listing(name, dice(), (Lot(PLACE, (PLACE,)),), entries)


def draw_of(sign_up: SignUp) -> Draw:
    """Return the closed list of a sign-up."""
    return Draw(read_listing(sign_up.draw_list))


def order_of(sign_up: SignUp, typed: str) -> tuple[list[int], str]:
    """Return the receipt numbers in the order in which lots fell, and the file that anybody can check.

    Raises ``Unusable`` for throws that are not those of the list's source.
    """
    try:
        found = drawn(draw_of(sign_up), typed)
    except Unfit as unfit:
        raise Unusable(_("Please type all %(count)s throws, each from 1 to 6.") % {"count": FEWEST_THROWS}) from unfit
    return [int(place.entry) for place in found.order], to_json(found)
