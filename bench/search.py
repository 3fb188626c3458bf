"""How quick the search is: invented Japanese documents, the same on every machine, and the time of find().

``fill(number)`` brings the database in use to that many invented documents; ``measure()``
times queries of several kinds and checks that each page holds its items.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.search.find import Results, find
from kyodo.kernel.search.index import put_many
from kyodo.kernel.search.models import SearchDocument, Synonym
from kyodo.kernel.search.sources import PUBLIC, Document
from kyodo.kernel.search.stores.base import store

KINDS = ("bench_case", "bench_group", "bench_event", "bench_support", "bench_guide", "bench_place")
AREAS = ("青葉", "宮城野", "若林", "太白", "泉", "その他")
FIELDS, PLACES, SUBJECTS, NOUNS, VERBS = (
    line.split()
    for line in """
福祉 子育て 環境 防災 文化 スポーツ 国際 教育 観光 農業 安全 情報
片平 大町 桜丘 長町 榴岡 南光台 将監 旭ヶ丘 八木山 荒町 木町通 鶴ケ谷 中田 岩切 高砂 根白石 秋保 作並
清掃活動 防災訓練 読み聞かせ 花壇づくり 見守り隊 子ども食堂 学習支援 夏祭り 健康体操 多文化交流 里山保全 まち歩き \
空き家活用 高齢者サロン 地域新聞 音楽会 農園 科学教室 手話講座 パソコン教室 古着回収 水辺の観察 交通安全 昔あそび
住民 学生 企業 商店街 小学校 公民館 団体 参加者 スタッフ 子ども 高齢者 地域 会議 計画 予算 広報 記録 写真 資料 相談 \
協力 連携 課題 成果 来年度 次回 当日 会場 受付 申込 説明会 交流会 \
報告書 アンケート 代表 事務局 役員 会員 寄付 道具 機材 時間 場所
行いました 続けています 準備しています 話し合いました 広がっています 始まりました 見直しました 募集しています 紹介します
""".strip().splitlines()
)
ACTORS = ("civic", "community", "school", "business", "public")
#: (word, share of the documents that say it) planted on top of the rest.
PLANTED = (
    ("助成金", 0.08),
    ("ボランティア", 0.08),
    ("町内会", 0.06),
    ("自治会", 0.05),
    ("協働", 0.40),
    ("観覧車", 0.001),
)
NEWEST = datetime(2026, 4, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """A query to time: what it stands for, the text, and what narrows it."""

    label: str
    text: str
    narrowed: bool = False


QUERIES = (
    Asked("a word of 8 %", "ボランティア"),
    Asked("a word of 8 % (three kanji)", "助成金"),
    Asked("a word of 8 %, narrowed by two facets", "ボランティア", narrowed=True),
    Asked("synonyms, 11 %", "町会"),
    Asked("two words", "助成金 ボランティア"),
    Asked("a reading in kana", "じょせいきん"),
    Asked("a word of 40 %", "協働"),
    Asked("a rare word", "観覧車"),
    Asked("a word that nobody says", "宇宙船"),
    Asked("a slip (did you mean)", "ぼらんてあ"),
)


def document(number: int) -> Document:
    """Return the invented document of this number; always the same one."""
    chance = random.Random(number)  # noqa: S311  (invented data, not a secret)
    place, subject, area = chance.choice(PLACES), chance.choice(SUBJECTS), chance.choice(AREAS)
    said = [word for word, share in PLANTED if chance.random() < share]
    sentences = [_sentence(chance) for _n in range(chance.randint(6, 14))]
    for word in said:
        for _n in range(chance.choice((1, 1, 1, 2, 4))):
            sentences.insert(
                chance.randrange(len(sentences)), f"{word}について{chance.choice(NOUNS)}と{chance.choice(VERBS)}。"
            )
    titled = f"{chance.choice(said)}による" if said and chance.random() < 0.05 else ""
    return Document(
        kind=chance.choice(KINDS), key=str(number), title=f"{place}{titled}{subject}{number}", body="".join(sentences),
        summary=f"{area}の{subject}。", url=f"/bench/{number}/", at=NEWEST - timedelta(days=chance.randrange(3000)),
        facets={
            "area": [area], "field": chance.sample(FIELDS, chance.choice((1, 1, 2))), "actor": [chance.choice(ACTORS)],
        },
        visible_to=(PUBLIC,) if chance.random() < 0.97 else ("staff",),
    )  # fmt: skip


def _sentence(chance: random.Random) -> str:
    one, two, three = chance.sample(NOUNS, 3)
    year = chance.choice(("平成30年", "令和2年", "令和5年", "2024年"))
    return (
        f"{year}の{chance.choice(SUBJECTS)}では{one}と{two}が{chance.choice(PLACES)}で{three}を{chance.choice(VERBS)}。"
    )


def documents(number: int, start: int = 0) -> Iterator[Document]:
    """Yield the invented documents from ``start`` up to ``number``."""
    return (document(n) for n in range(start, number))


def fill(number: int, told: Callable[[str], None] = print) -> float:
    """Bring the database to ``number`` invented documents and return documents written in a second (0: none)."""
    have = SearchDocument.objects.filter(kind__in=KINDS).count()
    if not Synonym.objects.filter(words="町内会、町会、自治会").exists():
        Synonym.objects.create(words="町内会、町会、自治会")
    began = time.perf_counter()
    for start in range(have, number, 2000):
        with transaction.atomic():
            put_many(documents(min(start + 2000, number), start))
        told(f"search: {min(start + 2000, number)} of {number} documents")
    took = time.perf_counter() - began
    store().tidy()
    return (number - have) / took if number > have else 0.0


@dataclass(frozen=True)
class Timed:
    """What a query cost: milliseconds at the half, at 95 of 100 and of this process, and how much it found."""

    label: str
    text: str
    total: int
    p50: float
    p95: float
    cpu: float


def measure(rounds: int = 30) -> list[Timed]:
    """Return the times of all queries on what the database holds now."""
    return [_timed(asked, rounds) for asked in QUERIES]


def _timed(asked: Asked, rounds: int) -> Timed:
    facets = {"area": ["青葉", "泉"], "field": ["防災"]} if asked.narrowed else {}

    def once() -> Results:
        return find(asked.text, who=NOBODY, facets=facets, limit=20)

    found = once()
    _check(asked, found)
    spent = []
    busy = time.process_time()
    for _round in range(rounds):
        began = time.perf_counter()
        once()
        spent.append((time.perf_counter() - began) * 1000)
    busy = (time.process_time() - busy) * 1000 / rounds
    spent.sort()
    p50, p95 = statistics.median(spent), spent[max(int(len(spent) * 0.95) - 1, 0)]
    return Timed(asked.label, asked.text, found.total, p50, p95, busy)


def _check(asked: Asked, found: Results) -> None:
    """Raise ``AssertionError`` where a page lacks its items or its counts."""
    assert len(found.items) == min(found.total, 20), asked
    if found.total:
        assert sum(found.facets["kind"].values()) >= found.total, asked
        assert any(segment.hit for item in found.items for segment in (*item.marked_title, *item.snippet)), asked
