"""The one place where needs and offers move along their lives: the search stays in step with every move."""

from collections.abc import Mapping
from typing import Any

from kyodo.kernel.audit.models import Entry
from kyodo.kernel.audit.record import kind_of
from kyodo.kernel.permissions import Who
from kyodo.matching import documents
from kyodo.matching.models import Introduction, Need, Offer
from kyodo.matching.states import NEED, OFFER


def move_need(
    need: Need, verb: str, *, by: Who, channel: str, facts: Mapping[str, Any] | None = None, **changes: Any
) -> Need:
    """Move a need along its life. Raises ``Conflict`` when it is no longer where the verb starts."""
    moved = NEED.move(need, verb, by=by, channel=channel, facts=facts, **changes)
    documents.keep_need(moved)
    return moved


def move_offer(
    offer: Offer, verb: str, *, by: Who, channel: str, facts: Mapping[str, Any] | None = None, **changes: Any
) -> Offer:
    """Move an offer along its life. Raises ``Conflict`` when it is no longer where the verb starts."""
    moved = OFFER.move(offer, verb, by=by, channel=channel, facts=facts, **changes)
    documents.keep_offer(moved)
    return moved


def closed_from(thing: Need | Offer) -> str:
    """Return where a need or an offer stood when it was closed last: its audit knows. One query."""
    rows = Entry.objects.filter(kind=kind_of(thing), thing=str(thing.pk), verb="close").order_by("-number")
    return next((str(row.facts["from"]) for row in rows[:1]), "")


# --- what an introduction leads to -----------------------------------------------------------


def take_up(introduction: Introduction, by: Who, channel: str) -> None:
    """A host is asked: the offer is looked after from now on."""
    offer = introduction.offer
    if offer and offer.state in OFFER.by_verb["take_up"].sources:
        move_offer(offer, "take_up", by=by, channel=channel)


def meet(introduction: Introduction, by: Who, channel: str) -> None:
    """A joint work began: the need and the offer are met. One that was met before stays so."""
    if introduction.need and introduction.need.state in NEED.by_verb["meet"].sources:
        move_need(introduction.need, "meet", by=by, channel=channel)
    if introduction.offer and introduction.offer.state in OFFER.by_verb["meet"].sources:
        move_offer(introduction.offer, "meet", by=by, channel=channel)
