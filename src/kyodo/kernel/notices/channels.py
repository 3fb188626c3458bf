"""Channels: how a notice leaves the house. mail, LINE, and whatever else is hung here."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kyodo.kernel.notices.journal import Journal
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.registry import Text, Wall


class Outcome(StrEnum):
    """What became of handing a notice over."""

    ACCEPTED = "accepted"
    """The other side answers for it now."""
    LATER = "later"
    """Refused for now; nothing was accepted."""
    NEVER = "never"
    """Refused for good, such as an address that does not exist; another way is tried where one is known."""
    ELSEWHERE = "elsewhere"
    """Not by this channel now, such as when its quota is spent: the other way, or the people at the desk."""
    DOWN = "down"
    """The channel itself does not work: nothing was accepted, and others need not be tried now."""
    UNKNOWN = "unknown"
    """Handed over, but no answer came: it may or may not have been accepted."""


@dataclass(frozen=True)
class Handed:
    """An outcome and, in a few words, what the other side said."""

    outcome: Outcome
    said: str = ""


class Channel(Protocol):
    """A way out of the house.

    ``hand_over`` writes ``handing`` to the journal right before the other side could accept
    and ``accepted`` right after it did, so that a killed worker's successor knows; it never
    raises for what the other side does. ``close`` lets connections go.
    """

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> Text: ...
    def hand_over(self, notice: Notice, journal: Journal) -> Handed: ...
    def close(self) -> None: ...


CHANNELS: Wall[Channel] = Wall("channels", lambda channel: channel.key)
