"""Kinds of asks: each room says what an answer, or none, leads to."""

from collections.abc import Callable
from dataclasses import dataclass

from kyodo.commons.asks.models import Ask, Reply
from kyodo.kernel.registry import Text, Wall


def _nothing(*_things: object) -> None:
    return None


@dataclass(frozen=True)
class AskKind:
    """A kind of ask. ``key`` is ``room.word``.

    ``answered`` runs in the transaction of the reply (also of one that corrects another),
    ``taken_back`` when a reply is taken back, ``ended`` when nobody answered in time.
    """

    key: str
    label: Text
    answered: Callable[[Ask, Reply], None] = _nothing
    taken_back: Callable[[Ask, Reply], None] = _nothing
    ended: Callable[[Ask], None] = _nothing


ASK_KINDS: Wall[AskKind] = Wall("ask kinds", lambda kind: kind.key)

#: A question of the desk's own, which leads to nothing by itself.
PLAIN = "asks.plain"


def kind_named(key: str) -> AskKind:
    """Return a kind. Raises ``LookupError`` for one that hangs on no wall."""
    found = ASK_KINDS.find(key)
    if found is None:
        raise LookupError(f"the kind of ask {key!r} hangs on no wall (kyodo.commons.asks.kinds.ASK_KINDS)")
    return found
