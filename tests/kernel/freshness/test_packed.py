"""A long page is packed quickly, and unpacks to what it was."""

import gzip

from django.http import HttpResponse
from django.test import RequestFactory

from kyodo.kernel.freshness.packed import PackedMiddleware

PAGE = "協働のあゆみ".encode() * 9000


def test_a_long_page_is_packed_for_whoever_unpacks_it_and_for_nobody_else():
    packing = PackedMiddleware(lambda request: HttpResponse(PAGE, headers={"ETag": '"a"'}))
    plain = packing(RequestFactory().get("/"))
    assert (plain.content, plain.get("Content-Encoding"), plain["ETag"]) == (PAGE, None, '"a"')
    packed = packing(RequestFactory().get("/", headers={"Accept-Encoding": "gzip"}))
    assert (gzip.decompress(packed.content), packed["Content-Encoding"], packed["ETag"]) == (PAGE, "gzip", 'W/"a"')
    assert (packed["Content-Length"], packed["Vary"]) == (str(len(packed.content)), "Accept-Encoding")
    assert len(packed.content) < len(PAGE) / 100
