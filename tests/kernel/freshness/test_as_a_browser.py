"""Pages are served again to browsers too, which all ask for packed ones."""

import gzip

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def test_a_packed_page_is_served_again_for_one_query(db: None) -> None:
    browser = Client(headers={"accept-encoding": "gzip, br"})
    first = browser.get("/organizations/")
    with CaptureQueriesContext(connection) as queries:
        again = browser.get("/organizations/")
    assert len(queries) == 1
    assert again.headers["Content-Encoding"] == "gzip"
    assert again.headers["Content-Length"] == str(len(again.content))
    assert gzip.decompress(again.content) == gzip.decompress(first.content)


def test_who_takes_no_packed_page_gets_the_same_one(db: None) -> None:
    visitor = Client()
    plain = visitor.get("/organizations/")
    packed = visitor.get("/organizations/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content
