"""``python -m bench.matching NEEDS``: how good and how quick the ranking is on the database in use, as Markdown."""

import sys
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from statistics import median, quantiles
from typing import Any

import django

OFFERS, ROUNDS, OPEN_MATTERS, SLIPS = 20, 5, 2_000, 1_000


def main() -> None:
    """Print the tables."""
    django.setup()
    from django.conf import settings
    from django.db import connection

    settings.ALLOWED_HOSTS = ["*"]
    needs = int(sys.argv[1])
    print(f"\n### {'PostgreSQL' if connection.vendor == 'postgresql' else 'SQLite'}\n")
    for line in (*_past(), *_city(), *_speed(needs), *_desk(), *_slips()):
        print(line)


def _table(title: str, found: Iterable[Any]) -> list[str]:
    rows = [f"| {one.name} | {one.tasks} | {one.recall:.2f} | {one.mrr:.2f} |" for one in found]
    return [f"{title}\n", "| | tasks | recall@5 | MRR |", "|---|---|---|---|", *rows, ""]


def _past() -> list[str]:
    from bench.fits import measure_past

    return _table("The city's own collaborations, each partner hidden once:", measure_past())


def _city() -> list[str]:
    from bench.fits import make_city, measure_city

    return _table("A generated city (見本) of 400 needs and 100 offers:", measure_city(make_city(400, 100)))


def _times(do: Callable[[], object], rounds: int) -> list[float]:
    found = []
    for _round in range(rounds):
        began = time.perf_counter()
        do()
        found.append((time.perf_counter() - began) * 1000)
    return found


def _cpu(do: Callable[[], object], rounds: int) -> float:
    """Return the milliseconds of this process's own work for one round: what a busy machine does not change."""
    began = time.process_time()
    for _round in range(rounds):
        do()
    return (time.process_time() - began) * 1000 / rounds


def _speed(needs: int) -> list[str]:
    """Time the ranking among so many open needs: at first, after a change of public data, and from then on."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from kyodo.matching.models import Need, Offer
    from kyodo.matching.ranking import hosts_for

    fill_needs(needs)
    offers = list(Offer.objects.filter(state="open").order_by("pk")[:OFFERS])
    [cold] = _times(lambda: hosts_for(offers[0]), 1)
    Need.objects.filter(pk=Need.objects.values("pk")[:1]).update(host_hours=3)
    [changed] = _times(lambda: hosts_for(offers[0]), 1)
    times = [spent for offer in offers for spent in _times(lambda one=offer: hosts_for(one), ROUNDS)]  # type: ignore[misc]
    with CaptureQueriesContext(connection) as queries:
        found = hosts_for(offers[0])
    cpu = _cpu(lambda: hosts_for(offers[1]), 10)
    total = Need.objects.filter(state="open").count()
    return [
        f"One offer against {total:,} open needs, twenty candidates with reasons (to reach: p50 ≤ 50 ms):\n",
        "| p50 ms | p95 ms | CPU ms | first after a change ms | first of a process ms | queries | candidates |",
        "|---|---|---|---|---|---|---|",
        f"| **{median(times):.1f}** | {quantiles(times, n=20)[-1]:.1f} | {cpu:.1f} | {changed:.0f} | {cold:.0f} "
        f"| {len(queries)} | {len(found)} |\n",
    ]


def fill_needs(number: int) -> None:
    """Bring the open needs to so many, two thousand texts in all, as many people say the same in other words."""
    import random

    from django.db import transaction

    from bench.fits import NEWEST, SEED
    from bench.search import document
    from kyodo.commons.actors.models import Actor, Field
    from kyodo.commons.places.models import Ward
    from kyodo.matching.documents import words_of
    from kyodo.matching.models import Need

    chance = random.Random(SEED)  # noqa: S311  (invented data, not a secret)
    actors = list(Actor.objects.filter(state="listed").values_list("pk", flat=True))
    fields, wards = (list(model._default_manager.values_list("pk", flat=True)) for model in (Field, Ward))
    made = []
    for n in range(number - Need.objects.filter(state="open").count()):
        said = document(n)
        made.append(
            Need(
                actor_id=chance.choice(actors), told=said.title, title=f"見本 {said.title}"[:80], plain=said.body[:200],
                first_step="一度、見に来る", host_hours=chance.choice((1, 2, 4, None)), is_demo=True, state="open",
                months=chance.choice(([], [6, 7], [10, 11])), channel="web", told_at=NEWEST - timedelta(minutes=n),
            )
        )  # fmt: skip
    for need, code in zip(made, _codes(Need, len(made)), strict=True):
        need.code, need.words = code, words_of(need)
    with transaction.atomic():
        Need.objects.bulk_create(made, batch_size=1000)
        for name, targets in (("fields", fields), ("wards", wards)):
            through = getattr(Need, name).through
            column = f"{name[:-1]}_id"
            rows = [through(**{"need_id": need.pk, column: chance.choice(targets)}) for need in made]
            through.objects.bulk_create(rows, batch_size=5000)


def _codes(model: Any, number: int) -> list[str]:
    """Return so many new numbers: of ten thousand made at once, two are often the same by chance."""
    from kyodo.kernel.text.letters import new_code

    taken = set(model.objects.values_list("code", flat=True))
    found: set[str] = set()
    while len(found) < number:
        found |= {new_code() for _n in range(number - len(found))} - taken
    return sorted(found)


def _desk() -> list[str]:
    """Time the desk's page with so many open matters, inside this process."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories.people import sign_in

    client = sign_in("coordinator").client
    if client.get("/desk/").status_code == 404:
        return ["The desk's page is not there yet.\n"]
    fill_introductions(OPEN_MATTERS)
    times = _times(lambda: client.get("/desk/"), 10)
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/desk/")
    return [
        f"The desk's page with {OPEN_MATTERS:,} open matters (to reach: 150 ms): **p50 {median(times):.0f} ms**, "
        f"{len(queries)} queries, status {page.status_code}.\n"
    ]


