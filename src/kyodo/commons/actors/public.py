"""What other rooms may use of organizations."""

from kyodo.commons.actors.models import Actor, ActorKind, Field, Holding, Seat
from kyodo.commons.actors.queries import holder_of, listed, public_names, seats_of
from kyodo.commons.actors.rules import holds_a_seat

__all__ = [
    "Actor",
    "ActorKind",
    "Field",
    "Holding",
    "Seat",
    "holder_of",
    "holds_a_seat",
    "listed",
    "public_names",
    "seats_of",
]
