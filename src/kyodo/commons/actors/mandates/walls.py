"""The wall on which rooms hang what they do when a mandate ends: whom they asked by it, they ask no more."""

from collections.abc import Callable
from dataclasses import dataclass

from kyodo.commons.actors.models import Holding, Mandate
from kyodo.commons.actors.states import MandateState
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import Wall


@dataclass(frozen=True)
class MandateEnd:
    """What a room does when a mandate no longer holds: ``run(mandate, by, channel)``, in the transaction of its end.

    It may be called for the same mandate again, and for one that will hold again once an end was taken back.
    """

    key: str
    run: Callable[[Mandate, Who, str], None]


MANDATE_ENDED: Wall[MandateEnd] = Wall("end of a mandate", lambda item: item.key)


def tell_ended(mandate: Mandate, by: Who, channel: str) -> None:
    """Tell every room that a mandate no longer holds."""
    for item in MANDATE_ENDED:
        item.run(mandate, by, channel)


def tell_term_ended(holding: Holding, by: Who, channel: str) -> None:
    """Tell every room of the mandates that no longer hold because the term of whoever signed them ended."""
    for mandate in Mandate.objects.filter(holding=holding, state=MandateState.GIVEN).order_by("pk"):
        tell_ended(mandate, by, channel)