def fill_introductions(number: int) -> None:
    """Bring the introductions that were asked to so many, each of an offer of its own."""
    from django.utils import timezone

    from bench.fits import TOPICS
    from kyodo.commons.actors.models import Actor
    from kyodo.matching.models import Introduction, Offer

    now = timezone.now()
    hosts = list(Actor.objects.filter(slug__startswith="mihon-kai-").values_list("pk", flat=True))
    sample = Offer.objects.filter(is_demo=True).first()
    assert sample is not None
    kept = {field.attname: getattr(sample, field.attname) for field in Offer._meta.concrete_fields}
    for name in ("id", "code"):
        del kept[name]
    made = Offer.objects.bulk_create(
        [
            Offer(**{**kept, "code": code, "title": f"見本 {TOPICS[n % len(TOPICS)][2]}{n}"})
            for n, code in enumerate(_codes(Offer, number))
        ],
        batch_size=500,
    )
    Introduction.objects.bulk_create(
        [
            Introduction(
                offer=offer, host_id=hosts[n % len(hosts)], first_step="一度、見に来る", moved_at=now, is_demo=True,
                state=("drafted", "asked", "accepted", "unreached")[n % 4], asked_at=now - timedelta(days=n % 50),
            )
            for n, offer in enumerate(made)
        ],
        batch_size=500,
    )  # fmt: skip


def _slips() -> list[str]:
    """Time one PDF of so many slips, each to an office of its own."""
    from kyodo.commons.actors.models import Actor, Seat
    from kyodo.commons.asks.models import Ask, Choice
    from kyodo.commons.asks.queries import whole
    from kyodo.commons.asks.sheets import slips
    from kyodo.kernel.clock.now import day_of, moment, now

    sent = now()
    actors = list(Actor.objects.filter(state="listed").values_list("pk", flat=True))
    seats = Seat.objects.bulk_create(
        Seat(actor_id=actors[n % len(actors)], title=f"見本 会長{n}") for n in range(SLIPS)
    )
    asks = Ask.objects.bulk_create(
        Ask(
            kind="asks.plain", seat=seat, subject="見本 防災訓練の見学について", question="見学を受けられますか。",
            sent_at=sent, answer_by=moment(day_of(sent) + timedelta(days=30)), is_demo=True,
        )
        for seat in seats
    )  # fmt: skip
    Choice.objects.bulk_create(
        Choice(ask=ask, number=number, key=key, label=label)
        for ask in asks
        for number, (key, label) in enumerate((("yes", "はい、できます"), ("no", "今回は見送ります")), 1)
    )
    read = list(whole(Ask.objects.filter(pk__in=[ask.pk for ask in asks])))
    began = time.perf_counter()
    pdf = slips(read)
    took = time.perf_counter() - began
    return [f"{SLIPS:,} slips in one PDF (to reach: 10 s): **{took:.1f} s**, {len(pdf) / 1e6:.1f} MB.\n"]


if __name__ == "__main__":
    main()
