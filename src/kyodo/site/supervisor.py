"""One small process above the web server and the worker.

It starts them, starts again whichever dies, and stops all of them together. It knows
nothing of Django, so it stays small and has no reason to fail.
"""

import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

#: Seconds: how long a child has to stop, and after what life a death counts as a new story.
GRACE, SETTLED = 25.0, 30.0
LONGEST_PAUSE = 30.0
#: A child that never lived for long is given up after this many starts in a row.
TRIES = 6
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


@dataclass
class Child:
    """A process to keep alive. ``started`` is on the monotonic clock; ``failures`` count in a row."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    due: float = 0.0


def _follow_parent() -> None:
    """In the child: end when the supervisor is killed, so that nothing is left behind (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


@dataclass
class Supervisor:
    """Keeps children alive until it is told to stop; ``say`` gets one line for each event."""

    children: list[Child]
    say: Callable[[str], None]
    stopping: bool = field(default=False, init=False)

    def run(self, url: str = "", host: str = "", announcement: str = "") -> int:
        """Start all and stay; return 0 after a wished stop, 1 when a child could not be kept alive.

        ``announcement`` is said once ``url``, asked under the name ``host``, answers 200.
        """
        for wish in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wish, self._stop)
        for child in self.children:
            self._start(child)
        waiting = bool(url)
        try:
            while not self.stopping:
                hopeless = [child.name for child in self.children if not self._look_after(child)]
                if hopeless:
                    return 1
                if waiting and answers(url, host):
                    waiting = False
                    self.say(announcement)
                time.sleep(0.2)
            return 0
        finally:
            self._end_all()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self, child: Child) -> None:
        # A session of its own: Ctrl-C reaches the supervisor alone, which then stops all in order.
        child.process = subprocess.Popen(  # noqa: S603  (our own commands)
            child.command, start_new_session=True, preexec_fn=_follow_parent  # noqa: PLW1509  (one thread only)
        )  # fmt: skip
        child.started = time.monotonic()

    def _look_after(self, child: Child) -> bool:
        """Start a dead child again once its pause is over; False when it is hopeless."""
        now = time.monotonic()
        if child.process is None:
            if now >= child.due:
                self._start(child)
            return True
        code = child.process.poll()
        if code is None:
            return True
        _signal_group(child.process, signal.SIGTERM)  # what it may have left
        child.failures = 1 if now - child.started > SETTLED else child.failures + 1
        if child.failures >= TRIES:
            self.say(f"{child.name} does not stay up; see its messages above")
            return False
        pause = min(2.0 ** (child.failures - 1), LONGEST_PAUSE)
        how = f"signal {-code}" if code < 0 else f"exit {code}"
        self.say(f"{child.name} ended ({how}); starting it again in {pause:.0f} s")
        child.process, child.due = None, now + pause
        return True

    def _end_all(self) -> None:
        alive = [c.process for c in self.children if c.process is not None and c.process.poll() is None]
        for process in alive:
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in alive:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal_group(process, signal.SIGKILL)
                process.wait()


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        return


def answers(url: str, host: str = "") -> bool:
    """Say whether an address answers 200 within a second; ``host`` is the site's name where it has one."""
    request = urllib.request.Request(url, headers={"Host": host} if host else {})  # noqa: S310  (our own address)
    try:
        with urllib.request.urlopen(request, timeout=1) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Run what the JSON in the first argument says: children, url, host, announcement, and the lock to hold."""
    plan = json.loads(sys.argv[1])
    lock = open(plan["lock"], "w", encoding="ascii")  # noqa: SIM115  (held until this process ends)
    fcntl.flock(lock, fcntl.LOCK_SH)
    children = [Child(name, command) for name, command in plan["children"]]
    supervisor = Supervisor(children, _say)
    sys.exit(supervisor.run(plan["url"], plan["host"], plan["announcement"]))


if __name__ == "__main__":
    main()
