"""Whoever stands in line first, writes first; nobody waits for ever."""

import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

from kyodo.kernel.sqlite3.line import Line

#: Another process that goes in, says so, waits to be told, and goes out.
OTHER = """
import sys
from kyodo.kernel.sqlite3.line import Line
line = Line(sys.argv[1])
line.enter("other", 20)
print("inside", flush=True)
sys.stdin.readline()
line.leave("other")
"""


def test_threads_go_in_one_by_one_in_the_order_in_which_they_came() -> None:
    line, went = Line(""), []
    line.enter("first", 5)

    def go(name: str) -> None:
        line.enter(name, 5)
        went.append(name)
        line.leave(name)

    threads = []
    for number in range(5):
        threads.append(Thread(target=go, args=(f"{number}",)))
        threads[-1].start()
        while len(line._waiting) <= number:
            pass
    line.leave("first")
    for thread in threads:
        thread.join()
    assert went == ["0", "1", "2", "3", "4"]


def test_whoever_is_not_inside_lets_nobody_in_and_who_never_leaves_loses_the_place() -> None:
    line, gone = Line(""), Event()
    line.enter("died", 5)
    line.leave("nobody")
    assert line._inside == "died"
    Thread(target=lambda: (line.enter("late", 0.01), line.leave("late"), gone.set())).start()
    assert gone.wait(5)
    line.enter("next", 0)
    line.leave("died")
    assert line._inside == "next"


def test_another_process_waits_its_turn_and_one_that_ends_gives_it_back(tmp_path: Path) -> None:
    database = str(tmp_path / "db.sqlite3")
    line = Line(database)
    line.enter("first", 5)
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin
        assert other.stdout
        line.leave("first")
        assert other.stdout.readline() == "inside\n"
        line.enter("second", 0.01)  # goes on without: SQLite itself says then that the database is locked
        line.leave("second")
        other.kill()
    line.enter("third", 5)
    line.leave("third")
