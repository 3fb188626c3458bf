"""Pages that anonymous visitors are served again, for as long as no public data changed.

A page is kept in this process only, under a key that holds the data version read from
the database, so no process can serve what another one has made stale. Whoever is signed
in, and every page that sets a cookie or may not be stored, passes by.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from kyodo.kernel.freshness.memo import reading
from kyodo.kernel.freshness.packed import EFFORT, LONG
from kyodo.kernel.freshness.version import version

#: Cookies that change how a public page looks. Any other cookie but these and analytics-free
#: leftovers of a browser is ignored; a login session's cookie means: not anonymous.
LOOK_COOKIES = ("kyodo_ruby",)
KEPT_PAGES = 2000
OWN_TOKEN = b"csrfmiddlewaretoken"
LONGEST_QUERY = 300


@dataclass(frozen=True)
class Kept:
    """A page as it goes out: packed once, with its validator."""

    headers: dict[str, str]
    packed: bytes
    etag: str


class ServedAgain:
    """Middleware; stands first, so that a page served again costs one small query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.pages: OrderedDict[tuple[object, ...], Kept] = OrderedDict()
        self.lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        if not self._is_anonymous_read(request):
            with reading():
                return self.get_response(request)
        now = version()
        key = self._key(request, now)
        with self.lock:
            kept = self.pages.get(key)
            if kept:
                self.pages.move_to_end(key)
        if kept is None:
            with reading(now):
                response = self.get_response(request)
            kept = self._pack(response)
            if kept is None:
                return response
            with self.lock:
                self.pages[key] = kept
                while len(self.pages) > KEPT_PAGES:
                    self.pages.popitem(last=False)
        return self._answer(request, kept)

    def _is_anonymous_read(self, request: HttpRequest) -> bool:
        return (
            settings.SESSION_COOKIE_NAME not in request.COOKIES
            and "HTTP_HX_REQUEST" not in request.META
            and "HTTP_AUTHORIZATION" not in request.META
            and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        )

    def _key(self, request: HttpRequest, version: int) -> tuple[object, ...]:
        # The minute belongs to the key: "open now" and "3 days left" are true by the clock.
        minute = int(timezone.now().timestamp() // 60)
        looks = tuple(request.COOKIES.get(name, "") for name in LOOK_COOKIES)
        return (version, minute, request.get_host(), request.scheme, request.get_full_path(), looks)

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
        return Kept(headers, gzip.compress(body, 6 if len(body) < LONG else EFFORT, mtime=0), etag)

    def _answer(self, request: HttpRequest, kept: Kept) -> HttpResponse:
        headers = {**kept.headers, "ETag": kept.etag, "Vary": "Accept-Encoding, Cookie", "Cache-Control": "no-cache"}
        # A proxy may weaken the validator when it repacks the page; both forms are ours.
        if kept.etag in request.META.get("HTTP_IF_NONE_MATCH", "").replace("W/", ""):
            return HttpResponse(status=304, headers=headers)
        if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            body, headers["Content-Encoding"] = kept.packed, "gzip"
        else:
            body = gzip.decompress(kept.packed)
        # Without its length an answer would go out in chunks.
        return HttpResponse(body, headers={**headers, "Content-Length": str(len(body))})
