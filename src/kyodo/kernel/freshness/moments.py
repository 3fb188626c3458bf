"""Pages of one moment: what was kept before is never served again, so nothing of it stays in memory."""

from collections.abc import Hashable

#: The version of public data, and the minute: "open now" and "3 days left" are true by the clock.
Moment = tuple[int, int]


class PagesOfNow[T]:
    """Pages of the present moment, at most so many bytes of them.

    Several threads use it at once: its pages are replaced as a whole, never emptied in place.
    """

    def __init__(self, most_bytes: int):
        self.most_bytes = most_bytes
        self.moment: Moment | None = None
        self.pages: dict[Hashable, T] = {}
        self.bytes = 0

    def find(self, moment: Moment, key: Hashable) -> T | None:
        """Return the page kept under a key at this very moment."""
        return self.pages.get((moment, key))

    def keep(self, moment: Moment, key: Hashable, page: T, size: int) -> None:
        """Keep a page; those of another moment go, and all where there are too many."""
        if moment != self.moment or self.bytes + size > self.most_bytes:
            self.moment, self.pages, self.bytes = moment, {}, 0
        self.pages[(moment, key)] = page
        self.bytes += size
