"""LINE on this machine: it takes what the Messaging API takes, refuses what it refuses, and keeps what it took."""

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN, SECRET = "channel-access-token", "channel-secret"


def size(text: str) -> int:
    """Return the length of a text as LINE counts it."""
    return len(text.encode("utf-16-le")) // 2


def _faults_of_action(action: dict[str, Any]) -> Iterator[str]:
    if not 1 <= size(action["label"]) <= 20:
        yield "label"
    if action["type"] == "postback" and not (size(action["data"]) <= 300 and size(action["displayText"]) <= 300):
        yield "postback"
    if action["type"] == "uri" and not (size(action["uri"]) <= 1000 and action["uri"].startswith(("https:", "http:"))):
        yield "uri"


def faults(message: dict[str, Any]) -> list[str]:
    """Return what LINE would refuse in a message."""
    if message["type"] == "text":
        return [] if 1 <= size(message["text"]) <= 5000 else ["text"]
    if message["type"] != "flex" or not 1 <= size(message["altText"]) <= 400:
        return ["flex"]
    bubble = message["contents"]
    found = [] if len(json.dumps(bubble)) <= 30_000 else ["bubble"]
    found += [f"words {part['text']!r}" for part in bubble["body"]["contents"] if not 1 <= size(part["text"]) <= 2000]
    for button in bubble.get("footer", {"contents": []})["contents"]:
        found += _faults_of_action(button["action"])
    return found


class FakeLine:
    """What LINE took. ``answer`` gives another answer to the next requests; ``lose`` takes one and answers nothing."""

    def __init__(self) -> None:
        self.pushed: list[dict[str, Any]] = []
        self.replied: list[dict[str, Any]] = []
        self.requests = 0
        self.answer: tuple[int, str] | None = None
        self.lose = False
        self._keys: set[str] = set()
        self._tokens: set[str] = set()
        self.url = ""

    def take(self, path: str, headers: Any, body: bytes) -> tuple[int, str]:
        """Return the answer to a request: the status and what is said."""
        self.requests += 1
        if headers["Authorization"] != f"Bearer {TOKEN}":
            return 401, "Authentication failed"
        if self.answer:
            return self.answer
        payload = json.loads(body)
        wrong = [fault for message in payload["messages"] for fault in faults(message)]
        if wrong or not 1 <= len(payload["messages"]) <= 5:
            return 400, f"The request body has errors: {wrong}"
        if path == "/v2/bot/message/push":
            return self._push(str(uuid.UUID(headers["X-Line-Retry-Key"])), payload)
        return self._reply(payload) if path == "/v2/bot/message/reply" else (404, "Not found")

    def _push(self, key: str, payload: dict[str, Any]) -> tuple[int, str]:
        if key in self._keys:
            return 409, "The retry key is already accepted"
        self._keys.add(key)
        self.pushed.append(payload)
        return 200, ""

    def _reply(self, payload: dict[str, Any]) -> tuple[int, str]:
        if payload["replyToken"] in self._tokens:
            return 400, "Invalid reply token"
        self._tokens.add(payload["replyToken"])
        self.replied.append(payload)
        return 200, ""

    def buttons(self, number: int = -1) -> list[dict[str, Any]]:
        """Return the actions of the buttons of a push (default: the latest), of all its bubbles."""
        bubbles = [message["contents"] for message in self.pushed[number]["messages"]]
        return [button["action"] for bubble in bubbles for button in bubble["footer"]["contents"]]

    def said(self, number: int = -1) -> str:
        """Return the words of a reply (default: the latest)."""
        return json.dumps(self.replied[number]["messages"], ensure_ascii=False)


@contextmanager
def fake_line() -> Iterator[FakeLine]:
    """Run LINE on a free port as long as the block runs."""
    line = FakeLine()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, said = line.take(self.path, self.headers, self.rfile.read(int(self.headers["Content-Length"])))
            if line.lose:
                line.lose = False
                return  # the connection closes without an answer
            told = json.dumps({"message": said} if said else {}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    line.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield line
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
