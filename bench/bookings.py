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

CLIENTS, ROOMS, HELD, STEP = 16, 20, 100_000, 20_000
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
    """Print how long the week of all rooms takes, as JSON: by the clock, and of this process's own work."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from kyodo.center.bookings.models import Booking

    client, spent, cpu = Client(), [], []
    for _round in range(22):
        began, worked = time.perf_counter(), time.process_time()
        page = client.get("/rooms/week/")
        spent.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - worked) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get("/rooms/week/")
    facts = {"queries": len(queries), "status": page.status_code, "held": Booking.objects.count()}
    print(json.dumps({"ms": median(spent[2:]), "cpu": median(cpu[2:]), **facts}))


def fill() -> None:
    """Bring the bookings of the rooms to so many, six a day in each, from years ago until years from now."""
    import django

    django.setup()
    from django.db import connection, transaction

    from kyodo.center.bookings.models import Booking, Resource
    from kyodo.kernel.clock.now import moment, today
    from tests.factories.bookings import a_party

    wanted, whole = int(sys.argv[2]), int(sys.argv[3])
    rooms = list(Resource.objects.filter(name__startswith="見本の部屋").order_by("pk"))
    there, party = Booking.objects.filter(code__startswith="0").count(), a_party()
    begin = moment(today() - timedelta(days=whole // (len(rooms) * len(HOURS)) // 2))

    def one(number: int) -> Booking:
        slot, room = divmod(number, len(rooms))
        starts_at = begin + timedelta(days=slot // len(HOURS), hours=HOURS[slot % len(HOURS)])
        return Booking(
            resource=rooms[room], starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), party=party,
            state="booked", channel="web", code=f"0{number:05x}",
        )  # fmt: skip

    with transaction.atomic(), connection.cursor() as cursor:
        Booking.objects.bulk_create(map(one, range(there, wanted)), batch_size=500)
        cursor.execute(CELLS.format(seconds=SECONDS_OF[connection.vendor]), [party.pk])
        cursor.execute("ANALYZE")


#: Eight cells of each booking of a registration, in one statement: eight hundred thousand objects would take minutes.
CELLS = """
INSERT INTO bookings_cell (unit_id, quarter, booking_id)
SELECT link.unit_id, {seconds} / 900 + part.n, booking.id
FROM bookings_booking booking
JOIN bookings_resource_units link ON link.resource_id = booking.resource_id
CROSS JOIN (SELECT 0 n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6
            UNION SELECT 7) part
WHERE booking.party_id = %s
ON CONFLICT DO NOTHING
"""
SECONDS_OF = {
    "sqlite": "CAST(STRFTIME('%%s', booking.starts_at) AS INTEGER)",
    "postgresql": "CAST(EXTRACT(EPOCH FROM booking.starts_at) AS INTEGER)",
}


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
        f"Week of {ROOMS} rooms at {grid['held']:,} bookings (to reach: ≤ 60 ms): **{grid['ms']:.0f} ms**, of them "
        f"{grid['cpu']:.0f} ms of the process's own work; {grid['queries']} queries, status {grid['status']}.\n",
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
            print(f"{place.title}: the city is there", flush=True)
            world = json.loads(run(place.at(), "bench.bookings", "prepare").splitlines()[-1])
            floors, ours = measured(place.at(), world, options.rounds, options.seconds)
            for held in range(STEP, options.bookings + 1, STEP):
                run(place.at(), "bench.bookings", "fill", str(held), str(options.bookings))
                print(f"{place.title}: {held:,} bookings are there", flush=True)
            grid = json.loads(run(place.at(), "bench.bookings", "week").splitlines()[-1])
            lines += told(place.title, floors, ours, grid)
            wrong += sum(one.wrong for one in (*ours, *floors))
            print("\n".join(lines[-6:]), flush=True)
    options.out.write_text("\n".join(lines) + "\n", "utf-8")
    return int(wrong > 0)


if __name__ == "__main__":
    {"prepare": prepare, "fill": fill, "week": week}[sys.argv[1]]()
