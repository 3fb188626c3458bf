"""Packing of answers that are not kept, with less effort than of those that go out again and again.

The highest effort takes longer over a page of 600 kB than all the rest of it, for a tenth of its bytes.
"""

import gzip
import secrets
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers

#: Shorter answers fit into one packet anyhow.
SHORT = 200
LONG = 64_000
#: How hard an answer for one visitor is packed, a long one, and a page that is kept.
EFFORT, EFFORT_LONG, EFFORT_KEPT = 3, 1, 6


class PackedMiddleware(GZipMiddleware):
    """Django's packing, only quicker; as there, a name of random length hides how long the page was."""

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        """Pack an answer for a browser that unpacks it."""
        if (
            isinstance(response, HttpResponse)
            and not response.streaming
            and len(response.content) >= SHORT
            and not response.has_header("Content-Encoding")
            and re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        ):
            response.content = self._pack(response.content)
            response["Content-Length"] = str(len(response.content))
            response["Content-Encoding"] = "gzip"
            patch_vary_headers(response, ("Accept-Encoding",))
            if response.get("ETag", "").startswith('"'):
                response["ETag"] = f"W/{response['ETag']}"
            return response
        packed: HttpResponseBase = super().process_response(request, response)
        return packed

    def _pack(self, content: bytes) -> bytes:
        out = BytesIO()
        name = "a" * secrets.randbelow(self.max_random_bytes)
        with gzip.GzipFile(name, "wb", EFFORT if len(content) < LONG else EFFORT_LONG, out, mtime=0) as file:
            file.write(content)
        return out.getvalue()
