"""``kill -9`` of the whole web server while people send forms: nothing that was acknowledged is lost or doubled."""

import os
import random
import sys
import threading
import time
from collections import Counter

import pytest

from kyodo.commons.actors.models import Actor
from kyodo.commons.people.models import ContactPoint
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.audit.record import verify
from kyodo.kernel.idempotency.models import Sending
from kyodo.kernel.search import drift
from tests.durability.history import ACKNOWLEDGED, UNKNOWN, Clients, Write, faults
from tests.durability.serving import Server
from tests.factories.people import sign_in

KILLS = int(os.environ.get("KYODO_TEST_KILLS", "3"))
CLIENTS = 4
#: Between one kill and the next so many forms are answered, at least and at most.
FORMS = (8, 20)


def test_the_check_itself_sees_what_is_lost_doubled_or_from_nowhere():
    writes = [
        Write(0, "contact", "kept", ACKNOWLEDGED, 1), Write(0, "contact", "lost", ACKNOWLEDGED, 1),
        Write(0, "contact", "twice", ACKNOWLEDGED, 2), Write(0, "contact", "perhaps", UNKNOWN, 1),
        Write(0, "contact", "not", UNKNOWN, 1), Write(0, "contact", "unknown twice", UNKNOWN, 3),
    ]  # fmt: skip
    present = Counter({"kept": 1, "twice": 2, "perhaps": 1, "unknown twice": 2, "ghost": 1})
    assert faults(writes, present) == [
        "ghost is there and nobody sent it", "lost was acknowledged and is lost", "twice is there 2 times",
        "unknown twice is there 2 times",
    ]  # fmt: skip


def kill_amid(server, clients):
    """Kill the server KILLS times while forms are under way; it runs again afterwards."""
    luck = random.Random(20261123)  # noqa: S311
    server.start()
    clients.up.set()
    clients.start()
    for _ in range(KILLS):
        clients.wait_for(luck.randint(*FORMS))
        threading.Event().wait(luck.random() * 0.05)
        server.kill()
        clients.up.clear()
        server.start()
        clients.up.set()
    clients.wait_for(FORMS[1])
    clients.finish()


def half_made(people):
    """Return what exists without its audit row, its kept key or its one preferred contact."""
    actors = {str(pk) for pk in Actor.objects.values_list("pk", flat=True)}
    audited = Counter(Entry.objects.filter(kind="actors.actor", verb="create").values_list("thing", flat=True))
    lines = [f"organization {pk} has {audited[pk]} audit rows" for pk in {*actors, *audited} if audited[pk] != 1]
    lines += [f"organization {pk} is only in the audit" for pk in audited if pk not in actors]
    for person in people:
        points = ContactPoint.objects.filter(person=person)
        rows = Entry.objects.filter(kind="people.person", verb="add_contact", thing=str(person.pk)).count()
        preferred = points.filter(is_preferred=True).count()
        if (points.count(), min(points.count(), 1)) != (rows, preferred):
            lines.append(f"{person.pk}: {points.count()} contacts, {rows} audit rows, {preferred} preferred")
    things = len(actors) + ContactPoint.objects.count()
    keys = Counter(Sending.objects.values_list("status", flat=True))
    if keys != {302: things}:
        lines.append(f"{things} things, kept keys {dict(keys)}")
    return lines


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_killed_amid_forms(tmp_path):
    signed = [sign_in("city_staff") for _ in range(CLIENTS)]
    server, began = Server(tmp_path), time.monotonic()
    clients = Clients(server.port, [one.client.cookies["sessionid"].value for one in signed])
    try:
        kill_amid(server, clients)
        assert server.stop() == 0
    finally:
        clients.finished.set()
        server.end()
    present = Counter(Actor.objects.values_list("name", flat=True))
    present.update(ContactPoint.objects.values_list("value", flat=True))
    told = Counter(write.told for write in clients.writes)
    figures = {
        "kills": server.killed, **told, "sent again": sum(write.sendings > 1 for write in clients.writes),
        "unknown but there": sum(present[w.value] for w in clients.writes if w.told == UNKNOWN),
        "seconds": round(time.monotonic() - began), "load": os.getloadavg()[0],
    }  # fmt: skip
    sys.stdout.write(f"\n{figures}\n")
    assert server.killed == KILLS
    assert clients.odd == []
    assert faults(clients.writes, present) == []
    assert half_made([one.person for one in signed]) == []
    assert list(verify()) == []
    assert list(drift.faults()) == []
