"""Payment providers: what the house needs of one, and one for tests. No provider is hung up by itself.

A payment is begun with a reference of ours, the payer goes to the provider's page, and what counts is what the
provider answers when asked by the server: never what a browser brings back.
"""

from dataclasses import dataclass
from typing import Protocol

from kyodo.kernel.registry import Text, Wall


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
    """What a payment provider does for the house."""

    key: str
    label: Text

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


class TestProvider:
    """A provider without money, for tests and rehearsals: somebody says which payments were made."""

    __test__ = False
    key = "test"
    label = "test"

    def __init__(self) -> None:
        self.begun: dict[str, Standing] = {}
        self.refunds: list[tuple[str, int]] = []

    def begin(self, *, ours: str, yen: int, back_to: str) -> Begun:
        """Begin a payment."""
        reference = f"test-{ours}"
        self.begun.setdefault(reference, Standing(reference, "open", yen))
        return Begun(reference, f"{back_to}?payment={reference}")

    def pay(self, reference: str) -> None:
        """Say that a payment was made."""
        self.begun[reference] = Standing(reference, "paid", self.begun[reference].yen)

    def standing(self, reference: str) -> Standing:
        """Return how a payment stands."""
        return self.begun[reference]

    def refund(self, *, reference: str, yen: int) -> str:
        """Give money back."""
        self.refunds.append((reference, yen))
        return f"{reference}-refund-{len(self.refunds)}"
