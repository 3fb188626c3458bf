"""What an introduction leads to for its need and its offer, where their own lives allow it."""

from kyodo.kernel.permissions import Who
from kyodo.matching.models import Introduction
from kyodo.matching.states import NEED, OFFER


def take_up(introduction: Introduction, by: Who, channel: str) -> None:
    """A host is asked: the offer is looked after from now on."""
    offer = introduction.offer
    if offer and offer.state in OFFER.by_verb["take_up"].sources:
        OFFER.move(offer, "take_up", by=by, channel=channel)


def meet(introduction: Introduction, by: Who, channel: str) -> None:
    """A joint work began: the need and the offer are met. One that was met before stays so."""
    if introduction.need and introduction.need.state in NEED.by_verb["meet"].sources:
        NEED.move(introduction.need, "meet", by=by, channel=channel)
    if introduction.offer and introduction.offer.state in OFFER.by_verb["meet"].sources:
        OFFER.move(introduction.offer, "meet", by=by, channel=channel)
