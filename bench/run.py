"""``./kyodo bench``: pages and the API at several sizes on both databases, against a bare Django view.

The bare view runs on the same server, in turn with each page; what counts is the ratio. Results
go to ``bench/RESULTS.md``. ``./kyodo bench matching``, ``bookings``, ``newsletters`` and ``packs`` measure one thing.
"""

import argparse
import gzip
import json
import os
import platform
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.load import CONNECTIONS, Ran, Server, provide_wrk, put_under_load, serving  # noqa: E402
from bench.pages import PAGES, Page  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
RESULTS = ROOT / "bench" / "RESULTS.md"


@dataclass(frozen=True)
class Line:
    """One page at one size. In each round the bare view, the page afresh and the page served again ran in turn."""

    page: str
    floors: list[Ran]
    fresh: list[Ran]
    again: list[Ran]
    cpu_fresh: float
    cpu_again: float
    queries: int
    packed: int
    wrong: str

    def ratio(self, runs: list[Ran]) -> float:
        """Return the median over the rounds of a page against the bare view of the same round."""
        return median(run.rate / floor.rate for run, floor in zip(runs, self.floors, strict=True))


def environment(url: str, folder: Path) -> dict[str, str]:
    """Return the environment of every process that works on this database."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("KYODO_")},
        "KYODO_MODE": "demo", "KYODO_ROOT": str(ROOT), "KYODO_DATABASE_URL": url, "KYODO_LOG_LEVEL": "ERROR",
        "KYODO_MEDIA_ROOT": str(folder / "media"), "DJANGO_SETTINGS_MODULE": "kyodo.site.settings",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
    }  # fmt: skip


def run(env: dict[str, str], *command: str) -> str:
    """Run one of our modules; raises with its output when it fails."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", *command], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


class Filled:
    """A database that grows from size to size; what it was at each size is kept as a copy to measure on."""

    def __init__(self, vendor: str, folder: Path):
        from tests.support.databases import PostgresqlServer

        self.vendor, self.folder = vendor, folder
        # PostgreSQL gets a server of its own, as safe as by default.
        self.server = PostgresqlServer(options="-c shared_buffers=256MB") if vendor == "postgresql" else None
        if self.server:
            self.server.execute("CREATE DATABASE kyodo_bench")

    @property
    def title(self) -> str:
        """Return the name as people write it."""
        return "PostgreSQL" if self.server else "SQLite"

    def at(self, size: int | None = None) -> dict[str, str]:
        """Return the environment of every process that works on the growing database, or on its copy of a size."""
        name = f"kyodo_bench_{size}" if size else "kyodo_bench"
        url = self.server.url(name) if self.server else f"sqlite:///{self.folder / name}.sqlite3"
        return environment(url, self.folder)

    def load(self) -> None:
        """Load the city."""
        run(self.at(), "kyodo", "demo", "--prepare-only", "--port", "0")

    def grow(self, sizes: Iterable[int]) -> None:
        """Fill the database from size to size, and keep a copy of each."""
        for size in sizes:
            began = time.monotonic()
            run(self.at(), "bench.world", str(size))
            if self.server:
                self.server.execute(f"CREATE DATABASE kyodo_bench_{size} TEMPLATE kyodo_bench")
            else:
                source, copy = (self.folder / f"kyodo_bench{end}.sqlite3" for end in ("", f"_{size}"))
                with closing(sqlite3.connect(source)) as whole, closing(sqlite3.connect(copy)) as kept:
                    whole.backup(kept)
            print(f"{self.title} {size:,}: filled in {time.monotonic() - began:.0f} s", flush=True)

    def close(self) -> None:
        """Stop the server, if there is one."""
        if self.server:
            self.server.close()


@contextmanager
def databases(vendors: Iterable[str]) -> Iterator[list[Filled]]:
    """Give an empty database of each kind, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="kyodo-bench-") as name, ExitStack() as at_the_end:
        made = []
        for vendor in vendors:
            (folder := Path(name) / vendor).mkdir()
            made.append(Filled(vendor, folder))
            at_the_end.callback(made[-1].close)
        yield made


def body_of(url: str) -> tuple[int, str]:
    """Return status and text of an address, asked as a browser asks."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            content = answer.read()
            packed = answer.headers.get("Content-Encoding") == "gzip"
            return answer.status, (gzip.decompress(content) if packed else content).decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def measured(page: Page, site: Server, floor: Server, rounds: int, probe: dict[str, Any]) -> Line:
    """Measure one page in rounds of a second for each of the three, and check that it holds its items."""
    wrong = [probe["wrong"]]
    floors: list[Ran] = []
    runs: dict[str, list[Ran]] = {page.afresh(): [], page.path: []}
    spent = dict.fromkeys(runs, 0.0)
    for path in runs:
        status, body = body_of(site.url + path)
        wrong.append(page.holds(body) if status == 200 else f"status {status}")
    for _round in range(rounds):
        floors.append(put_under_load(floor.url, 1))
        for path, ran in runs.items():
            before = site.cpu()
            ran.append(put_under_load(site.url + path, 1))
            spent[path] += site.cpu() - before
            wrong.append(f"{ran[-1].wrong} of {ran[-1].requests} answers went wrong" if ran[-1].wrong else "")
    (fresh, again), cpu = runs.values(), [spent[p] * 1000 / max(sum(r.requests for r in runs[p]), 1) for p in runs]
    faults = "; ".join(dict.fromkeys(filter(None, wrong)))
    return Line(page.name, floors, fresh, again, cpu[0], cpu[1], probe["queries"], probe["packed"], faults)


