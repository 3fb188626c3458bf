"""Pages that anonymous visitors are served again, for as long as no public data changed.

A page is kept in this process only, under a key that holds the data version read from
the database, so no process can serve what another one has made stale. Whoever is signed
in, and every page that sets a cookie or may not be stored, passes by.
"""

import gzip
import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from time import time
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from kyodo.kernel.freshness.memo import reading
from kyodo.kernel.freshness.moments import Moment, PagesOfNow
from kyodo.kernel.freshness.packed import EFFORT, EFFORT_KEPT, LONG
from kyodo.kernel.freshness.version import version

#: Cookies that change how a public page looks. Any other cookie but these and analytics-free
#: leftovers of a browser is ignored; a login session's cookie means: not anonymous.
LOOK_COOKIES = ("kyodo_ruby",)
#: What a visitor is to be told stands on the next page, which is then for nobody else.
TOLD_COOKIE = "messages"
MOST_BYTES = 12_000_000
OWN_TOKEN = b"csrfmiddlewaretoken"
LONGEST_QUERY = 300
#: Where the door of the server leaves the moment that it has asked for; no header of a request has such a name.
MOMENT = "kyodo.moment"


@dataclass(frozen=True)
class Kept:
    """A page as it goes out: packed once, with its validator."""

    headers: dict[str, str]
    packed: bytes
    etag: str


class KeptAnswer(HttpResponse):
    """An answer from a kept page; anything later put on it belongs to the page."""


def is_anonymous_read(meta: Mapping[str, Any], cookies: Mapping[str, str]) -> bool:
    """Say whether an answer may be a kept page: what is asked is short, and by nobody in particular."""
    return (
        meta["REQUEST_METHOD"] in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in cookies
        and TOLD_COOKIE not in cookies
        and "HTTP_HX_REQUEST" not in meta
        and "HTTP_AUTHORIZATION" not in meta
        and len(meta.get("QUERY_STRING", "")) <= LONGEST_QUERY
    )


def looks(cookies: Mapping[str, str]) -> tuple[str, ...]:
    """Return what the visitor chose of how pages look."""
    return tuple(cookies.get(name, "") for name in LOOK_COOKIES)


def this_moment() -> Moment:
    """Ask the database for the version of public data, and the clock for the minute."""
    return version(), int(time() // 60)


class ServedAgain:
    """Middleware; stands first, so that a page served again costs one small query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.kept = PagesOfNow[Kept](MOST_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        if not is_anonymous_read(request.META, request.COOKIES):
            with reading():
                return self.get_response(request)
        now = self._moment(request)
        key = self._key(request)
        kept = self.kept.find(now, key)
        if kept is None:
            with reading(now[0]):
                response = self.get_response(request)
            kept = self._pack(response)
            if kept is None:
                return response
            self.kept.keep(now, key, kept, len(kept.packed))
        return self._answer(request, kept)

    def _moment(self, request: HttpRequest) -> Moment:
        known: Moment | None = request.META.get(MOMENT)
        if known is None:
            return this_moment()
        # The connection answered just now.
        connections[DEFAULT_DB_ALIAS].health_check_done = True  # type: ignore[attr-defined]
        return known

    def _key(self, request: HttpRequest) -> Hashable:
        return (request.get_host(), request.scheme, request.get_full_path(), looks(request.COOKIES))

    def _pack(self, response: HttpResponseBase) -> Kept | None:
        if (
            not isinstance(response, HttpResponse)
            or response.streaming
            or response.status_code != 200
            or response.cookies
            or response.get("Cache-Control", "").find("private") >= 0
            or response.get("Cache-Control", "").find("no-store") >= 0
            or response.has_header("Content-Encoding")
            or response.has_header("Content-Disposition")
            # A form that writes carries its visitor's own token, whether or not its cookie is set anew.
            or OWN_TOKEN in response.content
        ):
            return None
        body = response.content
        etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        headers = {name: value for name, value in response.items() if name not in ("Content-Length", "ETag", "Vary")}
        return Kept(headers, gzip.compress(body, EFFORT_KEPT if len(body) < LONG else EFFORT, mtime=0), etag)

    def _answer(self, request: HttpRequest, kept: Kept) -> KeptAnswer:
        headers = {**kept.headers, "ETag": kept.etag, "Vary": "Accept-Encoding, Cookie", "Cache-Control": "no-cache"}
        # A proxy may weaken the validator when it repacks the page; both forms are ours.
        if kept.etag in request.META.get("HTTP_IF_NONE_MATCH", "").replace("W/", ""):
            return KeptAnswer(status=304, headers=headers)
        if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            body, headers["Content-Encoding"] = kept.packed, "gzip"
        else:
            body = gzip.decompress(kept.packed)
        # Without its length an answer would go out in chunks.
        return KeptAnswer(body, headers={**headers, "Content-Length": str(len(body))})
