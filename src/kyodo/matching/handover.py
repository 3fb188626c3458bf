"""What the desk's introductions put into the handover book of a seat."""

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Line, Seat, Section
from kyodo.kernel.clock.now import day_of
from kyodo.matching.models import Side
from kyodo.matching.states import LIVE, Role


def _introductions(seat: Seat) -> list[Line]:
    """The introductions that wait for this seat or were agreed to by it; the other side is named once both said yes."""
    own = Q(seat=seat) | Q(mandate__holding__seat=seat)
    found = Side.objects.filter(own, introduction__state__in=LIVE).select_related(
        "introduction__host", "introduction__guest", "introduction__offer__actor"
    )
    return [_line(side) for side in found.order_by("introduction__made_at", "pk")]


def _line(side: Side) -> Line:
    introduction = side.introduction
    offered_by = introduction.offer.actor if introduction.offer else None
    guest = introduction.guest or offered_by
    other = guest if side.role == Role.HOST else introduction.host
    knows = introduction.state in ("accepted", "meeting") and other is not None
    more = [str(introduction.get_state_display()), str(other) if knows else "", introduction.meeting_place]
    due = day_of(introduction.meeting_at) if introduction.meeting_at else None
    return Line(introduction.first_step, "\n".join(filter(None, more)), due=due)


SECTION = Section(
    "matching.introductions", pgettext_lazy("handover", "introductions under way"), _introductions, order=60
)
