"""What other rooms may use of organizations."""

from kyodo.commons.actors.directory import wards_and_fields
from kyodo.commons.actors.models import Actor, ActorKind, Field, Holding, Seat
from kyodo.commons.actors.names import fold, new_slug
from kyodo.commons.actors.queries import address_of, holder_of, listed, only_named, public_names, seats_of
from kyodo.commons.actors.rules import holds_a_seat
from kyodo.commons.actors.states import ListingState

__all__ = [
    "Actor",
    "ActorKind",
    "Field",
    "Holding",
    "ListingState",
    "Seat",
    "address_of",
    "fold",
    "holder_of",
    "holds_a_seat",
    "listed",
    "new_slug",
    "only_named",
    "public_names",
    "seats_of",
    "wards_and_fields",
]
