"""The sample questions of the demo (見本): one for somebody who gets mail, one for somebody who gets paper."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from kyodo.commons.actors.public import Seat
from kyodo.commons.asks.actions import put_ask
from kyodo.commons.asks.models import Ask
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.permissions import SYSTEM

BY: dict[str, Any] = {"by": SYSTEM, "channel": "demo"}
YES_NO = (("yes", "はい、できます"), ("talk", "話を聞いてから決めたい"), ("no", "今回は見送ります"))
SAMPLES = (
    (
        "見本第一町内会", "会長", "見本 防災訓練の見学について",
        "見本大学の学生3名が、10月の防災訓練を見学したいと希望しています。\n"
        "当日、30分ほど説明していただける方はいらっしゃいますか。",
        "お返事がないときは、見送りとして先方にお伝えします。",
    ),
    (
        "見本第一地区連合町内会", "事務局", "見本 回覧物の部数の確認",
        "来月の回覧物は、各班に1部ずつ、合わせて48部でよろしいでしょうか。",
        "お返事がないときは、先月と同じ部数でお届けします。",
    ),
)  # fmt: skip


@transaction.atomic
def make_sample_asks() -> str:
    """Put the sample questions that are missing; return how many there are."""
    answer_by = moment(day_of(timezone.now()) + timedelta(days=22))
    for actor, title, subject, question, at_end in SAMPLES:
        seat = Seat.objects.filter(actor__name=actor, actor__is_demo=True, title=title).first()
        if seat and not Ask.objects.filter(subject=subject, is_demo=True).exists():
            put_ask(
                seat=seat, subject=subject, question=question, choices=YES_NO, answer_by=answer_by, at_end=at_end,
                is_demo=True, **BY,
            )  # fmt: skip
    return f"  見本のお願い {len(SAMPLES)}"
