"""The addresses of a room, passed by where they cannot be meant.

Django tries address after address, room after room, and keeps a list of all that it tried, which only its own page
about a missing address shows. With hundreds of addresses that is up to a fifth of a millisecond of each request. A
room knows how its addresses begin, and is not asked for any other.
"""

from collections.abc import Iterator
from functools import cached_property

from django.urls import ResolverMatch, URLResolver, include
from django.urls.resolvers import RoutePattern


class _Room(URLResolver):
    @cached_property
    def _beginnings(self) -> frozenset[str] | None:
        """Return the first parts of all addresses; None where one of them may be anything."""
        found = frozenset(self._first_parts())
        return None if any(not part or "<" in part for part in found) else found

    def _first_parts(self) -> Iterator[str]:
        for pattern in self.url_patterns:
            route = str(pattern.pattern) if isinstance(pattern.pattern, RoutePattern) else ""
            yield route.partition("/")[0]

    def resolve(self, path: str) -> ResolverMatch | None:  # type: ignore[override]  # Django's own caller asks whether
        beginnings = self._beginnings
        if beginnings is not None and path.partition("/")[0] not in beginnings:
            return None
        found = super().resolve(path)
        found.tried = []
        return found


def room(urlconf: str) -> URLResolver:
    """Include the addresses of a room at the root, under its own names."""
    module, app_name, namespace = include(urlconf)
    return _Room(RoutePattern("", is_endpoint=False), module, None, app_name=app_name, namespace=namespace)
