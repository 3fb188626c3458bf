"""The sample organizations of the demo (見本): one of each kind that a first walk through the site meets."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from kyodo.commons.actors.actions import add_seat, confirm_actor, create_actor, list_actor, seat_person
from kyodo.commons.actors.models import Actor, ActorKind, Field
from kyodo.commons.people.actions import register_person
from kyodo.commons.people.models import Person
from kyodo.commons.places.models import Ward
from kyodo.kernel.permissions import SYSTEM

BY: dict[str, Any] = {"by": SYSTEM, "channel": "demo"}
SINCE = date(2026, 4, 1)


@dataclass(frozen=True)
class Sample:
    """An invented organization. ``seats`` maps a title to who holds it: a sample account, or (name, reading)."""

    name: str
    reading: str
    kind: ActorKind
    purpose: str
    seats: dict[str, str | tuple[str, str] | None]
    founded: str = ""
    legal_form: str = ""
    npo_numbers: tuple[int, ...] = ()


SAMPLES = (
    Sample(
        "見本第一町内会", "ミホンダイイチチョウナイカイ", ActorKind.COMMUNITY_ORGANIZATION,
        "およそ四百世帯の町内会です。夏まつり、防災訓練、公園の花だんの手入れを続けています。役員の手が足りず、学生や企業の力を借りたいと考えています。",
        {
            "会長": "demo-citizen",
            "会計": ("見本 よしえ", "ミホン ヨシエ"),
            "地域連携担当": None,
        },
        founded="1958", npo_numbers=(3, 8, 9),
    ),
    Sample(
        "見本第一地区連合町内会", "ミホンダイイチチクレンゴウチョウナイカイ", ActorKind.COMMUNITY_ORGANIZATION,
        "十二の町内会が集まり、交通安全や高齢者の見守りに取り組んでいます。",
        {"会長": ("見本 たけお", "ミホン タケオ"), "事務局": ("見本 すみれ", "ミホン スミレ")},
        founded="1972", npo_numbers=(1, 9),
    ),
    Sample(
        "見本まちづくりNPO", "ミホンマチヅクリNPO", ActorKind.CIVIC_GROUP,
        "空き家を地域の居場所に変える活動をしています。片づけから使い方の話し合いまで、町内会と一緒に進めます。",
        {"代表": ("見本 りょう", "ミホン リョウ"), "事務局": ("見本 あおい", "ミホン アオイ")},
        founded="2011-06", legal_form="特定非営利活動法人", npo_numbers=(3, 13),
    ),
    Sample(
        "見本こども食堂の会", "ミホンコドモショクドウノカイ", ActorKind.CIVIC_GROUP,
        "月に二度、だれでも来られる食堂をひらいています。野菜は見本商店街から届きます。",
        {"代表": ("見本 なおこ", "ミホン ナオコ")}, founded="2019", npo_numbers=(1, 13),
    ),
    Sample(
        "見本大学地域連携室", "ミホンダイガクチイキレンケイシツ", ActorKind.EDUCATIONAL_INSTITUTION,
        "学生と教員が地域の課題にともに取り組むための窓口です。授業としての参加も、ボランティアも相談できます。",
        {"室長": ("見本 ひろし", "ミホン ヒロシ"), "担当": ("見本 ちひろ", "ミホン チヒロ")}, npo_numbers=(2, 3, 6),
    ),
    Sample(
        "見本商店街", "ミホンショウテンガイ", ActorKind.BUSINESS,
        "三十二の店が並ぶ商店街です。場所とポスターと、重いものを運ぶ手を貸せます。",
        {"理事長": ("見本 まさる", "ミホン マサル")}, founded="1949", legal_form="商店街振興組合", npo_numbers=(3, 16),
    ),
    Sample(
        "見本区まちづくり推進課", "ミホンクマチヅクリスイシンカ", ActorKind.PUBLIC_BODY,
        "町内会と市民活動の窓口です。", {"担当": "demo-city_staff"}, npo_numbers=(3,),
    ),
    Sample(
        "見本市民活動支援機構", "ミホンシミンカツドウシエンキコウ", ActorKind.INTERMEDIARY,
        "団体と団体、人と団体の間に立って、引き合わせと相談を受けています。",
        {"コーディネーター": "demo-coordinator", "センター長": "demo-center_staff"},
        founded="2004", legal_form="一般社団法人", npo_numbers=(19,),
    ),
)  # fmt: skip


@transaction.atomic
def make_sample_organizations() -> str:
    """Make the sample organizations that are missing, with their seats; return how many there are."""
    wards = list(Ward.objects.all())
    for place, sample in enumerate(SAMPLES):
        if not Actor.objects.filter(name=sample.name, is_demo=True).exists():
            _make(sample, wards[place % len(wards) : place % len(wards) + 1] if wards else [])
    return f"  見本の団体 {len(SAMPLES)}"


def _make(sample: Sample, wards: list[Ward]) -> None:
    actor = create_actor(
        name=sample.name, name_reading=sample.reading, kind=sample.kind.value, purpose=sample.purpose,
        founded=sample.founded, legal_form=sample.legal_form, wards=wards, is_demo=True,
        fields=Field.objects.filter(npo_number__in=sample.npo_numbers), **BY,
    )  # fmt: skip
    for order, (title, holder) in enumerate(sample.seats.items()):
        seat = add_seat(actor=actor, title=title, order=order * 10, **BY)
        person = _person(holder)
        if person:
            seat_person(seat=seat, person=person, since=SINCE, **BY)
    confirm_actor(actor=list_actor(actor=actor, **BY), **BY)


def _person(holder: str | tuple[str, str] | None) -> Person | None:
    if isinstance(holder, tuple):
        name, reading = holder
        known = Person.objects.filter(name=name, is_demo=True).first()
        return known or register_person(name=name, name_reading=reading, is_demo=True, **BY)
    return Person.objects.filter(account__username=holder, is_demo=True).first() if holder else None
