"""How good the ranking is: recall@5 and MRR against the plain search on the same texts.

Two sets: the city's own past collaborations, each partner hidden once (leave one out), and a generated
city with planted fits, other words for the same, and noise. All that is generated is marked 見本.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from kyodo.commons.actors.models import Actor, ActorKind, Field
from kyodo.commons.actors.names import keys_of
from kyodo.commons.collaborations.models import Collaboration, Partner
from kyodo.commons.places.models import Ward
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.search.find import find
from kyodo.kernel.search.index import put_many
from kyodo.kernel.search.sources import Document
from kyodo.matching.documents import words_of
from kyodo.matching.models import Need, Offer
from kyodo.matching.ranking import hosts_for, reads, weights
from kyodo.matching.ranking.facts import Profile
from kyodo.matching.ranking.index import Index, Wish
from kyodo.matching.ranking.texts import forms_of, with_synonyms

FIRST, FAR = 5, 20
#: Kind of the documents in which the plain search looks for the generated needs.
KIND = "bench_need"
TEXT_ONLY = dict.fromkeys(weights.DEFAULTS, 0) | {"text": 40}
#: What is needed, in the words of associations, and what is offered, in those of offerers; the field by its name.
TOPICS = (
    ("福祉", "一人暮らしのお年寄りの見守り", "高齢者のお宅をうかがう見守りのボランティア"),
    ("子育て", "放課後に子どもが過ごす場所の手伝い", "小学生の学習支援と遊びの見守り"),
    ("環境", "公園の花壇の水やりと草取り", "緑化活動に参加し花壇の手入れをします"),
    ("防災", "防災訓練の炊き出しの人手", "災害に備える訓練の運営を学生が手伝います"),
    ("文化", "夏祭りのやぐらと屋台の準備", "地域の祭りの設営と片づけに社員が参加します"),
    ("情報", "会報を作る人とホームページの更新", "広報紙の編集とウェブサイトづくりを教えます"),
    ("食", "子ども食堂の調理と食材の受け取り", "余った食材の寄付と食堂の配膳を手伝います"),
    ("健康", "集会所で開く体操教室の先生", "健康体操の講師を派遣します"),
    ("多文化", "外国から来た住民とのごみ出しの話し合い", "多言語の通訳と交流会を開きます"),
    ("歴史", "古い写真の整理と聞き取りの記録", "地域の歴史を学生が調べ写真を保存します"),
)  # fmt: skip
WARDS = "見本東区 見本西区 見本南区 見本北区 見本中区".split()
NOISE = (
    "町内会の役員が減り、行事を続けることが難しくなっています。", "みなさんの力をお借りしたいと考えています。",
    "大学と企業と地域がつながる機会にしたいと思います。", "説明会を開きますので、まずはお話をさせてください。",
    "ボランティアの経験は問いません。できる範囲で構いません。", "これまでの活動は会報で紹介しています。",
)  # fmt: skip
SEED = 20270401
NEWEST = datetime(2026, 4, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Quality:
    """How often the right one stands among the first five, and the mean of one divided by its place."""

    name: str
    tasks: int
    recall: float
    mrr: float


def quality(name: str, places: Iterable[int | None]) -> Quality:
    """Return the quality of places at which the right one stood; None: not found."""
    found = list(places)
    number = max(len(found), 1)
    recall = sum(1 for place in found if place and place <= FIRST) / number
    return Quality(name, len(found), recall, sum(1 / place for place in found if place) / number)


def place_of(wanted: object, ranked: Iterable[object]) -> int | None:
    """Return at which place something stands, from 1."""
    return next((place for place, one in enumerate(ranked, 1) if one == wanted), None)


def first_of(wanted: frozenset[int], ranked: Iterable[int]) -> int | None:
    """Return the place of the first of several that are all right."""
    return next((place for place, one in enumerate(ranked, 1) if one in wanted), None)


# --- a generated city ------------------------------------------------------------------------


@dataclass(frozen=True)
class Planted:
    """An offer, the need planted for it, and the ids of all needs that fit it as well."""

    offer: Offer
    need: Need
    right: frozenset[int]


@transaction.atomic
def make_city(needs: int, offers: int, seed: int = SEED) -> list[Planted]:
    """Make a city of 見本 with so many needs and offers, and return which need each offer fits.

    A fit has the topic in other words, the same ward, hours and months that suit. Around it stand needs of the same
    topic elsewhere or at the wrong time, and others whose text only says the words of the offer.
    """
    chance = random.Random(seed)  # noqa: S311  (invented data, not a secret)
    fields = [Field.objects.get_or_create(slug=f"mihon-{n}", defaults={"name": t[0]})[0] for n, t in enumerate(TOPICS)]
    wards = [Ward.objects.get_or_create(slug=f"mihon-{n}", defaults={"name": name})[0] for n, name in enumerate(WARDS)]
    planted = [(n % len(TOPICS), chance.randrange(len(WARDS))) for n in range(offers)]
    rest = [(chance.randrange(len(TOPICS)), chance.randrange(len(WARDS))) for _n in range(needs - offers)]
    actors = _actors(needs)
    made = [
        _need(number, topic, chance, actors[number], fits=number < offers)
        for number, (topic, _w) in enumerate([*planted, *rest])
    ]
    _bring_words(made)
    Need.objects.bulk_create(made)
    _link(Need, made, fields, wards, [*planted, *rest], chance)
    sent = [_offer(number, topic, chance) for number, (topic, _ward) in enumerate(planted)]
    _bring_words(sent)
    Offer.objects.bulk_create(sent)
    _link(Offer, sent, fields, wards, planted, None)
    put_many(Document(kind=KIND, key=str(need.pk), title=need.title, body=need.plain) for need in made)
    where = [*planted, *rest]
    return [
        Planted(offer, made[number], frozenset(n.pk for n, at in zip(made, where, strict=True) if _fits(n, at, own)))
        for number, (offer, own) in enumerate(zip(sent, planted, strict=True))
    ]


def _fits(need: Need, at: tuple[int, int], own: tuple[int, int]) -> bool:
    """Say whether a need has the topic and ward of an offer, and hours and months that suit."""
    return at == own and need.host_hours is not None and need.host_hours >= 2 and need.months in ([], [6, 7, 8])


def _bring_words(made: Iterable[Need | Offer]) -> None:
    for one in made:
        one.words = words_of(one)


def _actors(number: int) -> list[Actor]:
    return Actor.objects.bulk_create(
        Actor(
            slug=f"mihon-kai-{n}", kind=ActorKind.COMMUNITY_ORGANIZATION, name=f"見本町内会{n}", state="listed",
            is_demo=True, **keys_of(f"見本町内会{n}", ""),
        )
        for n in range(number)
    )  # fmt: skip


def _need(number: int, topic: int, chance: random.Random, actor: Actor, *, fits: bool) -> Need:
    _field, words, _offered = TOPICS[topic]
    noise = chance.sample(NOISE, 2)
    # Some say the words of an offer of another topic, which the plain search takes for a hit.
    lure = TOPICS[chance.randrange(len(TOPICS))][2] if not fits and chance.random() < 0.3 else ""
    plain = f"{noise[0]}{words}をお願いできる方を探しています。{noise[1]}"
    if lure:
        plain += f"なお、{lure}という話もありましたが、いまは困っていません。"
    months = [6, 7, 8] if fits else chance.choice(([], [1, 2], [11, 12], [6, 7, 8]))
    return Need(
        actor=actor, told=words, title=f"見本 {words}", plain=plain, first_step="一度、見に来る", first_minutes=60,
        host_hours=4 if fits else chance.choice((1, 2, 4)), months=months, state="open", channel="web",
        told_at=NEWEST - timedelta(minutes=number), is_demo=True,
    )  # fmt: skip


def _offer(number: int, topic: int, chance: random.Random) -> Offer:
    words = TOPICS[topic][2]
    sent = timezone.now()
    return Offer(
        body=f"見本大学{number}", kind=ActorKind.EDUCATIONAL_INSTITUTION, title=f"見本 {words}",
        plain=f"{chance.choice(NOISE)}{words}。{chance.choice(NOISE)}", we_do=words, host_does="予定を知らせる",
        host_hours=6, paperwork="offerer", insurance="offerer", cost="offerer", first_step="一度うかがう",
        first_minutes=45, starts_on=timezone.localdate().replace(month=6, day=1, year=timezone.localdate().year + 1),
        ends_on=timezone.localdate().replace(month=8, day=31, year=timezone.localdate().year + 1), follows="次の学年",
        minors=False, state="open", channel="web", sent_at=sent, answer_by=sent + timedelta(days=21), is_demo=True,
    )  # fmt: skip


def _link(
    model: Any,
    made: list[Any],
    fields: list[Field],
    wards: list[Ward],
    where: list[tuple[int, int]],
    chance: random.Random | None,
) -> None:
    """Give each its field and ward; of needs one in five has no field, as people forget it."""
    name = model._meta.model_name
    rows = zip(made, where, strict=True)
    known = [(one, topic, ward) for one, (topic, ward) in rows]
    with_field = [(one, topic) for one, topic, _w in known if chance is None or chance.random() > 0.2]
    through = model.fields.through
    through.objects.bulk_create(through(**{f"{name}_id": one.pk, "field": fields[topic]}) for one, topic in with_field)
    through = model.wards.through
    through.objects.bulk_create(through(**{f"{name}_id": one.pk, "ward": wards[ward]}) for one, _t, ward in known)


def measure_city(planted: list[Planted]) -> list[Quality]:
    """Return the quality of the plain search and of the ranking on planted fits.

    Any need is right that fits the offer as well as the planted one: the same topic, ward, months and hours.
    """
    told: list[tuple[str, Callable[[Planted], list[int]]]] = [
        ("plain search for the title", lambda one: _searched(one.offer.title)),
        ("plain search for the whole text", lambda one: _searched(f"{one.offer.title} {one.offer.plain}")),
        ("ranking by the text alone", lambda one: _ranked(one.offer, TEXT_ONLY)),
        ("ranking", lambda one: _ranked(one.offer, weights.DEFAULTS)),
    ]
    return [quality(name, (first_of(one.right, by(one)) for one in planted)) for name, by in told]


def _searched(text: str) -> list[int]:
    return [int(item.key) for item in find(text, who=NOBODY, kinds=[KIND], limit=FAR).items]


def _ranked(offer: Offer, counted: Any) -> list[int]:
    return [one.need.pk for one in hosts_for(offer, FAR, counted) if one.need]


# --- the city's own past ---------------------------------------------------------------------


def measure_past() -> list[Quality]:
    """Return the quality on the city's own collaborations: each partner hidden once, to be found by the rest.

    The wish is what the joint work was for and where, without its partners; the hidden organization is known by
    its own entry and its other works. The other partners are left out, as they are there already.
    """
    searched, by_text, ranked = [], [], []
    for work in Collaboration.objects.filter(is_public=True, is_demo=False).order_by("pk"):
        members = list(
            Partner.objects.filter(collaboration=work, actor__state="listed").exclude(confirmation="")
            .values_list("actor_id", "actor__slug")
        )  # fmt: skip
        if len(members) < 2:  # nobody would be left
            continue
        index, known = (
            Index(reads.actor_profiles(reads.listed(), work.pk)),
            reads.everything(timezone.localdate()).known,
        )
        text = f"{work.title}。{work.aim}"
        wish = _wish(work, text)
        found = [item.key for item in find(text, who=NOBODY, kinds=["organization"], limit=FAR).items]
        for hidden, slug in members:
            others = {pk for pk, _slug in members} - {hidden}
            searched.append(place_of(slug, found))
            for counted, places in ((TEXT_ONLY, by_text), (weights.DEFAULTS, ranked)):
                best = index.rank(wish, known, counted, timezone.localdate(), without=others, limit=FAR)
                places.append(place_of(hidden, (one.profile.actor for one in best)))
    return [
        quality("plain search for the whole text", searched), quality("ranking by the text alone", by_text),
        quality("ranking", ranked),
    ]  # fmt: skip


def _wish(work: Collaboration, text: str) -> Wish:
    from kyodo.kernel.search import taught

    profile = Profile(
        "offer", 0, None, frozenset(work.fields.values_list("pk", flat=True)),
        frozenset(work.wards.values_list("pk", flat=True)), frozenset(work.districts.values_list("pk", flat=True)),
        forms=forms_of(text),
    )  # fmt: skip
    return Wish(profile, with_synonyms(profile.forms, taught.current()), "host", {})
