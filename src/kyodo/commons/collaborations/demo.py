"""The sample collaboration of the demo (見本): five kinds of actor round one table, one of them not confirmed yet."""

from typing import Any

from django.db import transaction

from kyodo.commons.actors.public import Actor, ActorKind, Field
from kyodo.commons.collaborations.actions import (
    confirm_partner,
    move_collaboration,
    set_drawing,
    set_story,
    show_collaboration,
    start_collaboration,
)
from kyodo.commons.collaborations.drafts import PartnerDraft, TieDraft
from kyodo.commons.collaborations.models import Collaboration, Event, Span, YearFigure
from kyodo.commons.collaborations.states import Confirmation, TieKind
from kyodo.commons.places.models import Ward
from kyodo.kernel.permissions import SYSTEM

BY: dict[str, Any] = {"by": SYSTEM, "channel": "demo"}
TITLE = "見本 空き家をみんなの居場所に"
AIM = (
    "町内会の空き家を、だれでも立ち寄れる居場所に変えます。片づけ、使い方の話し合い、月に二度の食堂を、"
    "町内会、NPO、大学、商店街、区がそれぞれ得意なことを持ち寄って進めます。"
)
#: key, name of the sample organization, role, since
PARTNERS = (
    ("chonaikai", "見本第一町内会", "場所の提供、声かけ", "2024-04"),
    ("npo", "見本まちづくりNPO", "進行役、片づけの指導", "2024-04"),
    ("shokudo", "見本こども食堂の会", "月に二度の食堂", "2025-06"),
    ("daigaku", "見本大学地域連携室", "学生の参加、調査", "2025-04"),
    ("shotengai", "見本商店街", "食材とポスター", "2025-06"),
    ("ku", "見本区まちづくり推進課", "助成と相談", "2024-10"),
    ("kiko", "見本市民活動支援機構", "引き合わせ", "2024-04"),
)
TIES = (
    TieDraft("chonaikai", "npo", TieKind.PLACE, "空き家を貸す", since="2024-04"),
    TieDraft("npo", "chonaikai", TieKind.KNOWLEDGE, "話し合いの進め方", since="2024-04"),
    TieDraft("daigaku", "npo", TieKind.PEOPLE, "学生の手伝い", since="2025-04"),
    TieDraft("npo", "daigaku", TieKind.KNOWLEDGE, "現場での学び", since="2025-04"),
    TieDraft("shotengai", "shokudo", TieKind.GOODS, "野菜と米", since="2025-06"),
    TieDraft("ku", "npo", TieKind.MONEY, "助成金", since="2024-10"),
    TieDraft("shokudo", "chonaikai", TieKind.PLACE, "集まる場", both_ways=True, since="2025-06"),
    TieDraft("kiko", "chonaikai", TieKind.INFORMATION, "NPOの紹介", since="2024-04"),
    TieDraft("kigyo", "shokudo", TieKind.GOODS, "冷蔵庫", since="2026-06"),
)


@transaction.atomic
def make_sample_collaborations() -> str:
    """Make the sample collaboration where it is missing; return how many there are."""
    if not Collaboration.objects.filter(title=TITLE, is_demo=True).exists():
        _make()
    return "  見本の協働 1"


def _make() -> None:
    actors = {actor.name: actor for actor in Actor.objects.filter(is_demo=True)}
    made = start_collaboration(
        title=TITLE, title_reading="ミホン アキヤヲミンナノイバショニ", aim=AIM, is_demo=True,
        fields=Field.objects.filter(npo_number__in=(3, 13)), wards=Ward.objects.order_by("order")[:1], **BY,
    )  # fmt: skip
    partners = [
        PartnerDraft(key, actors[name].kind, actor=actors[name], role=role, since=since)
        for key, name, role, since in PARTNERS
        if name in actors
    ]
    partners.append(PartnerDraft("kigyo", ActorKind.BUSINESS, name="見本電器", role="冷蔵庫の提供", since="2026-06"))
    keys = {partner.key for partner in partners}
    ties = [tie for tie in TIES if {tie.source, tie.target} <= keys]
    made = set_drawing(collaboration=made, partners=partners, ties=ties, version=made.version, **BY)
    for partner in made.partners.exclude(actor=None):
        confirm_partner(partner=partner, confirmation=Confirmation.COUNTER, **BY)
    figures = [
        YearFigure(label="食堂に来た人", unit="人", year=year, value=value)
        for year, value in ((2025, 412), (2026, 638))
    ]
    events = [
        Event(on="2024-05", title="町内会とNPOの初めての話し合い"),
        Event(on="2025-06", title="月に二度の食堂が始まる"),
    ]
    spans = [Span(since="2024-04")]
    set_story(collaboration=made, spans=spans, events=events, figures=figures, **BY)
    made = move_collaboration(collaboration=made, verb="begin", **BY)
    show_collaboration(collaboration=made, **BY)
