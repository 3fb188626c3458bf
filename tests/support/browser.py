"""Chromium for the journeys: Debian's package, steered by Playwright, cut off from the network."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]  # fmt: skip
PATIENCE = 30_000  # milliseconds; a busy machine opens its first page slowly
#: The first that is there is used: the shell has no windows, and costs half of what the whole browser does.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
LOCAL = ("", "127.0.0.1", "localhost", "::1")


@contextmanager
def launched() -> Iterator[Any]:
    """Run Chromium; raises with the package to install where there is none."""
    from playwright.sync_api import expect, sync_playwright

    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        raise RuntimeError("no Chromium is installed; on Debian: apt-get install chromium fonts-noto-cjk")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


class Pages:
    """The pages of one test, watched for errors of scripts, refused content and foreign addresses."""

    def __init__(self, browser: Any):
        self.browser = browser
        self.contexts: list[Any] = []
        self.complaints: list[str] = []

    def open(self, **options: Any) -> Any:
        """Open a page in a fresh profile; ``options`` are Playwright's for a context."""
        context = self.browser.new_context(**{"locale": "ja-JP", "timezone_id": "Asia/Tokyo", **options})
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        context.on("request", self._watch_request)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("console", self._watch_console)
        return page

    def _watch_request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and (parts.hostname or "") not in LOCAL:
            self.complaints.append(f"a page asked for {request.url}")

    def _watch_console(self, message: Any) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def close(self) -> None:
        """Close all pages; raises when one of them complained."""
        for context in self.contexts:
            context.close()
        if self.complaints:
            raise AssertionError("\n".join(self.complaints))
