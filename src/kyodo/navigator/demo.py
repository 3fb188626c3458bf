"""Marked samples (見本) with deadlines near today, so that one sees how open programmes look."""

from datetime import time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.kernel.clock.now import moment, today
from kyodo.kernel.search import index
from kyodo.navigator.documents import KINDS
from kyodo.navigator.models import SupportProgramme

#: Days from today: (slug, name, reading, kind, needs, audience, opens, last day, summary, amount).
_SAMPLES: list[dict[str, Any]] = [
    {
        "slug": "mihon-hana",
        "name": "【見本】花いっぱい通り応援助成",
        "name_reading": "みほん はないっぱいどおりおうえんじょせい",
        "kind": "grant",
        "needs": ["money"],
        "for_whom": ["community_organization", "civic_group"],
        "stages": ["starting", "running"],
        "summary": "通りや公園に花を植える団体に、苗や土の費用を助成します。これは使い方を示すための作りものです。",
        "ceiling_yen": 100000,
        "ceiling_text": "上限10万円",
        "opens": -20,
        "closes": 6,
        "hour": time(17),
    },
    {
        "slug": "mihon-deai",
        "name": "【見本】大学と町内会の出会いの会",
        "name_reading": "みほん だいがくとちょうないかいのであいのかい",
        "kind": "joint_project",
        "needs": ["people", "advice"],
        "for_whom": ["community_organization", "educational_institution"],
        "stages": ["idea", "together"],
        "summary": "町内会の困りごとと、学生のやってみたいことを出し合う会です。これは使い方を示すための作りものです。",
        "opens": -5,
        "closes": 24,
        "hour": time.min,
    },
    {
        "slug": "mihon-soudan",
        "name": "【見本】休日の立ち上げ相談",
        "name_reading": "みほん きゅうじつのたちあげそうだん",
        "kind": "consultation",
        "needs": ["advice", "know_how"],
        "for_whom": ["person", "youth_group", "civic_group"],
        "stages": ["idea", "starting"],
        "is_always_open": True,
        "summary": "休みの日に、活動の始め方を相談できます。これは使い方を示すための作りものです。",
    },
]


@transaction.atomic
def make() -> str:
    """Make or renew the sample programmes; their deadlines are counted from today."""
    for sample in _SAMPLES:
        values = dict(sample)
        slug, opens, closes = values.pop("slug"), values.pop("opens", None), values.pop("closes", None)
        hour = values.pop("hour", time.min)
        if closes is not None:
            # A whole day ends where the next one begins.
            last = today() + timedelta(days=closes + (hour == time.min))
            values |= {"apply_from": moment(today() + timedelta(days=opens or 0)), "apply_until": moment(last, hour)}
        values |= {
            "provider": "見本",
            "owner": "見本",
            "confirmed_on": today(),
            "is_demo": True,
            "live": True,
            "is_public": True,
        }
        SupportProgramme.objects.update_or_create(
            slug=slug, defaults=values, create_defaults={**values, "first_published_at": timezone.now()}
        )
    index.put_many(KINDS["support"].some([sample["slug"] for sample in _SAMPLES]))
    return _("%(n)d sample programmes") % {"n": len(_SAMPLES)}