def first_visit(site: Server) -> int:
    """Return the bytes of the home page with all that it loads, packed as a browser gets them."""
    _status, body = body_of(site.url + "/")
    paths = ["/", *sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', body)))]
    total = 0
    for path in paths:
        request = urllib.request.Request(site.url + path, headers={"Accept-Encoding": "br, gzip"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            total += len(answer.read()) + len(str(answer.headers)) + 20
    return total


def at_size(place: Filled, size: int, options: argparse.Namespace) -> list[str]:
    """Measure every page on the copy of one size, and return the lines of its table."""
    env = place.at(size)
    probes = json.loads(run(env, "bench.probe").strip().splitlines()[-1])
    told = [f"\n### {place.title}, {size:,} records\n", *HEAD]
    with (
        serving("kyodo.site.wsgi:application", env, ROOT) as site,
        serving("bench.bare:application", env, ROOT) as floor,
    ):
        visit = first_visit(site)
        for page in PAGES:
            line = measured(page, site, floor, options.rounds, probes[page.name])
            told.append(row(line))
            print(f"  {told[-1]}", flush=True)
        own, shared = site.memory()
        told.append(
            f"\nFirst visit of the home page: {visit / 1000:.1f} kB. Largest worker: {own:.0f} MB of its own, "
            f"{shared:.0f} MB with its share of mapped files (dictionary, database)."
        )
    return told


HEAD = [
    "| page | bare view/s | fresh/s | ratio | again/s | ratio | p50 · p99 fresh ms | CPU ms fresh · again | queries "
    "| gzip kB | items |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
]


def row(line: Line) -> str:
    """Return one page as a line of the table."""
    floor, fresh, again = (median(run.rate for run in runs) for runs in (line.floors, line.fresh, line.again))
    p50, p99 = median(run.p50 for run in line.fresh), median(run.p99 for run in line.fresh)
    return (
        f"| {line.page} | {floor:.0f} | {fresh:.0f} | **{line.ratio(line.fresh):.3f}** "
        f"| {again:.0f} | **{line.ratio(line.again):.2f}** | {p50:.0f} · {p99:.0f} "
        f"| {line.cpu_fresh:.1f} · {line.cpu_again:.2f} | {line.queries} | {line.packed / 1000:.1f} "
        f"| {line.wrong or 'all there'} |"
    )


def searched(vendor: str, env: dict[str, str]) -> list[str]:
    """Return the times of the search itself, asked inside one process."""
    told = json.loads(run(env, "bench.searched").strip().splitlines()[-1])
    lines = [
        f"\n### {vendor}: ranked search over {told['documents']:,} documents, first twenty with facets\n",
        "| query | found | p50 ms | p95 ms | CPU ms |",
        "|---|---|---|---|---|",
    ]
    return lines + [
        f"| {t['label']}: {t['text']} | {t['total']:,} | {t['p50']:.1f} | {t['p95']:.1f} | {t['cpu']:.1f} |"
        for t in told["times"]
    ]


def machine(wrk: str | None) -> list[str]:
    """Return what the figures were measured with."""
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    cpu = names[0].partition(":")[2].strip() if names else platform.processor()
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    now = datetime.now(UTC).astimezone(timezone(timedelta(hours=9)))
    load = os.getloadavg()[0]
    asked = [word for word in sys.argv[1:] if not word.startswith("--out") and not word.endswith(".md")]
    command = " ".join(["./kyodo bench", *asked])
    return [
        "# Measured speed\n",
        f"- When: {now:%Y-%m-%d %H:%M} (Tokyo) · command: `{command}`",
        f"- Machine: {cpu}, {os.cpu_count()} cores, {int(memory[1]) / 1e6 if memory else 0:.0f} GB, {platform.system()} "  # noqa: E501
        f"{platform.release()}; load before the start {load:.1f} (the load client runs on the same cores)",
        f"- Python {platform.python_version()}, gunicorn gthread 2 × 4, {CONNECTIONS} connections, "
        f"{'wrk' if wrk else 'the own client'}",
        "- The bare view answers one word: no template, no database, no middleware. Each page is measured in rounds, "
        "in each of which the bare view, the page afresh and the page served again run in turn; ratios and rates are "
        "medians over the rounds.",
        "- Fresh: put together anew from parts that depend on public data alone and stay as long as it does, or for "
        "the minute (a list's counts, what a search found). Again: an anonymous visitor is served the whole page of "
        "before. Queries are those of a fresh page; what a search costs by itself stands in its own table.",
        "- To reach: fresh ≥ 0.06, again ≥ 0.35, queries ≤ 12 and the same at every size, first visit ≤ 120 kB, "
        "worker ≤ 260 MB with its share of what all map, search of a word of 8 % over 100,000 documents p50 ≤ 40 ms.",
    ]  # fmt: skip


MATCHING = "\n## Matching\n"


def matching_section(results: Path) -> str:
    """Return what a run of ``./kyodo bench matching`` left in the results."""
    _rest, mark, section = (results.read_text("utf-8") if results.exists() else "").partition(MATCHING)
    return mark + section


def _in_the_demo(vendors: str, module: str, number: int) -> list[str]:
    """Run a module in the demo of each kind of database; return when that was, and what each told."""
    now = datetime.now(UTC).astimezone(timezone(timedelta(hours=9)))
    told = [f"{now:%Y-%m-%d %H:%M} (Tokyo), load before the start {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores."]
    for vendor in vendors.split(","):
        with databases([vendor]) as [place]:
            place.load()
            told.append(run(place.at(), module, str(number)))
            print(told[-1], flush=True)
    return told


def matching() -> int:
    """Measure how good and how quick the ranking is, the desk's page and a thousand slips, on both databases."""
    parser = argparse.ArgumentParser(prog="./kyodo bench matching", description=matching.__doc__)
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--needs", type=int, default=10_000)
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args(sys.argv[2:])
    told = _in_the_demo(options.databases, "bench.matching", options.needs)
    before = (options.out.read_text("utf-8") if options.out.exists() else "").partition(MATCHING)[0]
    options.out.write_text(f"{before}{MATCHING}\n" + "\n".join(told) + "\n", "utf-8")
    return 0


def newsletters() -> int:
    """Measure the paper and the letters of an issue, on both databases."""
    parser = argparse.ArgumentParser(prog="./kyodo bench newsletters", description=newsletters.__doc__)
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "NEWSLETTERS.md")
    options = parser.parse_args(sys.argv[2:])
    told = _in_the_demo(options.databases, "bench.newsletters", options.pages)
    options.out.write_text("# Newsletters\n\n" + "\n".join(told) + "\n", "utf-8")
    return 0


def bookings() -> int:
    """Measure booking writes and the week of all rooms, on both databases."""
    from bench.bookings import main as measure

    return measure()


def packs() -> int:
    """Measure how long a city pack of many records takes to load, on both databases."""
    from bench.packs import main as measure

    return measure()


#: Parts with a command of their own: ``./kyodo bench matching``.
PARTS = {"matching": matching, "bookings": bookings, "newsletters": newsletters, "packs": packs}


def main() -> int:
    """Measure everything and write the results; exit 1 when a page lacks its items."""
    if (part := PARTS.get("".join(sys.argv[1:2]))) is not None:
        return part()
    parser = argparse.ArgumentParser(prog="./kyodo bench", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="records, such as 1000,10000")
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is measured, a second each")
    parser.add_argument("--rest", type=float, default=60, help="seconds of quiet before the first measure")
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    wrk, sizes = provide_wrk(), list(map(int, options.sizes.split(",")))
    with databases(options.databases.split(",")) as places:
        for place in places:
            place.load()
        # All are filled first, side by side; what is measured then has the machine for itself.
        with ThreadPoolExecutor() as hands:
            list(hands.map(lambda place: place.grow(sizes), places))
        time.sleep(options.rest)
        told = machine(wrk)
        for place in places:
            for size in sizes:
                told += at_size(place, size, options)
            told += searched(place.title, place.at(sizes[-1]))
            options.out.write_text("\n".join(told) + "\n" + matching_section(options.out), "utf-8")
    print(f"written to {options.out}")
    return (
        0
        if all(line.rstrip(" |").endswith("all there") for line in told if line.startswith("| ") and "**" in line)
        else 1
    )


if __name__ == "__main__":
    sys.exit(main())
