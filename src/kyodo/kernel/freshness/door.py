"""The door of the server: a kept page goes out here, before a request is made of what was asked.

It holds nothing but whole answers of the house itself, with every header that any middleware
put on them, for exactly the same question at the same version of public data. Whatever it
does not know goes into the house, where the same rules hold.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError
from django.http import HttpRequest, parse_cookie
from django.urls import ResolverMatch
from django.utils.translation import get_language

from kyodo.kernel.freshness.moments import PagesOfNow
from kyodo.kernel.freshness.served import MOMENT, KeptAnswer, is_anonymous_read, looks, this_moment

#: Answers refer to the packed pages that the middleware keeps, so these bytes stand in memory once.
MOST_BYTES = 12_000_000
#: Addresses whose view is known by heart.
MOST_ADDRESSES = 2000

type Start = Callable[..., Any]


class Door(WSGIHandler):
    """Django's own handler, with answers at hand for visitors who ask what was just asked."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = PagesOfNow[tuple[list[tuple[str, str]], bytes]](MOST_BYTES)
        self.views: dict[tuple[str, str | None], ResolverMatch] = {}

    def __call__(  # type: ignore[override]  # a kept answer goes out as its bytes alone, which WSGI allows
        self, environ: dict[str, Any], start_response: Start
    ) -> Iterable[bytes]:
        key = _key(environ)
        if key is None:
            return super().__call__(environ, start_response)
        try:
            now = this_moment()
        except DatabaseError:
            return super().__call__(environ, start_response)  # which says so as it always does
        if kept := self.kept.find(now, key):
            start_response("200 OK", kept[0].copy())
            return [kept[1]]
        environ[MOMENT] = now
        answer = super().__call__(environ, start_response)
        if isinstance(answer, KeptAnswer) and answer.status_code == 200 and not answer.cookies:
            self.kept.keep(now, key, (list(answer.items()), answer.content), len(answer.content))
        return answer

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        """Find the view of an address as Django does, by two hundred patterns, but only once."""
        if hasattr(request, "urlconf"):
            return super().resolve_request(request)
        address = (request.path_info, get_language())
        found = self.views.get(address)
        if found is None:
            found = super().resolve_request(request)
            if len(self.views) >= MOST_ADDRESSES:
                self.views = {}
            self.views[address] = found
        request.resolver_match = found
        return found


def _key(environ: dict[str, Any]) -> Hashable | None:
    """Return all that an answer depends on, or None where the question goes into the house at once."""
    if (
        environ["REQUEST_METHOD"] != "GET"
        or "HTTP_IF_NONE_MATCH" in environ
        or "HTTP_HOST" not in environ
        or "gzip" not in environ.get("HTTP_ACCEPT_ENCODING", "")
    ):
        return None
    cookies = parse_cookie(environ["HTTP_COOKIE"]) if "HTTP_COOKIE" in environ else {}
    if not is_anonymous_read(environ, cookies):
        return None
    forwarded: tuple[str, str] | None = settings.SECURE_PROXY_SSL_HEADER
    return (
        environ["HTTP_HOST"],
        environ["wsgi.url_scheme"],
        environ.get(forwarded[0]) if forwarded else None,
        environ.get("SCRIPT_NAME"),
        environ["PATH_INFO"],
        environ.get("QUERY_STRING"),
        looks(cookies),
    )
