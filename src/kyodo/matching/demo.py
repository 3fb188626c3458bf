"""The sample need and the sample offer of the demo (見本)."""

from datetime import date
from typing import Any

from django.db import transaction

from kyodo.commons.actors.public import Actor, Field, Seat, tell_capacity
from kyodo.kernel.permissions import SYSTEM
from kyodo.matching.actions.needs import ready_need, rewrite_need, show_need, tell_need
from kyodo.matching.actions.offers import begin_offer, save_draft, send_offer, show_offer
from kyodo.matching.models import Need, Offer

BY: dict[str, Any] = {"by": SYSTEM, "channel": "demo"}
HOST, OFFERER = "見本第一町内会", "見本大学地域連携室"


@transaction.atomic
def make_sample_matching() -> str:
    """Make the sample need and the sample offer where they are missing; return what there is."""
    host = Actor.objects.filter(name=HOST, is_demo=True).first()
    offerer = Actor.objects.filter(name=OFFERER, is_demo=True).first()
    if host is not None and not Need.objects.filter(is_demo=True).exists():
        _need(host)
    if host is not None and offerer is not None and not Offer.objects.filter(is_demo=True).exists():
        _offer(host, offerer)
    needs, offers = (model.objects.filter(is_demo=True).count() for model in (Need, Offer))
    return f"  見本の困りごと {needs}・申し出 {offers}"


def _need(host: Actor) -> None:
    seat = Seat.objects.filter(actor=host, title="会長").first()
    tell_capacity(actor=host, busy_months=(7, 8), hours_a_month=4, most_open=2, **BY)
    need = tell_need(
        told="公園の花だんの草取りが、役員だけではもう追いつきません。若い人が少しでも来てくれると助かります。",
        actor=host, seat=seat, may_show=True, may_name=True, is_demo=True, **BY,
    )  # fmt: skip
    need = rewrite_need(
        need=need, title="公園の花だんの草取りを、月に一度いっしょに",
        plain="見本第一町内会では、公園の花だんを長く手入れしてきました。役員が年を重ね、夏の草取りが追いつきません。"
        "月に一度、土曜の朝に一緒に作業してくださる方を探しています。道具と飲みものは町内会が用意します。",
        first_step="土曜の朝、会長と公園を歩き、花だんを見る", first_minutes=30, host_hours=4, months=[4, 5, 6, 9, 10],
        fields=Field.objects.filter(npo_number__in=(3, 9)), wards=list(host.wards.all()), **BY,
    )  # fmt: skip
    show_need(need=ready_need(need=need, **BY), **BY)


def _offer(host: Actor, offerer: Actor) -> None:
    seat = Seat.objects.filter(actor=offerer, title="担当").first()
    holding = seat.holdings.first() if seat else None
    offer = begin_offer(
        to=host, actor=offerer, seat=seat, person=holding.person if holding else None, is_demo=True, **BY
    )
    offer = save_draft(
        offer=offer, title="学生6人で、花だんの植えかえと草取りを手伝います",
        we_do="授業「地域と緑」の学生6人と教員1人が、月に一度うかがい、植えかえ、草取り、片づけをします。",
        host_does="はじめに10分、作業の場所を教えてください。", host_hours=6, paperwork="offerer", insurance="offerer",
        cost="offerer", cost_words="苗と土の代金は大学の授業費で払います。",
        first_step="教員が公園にうかがい、会長さんと花だんを見ます", first_minutes=30,
        starts_on=date(2027, 4, 10), ends_on=date(2027, 11, 30), follows="次の学年が同じ授業で引き継ぎます。",
        minors=False, may_show=True, may_name=True, fields=Field.objects.filter(npo_number__in=(2, 3)),
        wards=list(host.wards.all()), **BY,
    )  # fmt: skip
    show_offer(offer=send_offer(offer=offer, **BY), **BY)
