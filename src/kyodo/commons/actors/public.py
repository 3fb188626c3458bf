"""What other rooms may use of organizations."""

from kyodo.commons.actors.capacity import (
    OPEN_WORKS,
    OpenWorks,
    Room,
    Standing,
    busy_months,
    capacity_of,
    open_works,
    standing,
    tell_capacity,
)
from kyodo.commons.actors.directory import wards_and_fields
from kyodo.commons.actors.handover.actions import receive as receive_handover
from kyodo.commons.actors.handover.codes import ON_ENVELOPE
from kyodo.commons.actors.handover.queries import by_code as handover_by_code
from kyodo.commons.actors.handover.queries import titles_of as handover_titles
from kyodo.commons.actors.handover.walls import HANDOVER, SUCCESSION, Line, Section, Succession, Successor
from kyodo.commons.actors.mandates.actions import revoke as revoke_mandate
from kyodo.commons.actors.mandates.actions import use as use_mandate
from kyodo.commons.actors.mandates.queries import in_force, intermediary_for, mandate_for
from kyodo.commons.actors.mandates.walls import MANDATE_ENDED, MandateEnd
from kyodo.commons.actors.models import (
    Actor,
    ActorKind,
    Capacity,
    Field,
    Handover,
    Holding,
    Mandate,
    MandateUse,
    Seat,
)
from kyodo.commons.actors.names import fold, new_slug
from kyodo.commons.actors.queries import (
    PUBLIC_NAME,
    address_of,
    holder_of,
    holding_of,
    listed,
    only_named,
    public_names,
    seats_of,
)
from kyodo.commons.actors.rules import holds_a_seat
from kyodo.commons.actors.states import HandoverState, ListingState, MandateState, Power

__all__ = [
    "HANDOVER",
    "MANDATE_ENDED",
    "ON_ENVELOPE",
    "OPEN_WORKS",
    "PUBLIC_NAME",
    "SUCCESSION",
    "Actor",
    "ActorKind",
    "Capacity",
    "Field",
    "Handover",
    "HandoverState",
    "Holding",
    "Line",
    "ListingState",
    "Mandate",
    "MandateEnd",
    "MandateState",
    "MandateUse",
    "OpenWorks",
    "Power",
    "Room",
    "Seat",
    "Section",
    "Standing",
    "Succession",
    "Successor",
    "address_of",
    "busy_months",
    "capacity_of",
    "fold",
    "handover_by_code",
    "handover_titles",
    "holder_of",
    "holding_of",
    "holds_a_seat",
    "in_force",
    "intermediary_for",
    "listed",
    "mandate_for",
    "new_slug",
    "only_named",
    "open_works",
    "public_names",
    "receive_handover",
    "revoke_mandate",
    "seats_of",
    "standing",
    "tell_capacity",
    "use_mandate",
    "wards_and_fields",
]
