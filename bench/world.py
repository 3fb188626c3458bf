"""A city with many invented organizations and programmes, the same on every machine.

``python -m bench.world NUMBER`` brings the database in use to that many of each, and
the search to as many documents.
"""

import json
import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

SEED = 20260401
PLACES = "川平 片平 荒浜 長町 八木山 鶴ケ谷 国見 中山 富沢 六郷 七郷 榴岡 南光台 将監 桜丘 岩切 高砂 秋保".split()
SUBJECTS = "子育て 環境 福祉 音楽 防災 まちづくり 見守り 読書 花壇 食堂 多文化 歴史 里山 健康 学習 手話".split()
KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ"
PURPOSE = "地域の子どもとお年寄りが集まる場をつくり、見守りと学びを続けています。"
AT_ONCE = 2_000
#: The city's network is measured at 2,000 actors and 5,000 ties, the rest of the house beyond.
MOST_TOGETHER = 1_000
PARTNERS, TIES = 6, 5
STORY = json.dumps(
    [
        {"type": "part", "value": {"kind": kind, "heading": "", "text": f"<p>{PURPOSE * 3}</p>"}}
        for kind in ("began", "done", "stumbled", "copy")
    ]
)
NEWEST = datetime(2026, 4, 1, tzinfo=UTC)


def fill(number: int, told: Callable[[str], None] = print) -> None:
    """Bring organizations, programmes and documents to ``number`` each."""
    from django.db import connection

    from bench import search

    _fill_actors(number)
    told(f"organizations: {number}")
    _fill_programmes(number)
    told(f"programmes: {number}")
    _fill_collaborations(min(number, MOST_TOGETHER), number)
    told(f"collaborations: {min(number, MOST_TOGETHER)}")
    _fill_cases(min(number, MOST_TOGETHER))
    told(f"cases: {min(number, MOST_TOGETHER)}")
    search.fill(number, told)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _wards_and_fields() -> tuple[list[int], list[int]]:
    from kyodo.commons.actors.models import Field
    from kyodo.commons.places.models import Ward

    return list(Ward.objects.values_list("pk", flat=True)), list(Field.objects.values_list("pk", flat=True))


def _fill_actors(number: int) -> None:
    from django.db import transaction

    from kyodo.commons.actors.models import Actor, ActorKind
    from kyodo.commons.actors.names import keys_of

    have = Actor.objects.filter(slug__startswith="bench-").count()
    for start in range(have, number, AT_ONCE):
        made = []
        for n in range(start, min(start + AT_ONCE, number)):
            chance = random.Random(SEED + n)  # noqa: S311  (invented data, not a secret)
            name = f"{chance.choice(PLACES)}{chance.choice(SUBJECTS)}の会{n}"
            reading = "".join(chance.choices(KANA, k=8))
            made.append(
                Actor(
                    slug=f"bench-{n}", kind=chance.choice(ActorKind.values), name=name, name_reading=reading,
                    purpose=PURPOSE * 2, state="listed", listed_at=NEWEST - timedelta(minutes=n), is_demo=True,
                    confirmed_on=NEWEST.date(), **keys_of(name, reading),
                )
            )  # fmt: skip
        with transaction.atomic():
            Actor.objects.bulk_create(made)
            _join(made, Actor, "actor")


def _join(made: list[Any], model: Any, column: str) -> None:
    """Give each record a ward or two and up to three fields."""
    wards, fields = _wards_and_fields()
    for name, targets, most in (("wards", wards, 2), ("fields", fields, 3)):
        through = getattr(model, name).through
        other = "ward_id" if name == "wards" else "field_id"
        rows = []
        for record in made:
            chance = random.Random(f"{record.slug}{name}")  # noqa: S311
            chosen = chance.sample(targets, min(len(targets), chance.randint(1, most)))
            rows += [through(**{f"{column}_id": record.pk, other: target}) for target in chosen]
        through.objects.bulk_create(rows)


