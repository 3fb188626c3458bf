"""The list from which lots are drawn, and the order in which they fall: anybody can recompute it from the file.

What the kernel's draw gives is the order (:mod:`kyodo.kernel.draws`); places follow from it by the rule of the
waiting list, so that groups stay together. An entry is a receipt number: it names nobody.
"""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kyodo.commons.gatherings.models import SignUp
from kyodo.commons.gatherings.states import RegistrationState
from kyodo.kernel.draws.drawing import Draw, drawn
from kyodo.kernel.draws.equals import listing_of_equals, typed_twice
from kyodo.kernel.draws.listing import FEWEST_THROWS, Listing, Unfit, dice, read_listing
from kyodo.kernel.draws.record import to_json
from kyodo.kernel.errors import Unusable


def listing_of(sign_up: SignUp) -> Listing:
    """Return the list of those who wait for the draw. Raises ``Unusable`` while nobody does."""
    waiting = sign_up.registrations.filter(state=RegistrationState.RECEIVED).order_by("number")
    keys = [f"{number:05d}" for number in waiting.values_list("number", flat=True)]
    if not keys:
        raise Unusable(_("Nobody waits for the draw."))
    return listing_of_equals(f"{sign_up.gathering.title} {sign_up.gathering.slug}", dice(), keys)


def draw_of(sign_up: SignUp) -> Draw:
    """Return the closed list of a sign-up."""
    return Draw(read_listing(sign_up.draw_list))


@dataclass(frozen=True)
class Told:
    """What everybody may know of a draw: the hash of its list; once it is drawn the throws, and who fell when."""

    commitment: str
    throws: str
    order: list[int]


def told_of(sign_up: SignUp) -> Told | None:
    """Return what is public of a draw whose list is closed; None before."""
    if not sign_up.draw_list:
        return None
    data = json.loads(sign_up.draw_file or to_json(draw_of(sign_up)))
    order = [int(line.split()[0]) for line in data.get("order", [])]
    return Told(data["commitment"], data.get("seed", ""), order)


def seed_of(sign_up: SignUp, typed: str, by: int) -> tuple[str, bool]:
    """Return the throws as they count, and whether a second person typed the same as the first.

    Raises ``Unusable`` for throws that cannot be, and where the two typed different ones.
    """
    try:
        return typed_twice(draw_of(sign_up).listing.source, typed, by, sign_up.throws, sign_up.thrown_by_id)
    except Unfit as unfit:
        if unfit.code == "differ":
            words = _("The two of you typed different throws. Please look at the sheet of the dice again.")
            raise Unusable(words) from unfit
        raise Unusable(_("Please type all %(count)s throws, each from 1 to 6.") % {"count": FEWEST_THROWS}) from unfit


def order_of(sign_up: SignUp, seed: str) -> tuple[list[int], str]:
    """Return the receipt numbers in the order in which lots fell, and the file that anybody can check."""
    found = drawn(draw_of(sign_up), seed)
    return [int(place.entry) for place in found.order], to_json(found)
