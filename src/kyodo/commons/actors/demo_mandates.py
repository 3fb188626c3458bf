"""The sample mandate, capacities and handover notes of the demo (見本)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kyodo.commons.actors.capacity import tell_capacity
from kyodo.commons.actors.handover.actions import write_note
from kyodo.commons.actors.mandates.actions import draw_up, give
from kyodo.commons.actors.mandates.queries import a_year_from
from kyodo.commons.actors.models import Actor, Capacity, Field, HandoverNote, Mandate, Seat
from kyodo.commons.actors.states import NoteKind, Power
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.permissions import SYSTEM

BY: dict[str, Any] = {"by": SYSTEM, "channel": "demo"}
ASSOCIATION, FEDERATION, INTERMEDIARY = "見本第一町内会", "見本第一地区連合町内会", "見本市民活動支援機構"
POWERS = (Power.ANSWER, Power.DECLINE, Power.PROPOSE_DATES, Power.RECEIVE_OFFERS)
NOTES = (
    (NoteKind.KEY, "集会所の鍵は会長と会計が1本ずつ持っています。防災倉庫の鍵は集会所の青い箱の中にあります。"),
    (NoteKind.CALENDAR, "夏まつりの実行委員会は5月の第3土曜日から。見本商店街への協賛のお願いは6月のはじめ。"),
)  # fmt: skip


@transaction.atomic
def make_sample_mandates() -> str:
    """Make the sample mandate, capacities and notes that are missing; return what there is."""
    sample = {actor.name: actor for actor in Actor.objects.filter(is_demo=True)}
    if {ASSOCIATION, FEDERATION, INTERMEDIARY} <= set(sample):
        _mandate(sample[ASSOCIATION], sample[INTERMEDIARY])
        _capacity(sample[ASSOCIATION], hours_a_month=12, busy_months=(3, 4, 7, 8), most_open=2)
        _capacity(sample[FEDERATION], hours_a_month=4, busy_months=(4, 9, 12), most_open=1)
    return f"  見本の委任 {Mandate.objects.filter(is_demo=True).count()}"


def _mandate(actor: Actor, intermediary: Actor) -> None:
    seat = Seat.objects.filter(actor=actor, title="会長").first()
    if seat is None or not seat.holdings.exists():
        return
    if not Mandate.objects.filter(actor=actor, is_demo=True).exists():
        since = max(FiscalYear.of(timezone.localdate()).start, date(2026, 4, 1))
        mandate = draw_up(
            actor=actor, intermediary=intermediary, seat=seat, powers=POWERS, since=since, until=a_year_from(since),
            is_demo=True, **BY,
        )  # fmt: skip
        give(mandate=mandate, given_on=since, **BY)
    if not HandoverNote.objects.filter(seat=seat, is_demo=True).exists():
        for kind, text in NOTES:
            write_note(seat=seat, kind=kind, text=text, is_demo=True, **BY)


def _capacity(actor: Actor, **told: Any) -> None:
    if not Capacity.objects.filter(actor=actor).exists():
        tell_capacity(actor=actor, themes=Field.objects.filter(npo_number__in=(3, 8)), **told, **BY)
