"""A wall for rooms that have something to do once a joint work is done or has ended early."""

from dataclasses import dataclass
from typing import Protocol

from kyodo.commons.collaborations.models import Collaboration
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import Wall


class Runs(Protocol):
    """An action of a room, in the transaction in which the joint work ended."""

    def __call__(self, *, collaboration: Collaboration, by: Who, channel: str) -> object: ...


@dataclass(frozen=True)
class AfterEnd:
    """What a room does when a joint work has moved to done or ended; it happens with the move or not at all."""

    key: str
    run: Runs


AFTER_END: Wall[AfterEnd] = Wall("after the end of a collaboration", lambda item: item.key)
