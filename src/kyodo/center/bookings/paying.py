"""Payment providers: what the house needs of one, and one for tests and the demo. No provider is hung up by itself.

A payment is begun with a reference of ours, the payer goes to the provider's page, and what counts is what the
provider answers when asked by the server: never what a browser brings back.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from kyodo.kernel.registry import Text, Wall


class Unreachable(Exception):
    """A provider does not answer; nothing is known of the payment."""


@dataclass(frozen=True)
class Begun:
    """A payment that was begun: the provider's own name for it, and the page where it is paid."""

    reference: str
    url: str


@dataclass(frozen=True)
class Standing:
    """How a payment stands by the provider's books; ``state`` is open, paid or failed."""

    reference: str
    state: str
    yen: int


class Provider(Protocol):
    """What a payment provider does for the house. Each call may raise :class:`Unreachable`."""

    key: str
    label: Text
    #: No money moves: all that comes of it is marked as a sample.
    is_sample: bool

    def begin(self, *, ours: str, yen: int, back_to: str) -> Begun:
        """Begin a payment of so many yen; ``ours`` is our reference, the same one begins no second payment."""
        ...

    def standing(self, reference: str) -> Standing:
        """Ask the provider how a payment stands. Raises ``LookupError`` for one it does not know."""
        ...

    def refund(self, *, reference: str, yen: int) -> str:
        """Give money back and return the provider's name for that."""
        ...


PROVIDERS: Wall[Provider] = Wall("payment providers", lambda provider: provider.key)


def provider_set() -> Provider | None:
    """Return the provider by which is paid today: the one that was hung up first."""
    return next(iter(PROVIDERS), None)


class TestProvider:
    """A provider without money, for tests and the demo: its page asks how the payment is to end.

    Its books lie in the cache, so that all processes see them; a day later it has forgotten everything.
    """

    __test__ = False
    key = "test"
    label: Text = pgettext_lazy("payment provider", "Sample of a payment page")
    is_sample = True
    _KEPT = 24 * 60 * 60

    def begin(self, *, ours: str, yen: int, back_to: str) -> Begun:
        """Begin a payment."""
        reference = f"test-{ours}"
        cache.add(self._name(reference), {"state": "open", "yen": yen, "back_to": back_to}, self._KEPT)
        return Begun(reference, reverse("bookings:test_payment", args=[reference]))

    def answer(self, reference: str, state: str) -> str:
        """Say that an open payment was made (``paid``) or ``failed``; returns where the payer goes back to."""
        found = self.book(reference)
        if found["state"] == "open":
            cache.set(self._name(reference), {**found, "state": state}, self._KEPT)
        return str(found["back_to"])

    def knows(self, reference: str) -> bool:
        """Say whether there is such a payment."""
        return cache.get(self._name(reference)) is not None

    def book(self, reference: str) -> dict[str, Any]:
        """Return what the books say: ``state``, ``yen`` and ``back_to``. Raises ``LookupError``."""
        found: dict[str, Any] | None = cache.get(self._name(reference))
        if found is None:
            raise LookupError(reference)
        return found

    def standing(self, reference: str) -> Standing:
        """Return how a payment stands."""
        found = self.book(reference)
        return Standing(reference, found["state"], found["yen"])

    def refund(self, *, reference: str, yen: int) -> str:
        """Give money back."""
        found = self.book(reference)
        refunds = [*found.get("refunds", []), yen]
        cache.set(self._name(reference), {**found, "refunds": refunds}, self._KEPT)
        return f"{reference}-refund-{len(refunds)}"

    def _name(self, reference: str) -> str:
        return f"bookings:test-payment:{reference}"
