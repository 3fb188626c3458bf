"""What joint works put into the handover book of a seat, and how many an association carries."""

from collections.abc import Mapping, Sequence

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Line, OpenWorks, Seat, Section
from kyodo.commons.collaborations.models import Collaboration, Partner
from kyodo.commons.collaborations.states import CollaborationState

#: A joint work in one of these takes hands today.
OPEN = (CollaborationState.PREPARING, CollaborationState.ACTIVE)
RUNNING = (*OPEN, CollaborationState.PAUSED)


def _running(seat: Seat) -> list[Collaboration]:
    own = Partner.objects.filter(actor=seat.actor_id)
    found = Collaboration.objects.filter(pk__in=own.values("collaboration"), state__in=RUNNING)
    return list(found.order_by("title", "pk"))


def _works(seat: Seat) -> list[Line]:
    return [
        Line(work.title, "\n".join(filter(None, (str(work.get_state_display()), work.aim)))) for work in _running(seat)
    ]


def _partners(seat: Seat) -> list[Line]:
    """The other partners of what goes on, and how each said that it takes part: who did not yet must be asked."""
    works = _running(seat)
    found = Partner.objects.filter(collaboration__in=works).exclude(actor=seat.actor_id)
    unasked = _("It has not said yet that it takes part.")
    return [
        Line(
            partner.shown_name,
            f"{partner.collaboration}\n{partner.get_confirmation_display() if partner.is_confirmed else unasked}",
        )
        for partner in found.select_related("actor", "collaboration").order_by("collaboration__title", "order", "pk")
    ]


def _count(actor_ids: Sequence[int] | None) -> Mapping[int, int]:
    taking_part = Partner.objects.filter(actor__isnull=False, collaboration__state__in=OPEN).exclude(confirmation="")
    if actor_ids is not None:
        taking_part = taking_part.filter(actor__in=actor_ids)
    return dict(taking_part.order_by().values_list("actor").annotate(n=Count("pk")))


SECTIONS = (
    Section("collaborations.running", pgettext_lazy("handover", "joint works that go on"), _works, order=30),
    Section("collaborations.partners", pgettext_lazy("handover", "partners and their consent"), _partners, order=40),
)
OPEN_NOW = OpenWorks("collaborations", _count)
