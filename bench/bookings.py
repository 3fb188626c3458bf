"""``./kyodo bench bookings``: booking writes through HTTP against a bare insert of the same cells; the week at 100,000.

Sixteen clients, each signed in with a registration of its own, send the form that holds a room for two hours: with
opening hours, closures, buffers, units, rights and limits checked, audit and receipt written. The bare view inserts
the same number of cells on the same server, in turn with it; what counts is the ratio and the longest single wait.
"""

import argparse
import http.client
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

CLIENTS, ROOMS, HELD, DAYS = 16, 20, 100_000, 80
#: A client's own slots: room by room, day by day, six times two hours.
HOURS = range(9, 21, 2)
QUARTERS = 8


@dataclass(frozen=True)
class Wrote:
    """Writes a second, the longest single wait in seconds, the most of one client, what was not as it should be."""

    rate: float
    longest: float
    most: int
    wrong: int


def prepare() -> None:
    """Make rooms, registrations and sessions in the database in use, and print them as JSON."""
    import django

    django.setup()
    from django.test import Client

    from kyodo.center.bookings.actions.writing import reserve
    from kyodo.kernel.clock.now import today
    from kyodo.kernel.permissions import SYSTEM
    from tests.factories.bookings import a_house, a_party, a_request, a_room, conditions
    from tests.factories.people import sign_in

    house, terms = a_house(), conditions(opens_months=12)
    rooms = [
        a_room(f"見本の部屋{n}", facility=house, conditions=terms, capacity=30, is_demo=True) for n in range(ROOMS)
    ]
    clients = []
    for _n in range(CLIENTS):
        signed = sign_in()
        party = a_party(signed.person)
        signed.client.get("/rooms/my/")
        clients.append({"session": signed.client.cookies["sessionid"].value, "party": party.pk})
    whole = a_room("見本の床", facility=house, conditions=terms, is_demo=True)
    booking = reserve(request=a_request(whole, a_party()), by=SYSTEM, channel="counter")
    page = Client().get("/rooms/week/")
    assert page.status_code == 200
    slugs = [room.slug for room in rooms]
    unit = whole.units.values_list("pk", flat=True)[0]
    told = {"clients": clients, "rooms": slugs, "unit": unit, "booking": booking.pk, "today": f"{today():%Y-%m-%d}"}
    print(json.dumps(told))


