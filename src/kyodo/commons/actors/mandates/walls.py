"""The wall on which rooms hang what they do when a mandate ends."""

from collections.abc import Callable
from dataclasses import dataclass

from kyodo.commons.actors.models import Mandate
from kyodo.kernel.registry import Wall


@dataclass(frozen=True)
class MandateEnd:
    """What a room does when a mandate that was given is taken back or is over. ``key`` is ``room.word``.

    ``run`` is called in the transaction that ends it, with the mandate as it stands afterward; it must be
    quick and may not raise.
    """

    key: str
    run: Callable[[Mandate], object]


MANDATE_ENDED: Wall[MandateEnd] = Wall("end of a mandate", lambda item: item.key)
