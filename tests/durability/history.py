"""What clients sent and were told, and what must be so afterwards."""

import http.client
import random
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from kyodo.kernel.idempotency.keys import FIELD, new_key
from tests.durability.serving import HOST

ACKNOWLEDGED, UNKNOWN = "acknowledged", "unknown"
TOKEN = "k" * 32


@dataclass(frozen=True)
class Write:
    """One write as its sender saw it. ``sendings`` counts how often the same form was sent."""

    client: int
    what: str
    value: str
    told: str
    sendings: int


def faults(writes: Iterable[Write], present: Counter[str]) -> list[str]:
    """Return a line for each write that was lost, done twice or never sent."""
    known = {write.value: write for write in writes}
    found = [f"{value} is there and nobody sent it" for value in present if value not in known]
    for value, write in known.items():
        count = present[value]
        if write.told == ACKNOWLEDGED and count == 0:
            found.append(f"{value} was acknowledged and is lost")
        if count > 1:
            found.append(f"{value} is there {count} times")
    return sorted(found)


@dataclass
class Clients:
    """Threads that fill in forms, one connection a form; a form that got no answer is sent again by half of them."""

    port: int
    sessions: list[str]
    up: threading.Event = field(default_factory=threading.Event)
    finished: threading.Event = field(default_factory=threading.Event)
    writes: list[Write] = field(default_factory=list)
    #: Answers that were neither a redirect nor a broken connection, as (status, beginning of the page).
    odd: list[tuple[int, str]] = field(default_factory=list)
    progress: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def __post_init__(self) -> None:
        self.threads = [threading.Thread(target=self._work, args=(n,)) for n in range(len(self.sessions))]

    def start(self) -> None:
        """Let all begin."""
        for thread in self.threads:
            thread.start()

    def wait_for(self, forms: int) -> None:
        """Wait until so many more forms were acknowledged. Raises ``RuntimeError`` when none is for a minute."""
        for _ in range(forms):
            if not self.progress.acquire(timeout=60) or self.odd:
                raise RuntimeError(f"no form was acknowledged: {self.odd[:1]}")

    def finish(self) -> None:
        """Let each end after its present form."""
        self.finished.set()
        for thread in self.threads:
            thread.join(120)

    def _work(self, client: int) -> None:
        luck = random.Random(client)  # noqa: S311
        number = 0
        while not self.finished.is_set():
            if not self.up.wait(0.2):
                continue
            number += 1
            mark = f"c{client}n{number}"
            if number % 2:
                self._write(client, "organization", f"見本 {mark}", luck)
            else:
                self._write(client, "contact", f"{mark}@example.jp", luck)

    def _write(self, client: int, what: str, value: str, luck: random.Random) -> None:
        if what == "organization":
            path, typed = "/organizations/new/", {"kind": "civic_group", "name": value}
        else:
            path, typed = "/my/contacts/", {"kind": "mail", "value": value}
        form = urlencode({**typed, FIELD: new_key(), "csrfmiddlewaretoken": TOKEN})
        sendings, is_done, again = 1, self._send(client, path, form), luck.random() < 0.5
        while not is_done and again and not self.finished.is_set():
            if self.up.wait(0.2):
                sendings, is_done = sendings + 1, self._send(client, path, form)
        self.writes.append(Write(client, what, value, ACKNOWLEDGED if is_done else UNKNOWN, sendings))

    def _send(self, client: int, path: str, form: str) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        headers = {
            "Cookie": f"sessionid={self.sessions[client]}; csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request("POST", path, form, headers)
            answer = connection.getresponse()
            page = answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        if answer.status != 302:
            self.odd.append((answer.status, page[:300].decode(errors="replace")))
            self.finished.set()  # nothing is to be learned from more of these
            return False
        self.progress.release()
        return True
