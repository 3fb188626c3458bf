"""The sample case of the demo (見本): every part of a case's page can be seen on it."""

import json
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from kyodo.casebook import documents
from kyodo.casebook.models import Case, SchemeUsed
from kyodo.casebook.states import Part
from kyodo.commons.collaborations.public import Collaboration
from kyodo.kernel.clock.now import today
from kyodo.kernel.search import index
from kyodo.kernel.trail.walk import came_from
from kyodo.ui.richtext import from_markdown

SLUG = "mihon-ibasho"
#: What the sample collaboration is called (``commons/collaborations/demo.py``).
WORK = "見本 空き家をみんなの居場所に"
LEAD = (
    "町内会の空き家を、片づけから始めて、だれでも立ち寄れる居場所に変えた事例です。場所を出す町内会と進行役のNPOが"
    "1年かけて話し合い、大学・商店街・区が順に加わりました。これは使い方を示すための作りものです。"
)
PARTS = {
    Part.BEGAN: (
        "会長さんの家の隣が空き家になり、「草刈りだけでも手がたりない」という相談が町内会に寄せられたのが始まりです。"
        "中間支援組織が、場所を探していたNPOを引き合わせました。"
    ),
    Part.DONE: (
        "- 1年目: 持ち主との話し合いと片づけ。月1回の作業日には、のべ120人が参加しました。\n"
        "- 2年目: 月2回の食堂を始めました。献立は町内会とNPOが交代で考えます。\n"
        "- 3年目: 学生が聞き取りをして、開ける曜日を決め直しました。"
    ),
    Part.EFFECT: "食堂に来た人は、2年目の412人から3年目の638人に増えました。半分は一人暮らしのお年寄りです。",
    Part.DEVISED: "話し合いは1時間で終える、決めたことは紙1枚にして回覧する、の二つだけを約束にしました。",
    Part.STUMBLED: (
        "最初の半年は、作業日の連絡がNPOから届かず、町内会の人が集まりませんでした。連絡をLINEだけにしていたためです。"
        "**回覧板と電話を足したところ、参加が3倍になりました。**\n\n"
        "食材の寄付を断れずに余らせたこともあります。今は前の週に必要な量を商店街へ伝えています。"
    ),
    Part.COST: (
        "修理と備品に約48万円、食堂は1回あたり約9,000円です。修理には区の助成(見本)を使い、"
        "食堂は参加費(大人300円)と寄付でまかなっています。"
    ),
    Part.LASTING: "世話役は1年交代で、町内会とNPOから1人ずつ出します。引き継ぎの紙は3枚にまとめてあります。",
    Part.COPY: (
        "1. 先に「やめるときの決め方」を話しておく\n2. 連絡は、紙・電話・LINEの三つで送る\n"
        "3. 助成の相談は、計画を書く前に行く"
    ),
}  # fmt: skip
QUOTE = {"text": "場所はあるけれど人がいない。人はいるけれど場所がない。会ってみたら、それだけのことでした。",
         "origin": "見本第一町内会 会長"}  # fmt: skip
INTERVIEW = {
    "who": "見本大学地域連携室 学生",
    "questions": [
        {"question": "参加して、いちばん意外だったことは?",
         "answer": "聞き取りに行くと、お茶が出て1軒に1時間かかることです。"},
        {"question": "次に取り組む人へ一言。", "answer": "調べる前に、まず一緒に皿を洗ってください。"},
    ],
}  # fmt: skip


@transaction.atomic
def make_sample_case() -> str:
    """Make or renew the sample case; nothing where the sample collaboration is missing."""
    work = Collaboration.objects.filter(title=WORK, is_demo=True).first()
    if work is None:
        return "  見本の事例 0"
    now = timezone.now()
    values: dict[str, Any] = {
        "title": "見本 空き家が、月に二度の食堂になるまで",
        "title_reading": "ミホン アキヤガツキニニドノショクドウニナルマデ",
        "lead": LEAD, "collaboration": work, "place": "見本第一町内会の空き家", "year_from": 2024, "year_until": 2026,
        "body": json.dumps(list(_numbered())), "published_in": "", "published_on": "", "keeper": "見本",
        "confirmed_on": today(), "is_demo": True, "is_public": True, "live": True, "last_published_at": now,
    }  # fmt: skip
    case, _made = Case.objects.update_or_create(
        slug=SLUG, defaults=values, create_defaults={**values, "first_published_at": now}
    )
    case.wards.set(work.wards.all())
    case.fields.set(work.fields.all())
    case.save()
    SchemeUsed.objects.filter(case=case).delete()
    SchemeUsed.objects.create(
        case=case, programme="mihon-hana", name="【見本】花いっぱい通り応援助成", note="修理の費用の一部(2024年度)"
    )
    came_from(case, work)
    index.put_many(documents.some([SLUG]))
    return "  見本の事例 1"


def _blocks() -> list[dict[str, Any]]:
    told = [
        {"type": "part", "value": {"kind": part.value, "heading": "", "text": from_markdown(text)}}
        for part, text in PARTS.items()
    ]
    video = {"title": "見本の動画 食堂の一日", "provider": "見本の動画サイト", "url": "https://video.example.jp/mihon",
             "minutes": 6, "summary": "仕込みから片づけまでを短くまとめたもの。"}  # fmt: skip
    interview = {**INTERVIEW, "questions": [{"type": "item", "value": q, "id": _id(q)} for q in INTERVIEW["questions"]]}
    figures = {"type": "figures", "value": {"text": "食堂は2025年6月に始まったので、2025年度は10か月分です。"}}
    more = [("quote", QUOTE), ("interview", interview), ("video", video)]
    return [*told[:4], figures, *told[4:], *({"type": kind, "value": value} for kind, value in more)]


def _numbered() -> list[dict[str, Any]]:
    return [{**block, "id": _id(block)} for block in _blocks()]


def _id(value: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{SLUG}:{json.dumps(value, sort_keys=True)}"))
