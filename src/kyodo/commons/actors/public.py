"""What other rooms may use of organizations."""

from kyodo.commons.actors.capacity import Room, Standing, busy_months, standing, tell_capacity
from kyodo.commons.actors.mandates.actions import use as use_mandate
from kyodo.commons.actors.mandates.ended import MANDATE_ENDED, MandateEnd
from kyodo.commons.actors.mandates.queries import in_force, intermediary_for, mandate_for
from kyodo.commons.actors.models import Actor, ActorKind, Capacity, Field, Holding, Mandate, MandateUse, Seat
from kyodo.commons.actors.names import fold, new_slug
from kyodo.commons.actors.queries import address_of, holder_of, holding_of, listed, only_named, public_names, seats_of
from kyodo.commons.actors.rules import holds_a_seat
from kyodo.commons.actors.states import ListingState, Power

__all__ = [
    "MANDATE_ENDED",
    "Actor",
    "ActorKind",
    "Capacity",
    "Field",
    "Holding",
    "ListingState",
    "Mandate",
    "MandateEnd",
    "MandateUse",
    "Power",
    "Room",
    "Seat",
    "Standing",
    "address_of",
    "busy_months",
    "fold",
    "holder_of",
    "holding_of",
    "holds_a_seat",
    "in_force",
    "intermediary_for",
    "listed",
    "mandate_for",
    "new_slug",
    "only_named",
    "public_names",
    "seats_of",
    "standing",
    "tell_capacity",
    "use_mandate",
]
