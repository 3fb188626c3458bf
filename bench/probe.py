"""``python -m bench.probe``: queries and bytes of each page, asked inside one process; one JSON line."""

import gzip
import json

import django


def main() -> None:
    """Print, for each page, its status, queries, bytes and what is wrong with it."""
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.pages import PAGES

    told = {}
    for page in PAGES:
        Client(headers={"host": "127.0.0.1"}).get(page.afresh())  # what is kept for a while is warm
        with CaptureQueriesContext(connection) as queries:
            response = Client(headers={"host": "127.0.0.1"}).get(page.afresh())
        body = response.content.decode(errors="replace")
        wrong = page.holds(body) if response.status_code == 200 else f"status {response.status_code}"
        size = len(response.content)
        told[page.name] = {
            "queries": len(queries), "bytes": size, "packed": len(gzip.compress(response.content, 6)), "wrong": wrong,
        }  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    main()
