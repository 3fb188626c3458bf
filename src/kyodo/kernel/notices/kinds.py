"""Kinds of notices: what may be sent, how often, and whether it waits for the digest."""

from dataclasses import dataclass
from datetime import timedelta

from kyodo.kernel.notices.states import Urgency
from kyodo.kernel.registry import Text, Wall


@dataclass(frozen=True)
class Limit:
    """At most ``most`` notices of a kind to one address within ``within``."""

    most: int
    within: timedelta


#: For what strangers can cause to be sent to an address that may not be theirs.
UNSOLICITED = (Limit(1, timedelta(minutes=15)), Limit(3, timedelta(days=1)))
#: For sign-in codes: somebody may really need a second one soon.
SIGN_IN = (Limit(5, timedelta(minutes=15)), Limit(20, timedelta(days=1)))


@dataclass(frozen=True)
class NoticeKind:
    """A kind of notice. ``key`` is ``room.word``.

    ``limits`` hold for each address and are counted over this kind's ``limit_group`` (default:
    the kind alone) inside the transaction that writes the notice; what goes beyond is not
    written, and the caller tells the person the same as ever. ``is_capped`` kinds that are
    urgent count toward the recipient's cap; beyond it they wait for the digest. ``is_bulk`` kinds
    go to many at once: each of them waits behind everything that somebody waits for.
    """

    key: str
    label: Text
    urgency: str = Urgency.DIGEST
    limits: tuple[Limit, ...] = ()
    is_capped: bool = True
    limit_group: str = ""
    is_bulk: bool = False

    @property
    def group(self) -> str:
        """The name under which the limits count."""
        return self.limit_group or self.key


NOTICE_KINDS: Wall[NoticeKind] = Wall("notice kinds", lambda kind: kind.key)


def kind_named(key: str) -> NoticeKind:
    """Return a kind. Raises ``LookupError`` for one that hangs on no wall."""
    found = NOTICE_KINDS.find(key)
    if found is None:
        raise LookupError(f"the kind of notice {key!r} hangs on no wall (kyodo.kernel.notices.kinds.NOTICE_KINDS)")
    return found


def bulk_kinds() -> list[str]:
    """Return the keys of all kinds that go to many at once."""
    return [kind.key for kind in NOTICE_KINDS if kind.is_bulk]


def kinds_of_group(group: str) -> list[str]:
    """Return the keys of all kinds that count together."""
    return [kind.key for kind in NOTICE_KINDS if kind.group == group]