def _fill_programmes(number: int) -> None:
    from django.db import transaction

    from kyodo.navigator.models import SupportProgramme
    from kyodo.navigator.states import Audience, Need, ProgrammeKind, Stage

    have = SupportProgramme.objects.filter(slug__startswith="bench-").count()
    for start in range(have, number, AT_ONCE):
        made = []
        for n in range(start, min(start + AT_ONCE, number)):
            chance = random.Random(SEED * 2 + n)  # noqa: S311
            opens = NEWEST + timedelta(days=chance.randrange(-300, 300))
            made.append(
                SupportProgramme(
                    slug=f"bench-{n}", name=f"{chance.choice(SUBJECTS)}応援助成{n}",
                    kind=chance.choice(ProgrammeKind.values),
                    provider="見本財団", summary=f"{chance.choice(PLACES)}の{chance.choice(SUBJECTS)}を支えます。",
                    for_whom=chance.sample(Audience.values, 2), stages=chance.sample(Stage.values, 2),
                    needs=chance.sample(Need.values, 2), ceiling_yen=chance.choice((50_000, 100_000, 300_000)),
                    apply_from=opens, apply_until=opens + timedelta(days=60), confirmed_on=NEWEST.date(),
                    is_demo=True, is_public=True, live=True,
                )
            )  # fmt: skip
        with transaction.atomic():
            SupportProgramme.objects.bulk_create(made)
            _join(made, SupportProgramme, "supportprogramme")


def _fill_collaborations(number: int, actors: int) -> None:
    from django.db import transaction

    from kyodo.commons.actors.models import Actor
    from kyodo.commons.collaborations.models import Collaboration

    have = Collaboration.objects.filter(slug__startswith="bench-").count()
    slugs = [f"bench-{n}" for n in range(min(actors, 2 * number))]
    known = list(Actor.objects.filter(slug__in=slugs).order_by("pk").values_list("pk", "kind"))
    made = [_a_collaboration(n, known) for n in range(have, number)]
    with transaction.atomic():
        for parts in zip(*made, strict=True):
            rows = [row for part in parts for row in part]
            type(rows[0])._default_manager.bulk_create(rows)
        _join([work for [work], *_parts in made], Collaboration, "collaboration")


def _fill_cases(number: int) -> None:
    """Tell of each collaboration in a case."""
    from django.db import transaction

    from kyodo.casebook.models import Case
    from kyodo.commons.collaborations.models import Collaboration

    have = Case.objects.filter(slug__startswith="bench-").count()
    works = dict(Collaboration.objects.filter(slug__startswith="bench-").values_list("slug", "pk"))
    made = [
        Case(
            slug=f"bench-{n}", title=f"{PLACES[n % len(PLACES)]}の事例{n}", lead=PURPOSE, live=True, is_demo=True,
            collaboration_id=works[f"bench-{n}"], year_from=2015 + n % 5, year_until=2020 + n % 6,
            first_published_at=NEWEST - timedelta(minutes=n), last_published_at=NEWEST, body=STORY,
        )
        for n in range(have, number)
    ]  # fmt: skip
    with transaction.atomic():
        Case.objects.bulk_create(made)
        _join(made, Case, "case")


def _a_collaboration(n: int, known: list[tuple[int, str]]) -> tuple[list[Any], ...]:
    """Return a joint work with its partners, ties, figures and period, unsaved, in the order of writing."""
    from kyodo.commons.collaborations.models import Collaboration, Partner, Span, Tie, YearFigure
    from kyodo.commons.collaborations.states import TieKind

    chance = random.Random(SEED * 3 + n)  # noqa: S311
    work = Collaboration(
        slug=f"bench-{n}", title=f"{chance.choice(PLACES)}の{chance.choice(SUBJECTS)}をともに{n}", aim=PURPOSE,
        state="active", is_public=True, shown_at=NEWEST - timedelta(minutes=n), is_demo=True,
    )  # fmt: skip
    partners = [
        Partner(
            collaboration=work, key=f"p{k}", actor_id=pk, kind=kind, role="進行と準備", order=k,
            since=f"{chance.randint(2015, 2025)}-04", confirmation="public_source",
        )
        for k, (pk, kind) in enumerate(chance.sample(known, PARTNERS))
    ]  # fmt: skip
    ties = [
        Tie(
            collaboration=work, source=partners[k], target=partners[(k + 1) % PARTNERS],
            kind=chance.choice(TieKind.values), label=chance.choice(SUBJECTS), order=k,
        )
        for k in range(TIES)
    ]  # fmt: skip
    figures = [YearFigure(collaboration=work, label="参加者", unit="人", year=y, value=y % 97) for y in (2024, 2025)]
    return [work], partners, ties, figures, [Span(collaboration=work, since="2015-04")]


if __name__ == "__main__":
    import django

    django.setup()
    fill(int(sys.argv[1]))
