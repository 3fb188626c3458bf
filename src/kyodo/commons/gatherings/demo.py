"""The sample events of the demo (見本), always in the coming weeks; made again for the days on which it runs."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from kyodo.commons.actors.public import Actor, Field
from kyodo.commons.gatherings.actions import cancel_gathering, create_gathering, edit_gathering, publish_gathering
from kyodo.commons.gatherings.actions.registering import Guest, join
from kyodo.commons.gatherings.actions.signups import set_sign_up
from kyodo.commons.gatherings.contacts import Contact
from kyodo.commons.gatherings.dates import DateDraft, date_draft
from kyodo.commons.gatherings.models import Gathering, SignUp
from kyodo.commons.gatherings.states import Attendance, GatheringKind
from kyodo.commons.places.public import Facility, public_facilities
from kyodo.kernel.clock.now import now, today
from kyodo.kernel.permissions import SYSTEM

BY: dict[str, Any] = {"by": SYSTEM, "channel": "demo"}


@dataclass(frozen=True)
class Sample:
    """An invented event. ``days``: (days from this week's Monday, begins, ends) of each date, in minutes or None."""

    title: str
    reading: str
    kind: GatheringKind
    description: str
    organizer: str
    days: tuple[tuple[int, int | None, int | None], ...]
    facts: dict[str, Any]
    npo_numbers: tuple[int, ...] = ()
    cancelled: str = ""
    is_published: bool = True


def _h(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


COURSE = "見本 はじめての会計講座"
#: Who signed up for it: name, reading, how many they are.
PEOPLE = (
    ("見本 花子", "ミホン ハナコ", 2), ("見本 一郎", "ミホン イチロウ", 4), ("見本 さくら", "ミホン サクラ", 3),
    ("見本 健", "ミホン ケン", 2), ("見本 家族", "ミホン カゾク", 4),
)  # fmt: skip
SAMPLES = (
    Sample(
        "見本 秋の防災さんぽ", "ミホン アキノボウサイサンポ", GatheringKind.EVENT,
        "町を歩きながら、避難場所と危ない場所を地図に書きこみます。最後にお茶を飲みながら話します。",
        "見本第一町内会", ((5, _h(9, 30), _h(11, 30)),),
        {
            "audience": "どなたでも", "is_free": True,
            "how_to_apply": "申し込みはいりません。当日、集合場所へお越しください。",
            "place_name": "見本公園 入口", "is_wheelchair_accessible": True, "contact_name": "見本第一町内会",
            "dates_text": "雨の日は翌日に行います。",
        }, (8, 9),
    ),
    Sample(
        COURSE, "ミホン ハジメテノカイケイコウザ", GatheringKind.COURSE,
        "町内会や市民活動団体で会計を始める人のための、三回つづきの講座です。帳簿のつけ方、決算書、監査の順に学びます。",
        "見本市民活動支援機構", tuple((day, _h(18, 30), _h(20, 30)) for day in (9, 16, 23)),
        {
            "audience": "町内会や市民活動団体の役員", "is_free": False, "fee_text": "資料代500円（三回分）",
            "capacity": 20, "how_to_apply": "電話か窓口でお申し込みください。",
            "has_captioning": True, "has_childcare": True,
            "accommodation_text": "託児は一週間前までにお知らせください。", "contact_name": "見本市民活動支援機構",
            "attendance": Attendance.HYBRID,
        }, (19,),
    ),
    Sample(
        "見本 空き家の使い方を話し合う会", "ミホン アキヤノツカイカタヲハナシアウカイ", GatheringKind.MEETING,
        "空き家を地域の居場所にする計画を、町内の人と学生とNPOで話し合います。はじめての方も歓迎します。",
        "見本まちづくりNPO", ((12, _h(14), None),),
        {
            "audience": "どなたでも", "is_free": True, "has_sign_language": True, "contact_name": "見本まちづくりNPO",
            "how_to_apply": "申し込みはいりません。",
        }, (3,),
    ),
    Sample(
        "見本 商店街の夜市", "ミホン ショウテンガイノヨイチ", GatheringKind.EVENT,
        "三十二の店が店先をひらき、市民活動団体が活動を紹介します。",
        "見本商店街", ((19, None, None), (20, None, None)),
        {"audience": "どなたでも", "is_free": True, "place_name": "見本商店街", "contact_name": "見本商店街"}, (3, 16),
    ),
    Sample(
        "見本 冬の炊き出し訓練", "ミホン フユノタキダシクンレン", GatheringKind.EVENT,
        "大きな釜でご飯を炊き、みんなで配る練習をします。", "見本第一地区連合町内会", ((13, _h(10), _h(13)),),
        {"audience": "町内の方", "is_free": True, "contact_name": "見本第一地区連合町内会"}, (8,),
        cancelled="会場の工事のため中止します。次の日は決まり次第お知らせします。",
    ),
    Sample(
        "見本 春の総会の進め方（下書き）", "ミホン ハルノソウカイノススメカタ", GatheringKind.COURSE,
        "総会の準備から議事録までを、一日で学ぶ講座の下書きです。", "見本市民活動支援機構", ((30, _h(13), _h(16)),),
        {"capacity": 30, "is_free": True}, (19,), is_published=False,
    ),
)  # fmt: skip


@transaction.atomic
def make_sample_events() -> str:
    """Make the sample events that are missing, and bring those that are over to the coming weeks."""
    actors = {actor.name: actor for actor in Actor.objects.filter(is_demo=True)}
    place = public_facilities().order_by("order", "slug").first()
    # On a Sunday the week that is coming.
    monday = today() - timedelta(days=today().weekday() if today().weekday() < 6 else -1)
    for sample in SAMPLES:
        dates = [date_draft(monday + timedelta(days=n), begins, None, ends) for n, begins, ends in sample.days]
        known = Gathering.objects.filter(title=sample.title, is_demo=True).first()
        if known is None:
            _make(sample, dates, actors.get(sample.organizer), place)
        elif not known.occurrences.filter(ends_at__gt=now(), is_cancelled=False).exists():
            edit_gathering(gathering=known, dates=dates, **BY)
    return f"  見本の催し {len(SAMPLES)}、申し込み {_sign_people_up()}"


def _sign_people_up() -> int:
    """Open the sign-up of the sample course, fill it, and let a family wait in line; returns how many registrations."""
    course = Gathering.objects.filter(title=COURSE, is_demo=True).first()
    if course is None or SignUp.objects.filter(pk=course.pk).exists():
        return 0
    charges = [("おとな", 500), ("学生", 200)]
    sign_up = set_sign_up(gathering=course, capacity=12, charges=charges, asks_childcare=True, **BY)
    adult = sign_up.charges.get(number=1)
    for name, reading, size in PEOPLE:
        guests = [Guest(name, reading, charge=adult), *[Guest(charge=adult)] * (size - 1)]
        contact = Contact(name, reading, phone="022-000-0000", is_demo=True)
        join(gathering=course, guests=guests, contact=contact, is_staff=True, **BY)
    return len(PEOPLE)


def _make(sample: Sample, dates: list[DateDraft], organizer: Actor | None, place: Facility | None) -> None:
    facts = dict(sample.facts)
    if "place_name" not in facts:
        facts["place"] = place
    made = create_gathering(
        title=sample.title, title_reading=sample.reading, kind=sample.kind, description=sample.description,
        organizer=organizer, organizer_name="" if organizer else sample.organizer, dates=dates, is_demo=True,
        fields=Field.objects.filter(npo_number__in=sample.npo_numbers), **facts, **BY,
    )  # fmt: skip
    if sample.is_published:
        made = publish_gathering(gathering=made, **BY)
    if sample.cancelled:
        cancel_gathering(gathering=made, reason=sample.cancelled, **BY)
