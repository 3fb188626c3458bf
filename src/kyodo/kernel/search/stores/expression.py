"""A query's tree as an expression of the database, for any tier."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kyodo.kernel.search.analyzer.query import Query, Way, Word
from kyodo.kernel.search.analyzer.tokens import SALIENT, TITLE


@dataclass(frozen=True)
class Dialect:
    """How a database writes one token and joins expressions; a token is letters and digits only."""

    token: Callable[[str, bool], str]
    both: str
    either: str
    but_not: str

    def anywhere(self, query: Query) -> str:
        """Every word, wherever it stands."""
        return self._words(query, ("",))

    def in_title(self, query: Query) -> str:
        """Every word, in the title."""
        return self._words(query, (TITLE,))

    def about(self, query: Query) -> str:
        """Every word, in the title or where the text is about it, but not all in the title."""
        return f"({self._words(query, (TITLE, SALIENT))}){self.but_not}({self.in_title(query)})"

    def others(self, query: Query) -> str:
        """Every word, but neither as in the title nor as what the text is about."""
        return f"({self.anywhere(query)}){self.but_not}({self._words(query, (TITLE, SALIENT))})"

    def _words(self, query: Query, marks: tuple[str, ...]) -> str:
        return self._join(self.both, (self._word(word, marks) for word in query.words))

    def _word(self, word: Word, marks: tuple[str, ...]) -> str:
        return self._join(self.either, (self._way(way, mark) for way in word.ways for mark in marks))

    def _way(self, way: Way, mark: str) -> str:
        last = len(way.tokens) - 1
        return self._join(
            self.both, (self.token(mark + token, way.prefix and n == last) for n, token in enumerate(way.tokens))
        )

    def _join(self, operator: str, parts: Iterable[str]) -> str:
        written = list(dict.fromkeys(parts))
        return written[0] if len(written) == 1 else f"({operator.join(written)})"