def week() -> None:
    """Fill the rooms with bookings of many years and print how long the week of all rooms takes, as JSON."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    fill(int(sys.argv[2]))
    client, spent = Client(), []
    for _round in range(12):
        began = time.perf_counter()
        page = client.get("/rooms/week/")
        spent.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get("/rooms/week/")
    print(json.dumps({"ms": median(spent[2:]), "queries": len(queries), "status": page.status_code}))


def fill(number: int) -> None:
    """Bring the bookings to so many, six a day in each of the rooms, around today."""
    from django.db import transaction

    from kyodo.center.bookings.models import Booking, Cell, Resource
    from kyodo.center.bookings.quarters import quarters
    from kyodo.kernel.clock.now import moment, today
    from tests.factories.bookings import a_party

    rooms = list(Resource.objects.filter(name__startswith="見本の部屋").prefetch_related("units"))
    party, missing = a_party(), number - Booking.objects.count()
    first = moment(today() - timedelta(days=missing // (len(rooms) * len(HOURS)) // 2))
    slots = ((room, first + timedelta(days=day, hours=hour)) for day in count() for room in rooms for hour in HOURS)
    made = []
    for (room, begins), _n in zip(slots, range(missing), strict=False):
        ends = begins + timedelta(hours=2)
        code = f"{len(made):06d}"
        made.append(
            Booking(
                resource=room, starts_at=begins, ends_at=ends, party=party, state="booked", channel="web", code=code
            )
        )
    with transaction.atomic():
        Booking.objects.bulk_create(made, batch_size=500)
        for start in range(0, len(made), 2000):
            cells = [
                Cell(unit=unit, quarter=quarter, booking=booking)
                for booking in made[start : start + 2000]
                for unit in booking.resource.units.all()
                for quarter in quarters(booking.starts_at, booking.ends_at)
            ]
            Cell.objects.bulk_create(cells, batch_size=1000, ignore_conflicts=True)


# --- the clients -----------------------------------------------------------------------------


def hammer(port: int, seconds: float, ask: Callable[[int, int], tuple[str, str, dict[str, str]]], want: int) -> Wrote:
    """Let sixteen clients send for so long, each over one connection; ``ask(client, n)`` is what is sent."""
    end = time.perf_counter() + seconds

    def one(client: int) -> list[tuple[float, bool]]:
        link, found = http.client.HTTPConnection("127.0.0.1", port, timeout=60), []
        for n in count():
            path, body, headers = ask(client, n)
            began = time.perf_counter()
            if began >= end:
                break
            link.request("POST", path, body, headers)
            answer = link.getresponse()
            answer.read()
            found.append((time.perf_counter() - began, answer.status == want))
        link.close()
        return found

    with ThreadPoolExecutor(CLIENTS) as hands:
        found = list(hands.map(one, range(CLIENTS)))
    told = [each for one_client in found for each in one_client]
    wrong = sum(not right for _wait, right in told)
    return Wrote(len(told) / seconds, max(wait for wait, _right in told), max(map(len, found)), wrong)


def booking_form(world: dict[str, Any], begin: int) -> Callable[[int, int], tuple[str, str, dict[str, str]]]:
    """Return how the nth booking of a client is sent: a slot that nobody else has, beginning with the nth slot."""
    day = datetime.fromisoformat(world["today"])
    token = "b" * 32

    def ask(client: int, n: int) -> tuple[str, str, dict[str, str]]:
        number = (begin + n) * CLIENTS + client
        room, rest = number % ROOMS, number // ROOMS
        hour, ahead = HOURS[rest % len(HOURS)], rest // len(HOURS) + 1
        when = {
            "day": f"{day + timedelta(days=ahead):%Y-%m-%d}",
            "begins": f"{hour:02d}:00",
            "ends": f"{hour + 2:02d}:00",
        }
        me = world["clients"][client]
        key = f"bench-{os.getpid()}-{number:010d}"
        body = {
            "party": me["party"],
            "purpose": "meeting",
            "people": "12",
            "idempotency_key": key,
            "csrfmiddlewaretoken": token,
        }
        cookies = f"sessionid={me['session']}; csrftoken={token}"
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
        return f"/rooms/{world['rooms'][room]}/book/?{urlencode(when)}", urlencode(body), headers

    return ask


def bare_form(world: dict[str, Any], begin: int) -> Callable[[int, int], tuple[str, str, dict[str, str]]]:
    """Return how the nth bare insert of a client is sent."""

    def ask(client: int, n: int) -> tuple[str, str, dict[str, str]]:
        first = 1_000_000 + ((begin + n) * CLIENTS + client) * QUARTERS
        return f"/{world['unit']}/{world['booking']}/{first}/{QUARTERS}/", "", {}

    return ask


def measured(
    env: dict[str, str], world: dict[str, Any], rounds: int, seconds: float
) -> tuple[list[Wrote], list[Wrote]]:
    """Return what the bare view and the booking wrote, in turn, a round each."""
    from bench.load import serving

    root = Path(__file__).resolve().parents[1]
    bare_env = {**env, "DJANGO_SETTINGS_MODULE": "bench.bare_settings"}
    floors, ours = [], []
    with (
        serving("bench.bare_cells:application", bare_env, root) as floor,
        serving("kyodo.site.wsgi:application", env, root) as site,
    ):
        began = [0, 0]
        for number in range(rounds + 1):
            floors.append(hammer(floor.port, seconds, bare_form(world, began[0]), 201))
            ours.append(hammer(site.port, seconds, booking_form(world, began[1]), 302))
            began = [began[0] + floors[-1].most, began[1] + ours[-1].most]
            print(f"round {number}: {floors[-1].rate:.0f}/s bare, {ours[-1].rate:.0f}/s booked", flush=True)
    return floors[1:], ours[1:]  # the first round warmed both up


def told(vendor: str, floors: Sequence[Wrote], ours: Sequence[Wrote], grid: dict[str, Any]) -> list[str]:
    """Return the results of one database as Markdown."""
    ratio = median(our.rate / floor.rate for our, floor in zip(ours, floors, strict=True))
    return [
        f"\n### {vendor}\n",
        f"Booking writes through HTTP, {CLIENTS} clients, {QUARTERS} cells each (≥ 0.5 of bare, longest ≤ 1 s):\n",
        "| bare /s | booked /s | ratio | longest wait s | longest bare s | not as it should be |",
        "|---|---|---|---|---|---|",
        f"| {median(one.rate for one in floors):.0f} | {median(one.rate for one in ours):.0f} | **{ratio:.2f}** "
        f"| {max(one.longest for one in ours):.2f} | {max(one.longest for one in floors):.2f} "
        f"| {sum(one.wrong for one in (*ours, *floors))} |\n",
        f"Week of {ROOMS} rooms at {HELD:,} bookings (to reach: ≤ 60 ms): **{grid['ms']:.0f} ms**, "
        f"{grid['queries']} queries, status {grid['status']}.\n",
    ]


def main() -> int:
    """Measure on both databases and write ``bench/BOOKINGS.md``; exit 1 when an answer was wrong."""
    from bench.run import databases, run

    root = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(prog="./kyodo bench bookings", description=__doc__)
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--bookings", type=int, default=HELD)
    parser.add_argument("--out", type=Path, default=root / "bench" / "BOOKINGS.md")
    options = parser.parse_args(sys.argv[2:])
    now = datetime.now(UTC).astimezone(timezone(timedelta(hours=9)))
    lines = [
        "# Bookings\n",
        f"{now:%Y-%m-%d %H:%M} (Tokyo), load before {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.",
    ]
    wrong = 0
    for vendor in options.databases.split(","):
        with databases([vendor]) as [place]:
            place.load()
            world = json.loads(run(place.at(), "bench.bookings", "prepare").splitlines()[-1])
            floors, ours = measured(place.at(), world, options.rounds, options.seconds)
            grid = json.loads(run(place.at(), "bench.bookings", "week", str(options.bookings)).splitlines()[-1])
            lines += told(place.title, floors, ours, grid)
            wrong += sum(one.wrong for one in (*ours, *floors))
            print("\n".join(lines[-6:]), flush=True)
    options.out.write_text("\n".join(lines) + "\n", "utf-8")
    return int(wrong > 0)


if __name__ == "__main__":
    {"prepare": prepare, "week": week}[sys.argv[1]]()
