"""Once a season each association is asked how much it can take on; the answer is its capacity from then on."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import Actor, Capacity, open_works, tell_capacity
from kyodo.commons.asks.public import Ask, Reply, put_ask
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.permissions import Who
from kyodo.matching.models import SeasonAsk
from kyodo.matching.queries.seasons import CALL, reachable_seats
from kyodo.matching.seasons import next_season

KIND = "matching.capacity"
SAME, NOT_NOW, ONE = "same", "not_now", "one"
OPEN_FOR, LADDER = timedelta(days=30), (14,)
MOST_OPEN = 20


@transaction.atomic
def ask_capacity(*, actor: Actor, season: date, by: Who, channel: str) -> Ask | None:
    """Ask an association how much it can take on this season; None where no office is reached.

    Raises ``IntegrityError`` when it was asked this season already.
    """
    seat = reachable_seats(timezone.localdate()).filter(actor=actor).first()
    if seat is None:
        return None
    known = Capacity.objects.filter(actor=actor).exists()
    with translation.override(settings.LANGUAGE_CODE):
        ask = put_ask(
            subject=_("Can you take something on this season?"), kind=KIND, seat=seat, about=actor, by=by,
            question=_(
                "From time to time somebody offers to do something together with an association. "
                "May we ask you about such offers in the coming three months? A no is a good answer, too."
            ),
            choices=_choices(known), answer_by=moment(day_of(timezone.now()) + OPEN_FOR), ladder=LADDER,
            channel=channel, at_end=_("Without an answer all stays as it was."), is_demo=actor.is_demo,
        )  # fmt: skip
    SeasonAsk.objects.create(actor=actor, season=season, ask=ask)
    return ask


def _choices(is_known: bool) -> list[tuple[str, str]]:
    """Return the answers; who never told anything cannot say that it is as before."""
    same = [(SAME, _("It is as before"))] if is_known else []
    return [*same, (NOT_NOW, _("We cannot now")), (ONE, _("We could take on one")), (CALL, _("Let us talk by phone"))]


# --- the answer ------------------------------------------------------------------------------


@transaction.atomic
def keep_capacity(*, ask: Ask, reply: Reply, by: Who, channel: str) -> None:
    """Write down the capacity that an answer tells, by its channel; in the transaction of the reply."""
    asked = SeasonAsk.objects.select_for_update().select_related("actor").get(ask=ask)
    if asked.before is None:
        asked.before = _snapshot(asked.actor)
        asked.save(update_fields=["before"])
    if reply.choice.key != CALL:
        _tell(asked.actor, _told(asked, reply.choice.key), by, channel)
    else:
        _restore(asked, by, channel)


@transaction.atomic
def restore_capacity(*, ask: Ask, by: Who, channel: str) -> None:
    """Put the capacity back as it stood before an answer that was written down by mistake."""
    asked = SeasonAsk.objects.select_for_update().select_related("actor").get(ask=ask)
    if asked.before is not None:
        _restore(asked, by, channel)
        asked.before = None
        asked.save(update_fields=["before"])


def _told(asked: SeasonAsk, key: str) -> dict[str, Any]:
    """Return the capacity that an answer tells, starting from what stood before."""
    told = _columns(asked.before or {})
    if key == NOT_NOW:
        told["not_before"] = next_season(asked.season)
    elif key == ONE:
        more = open_works([asked.actor.pk])[asked.actor.pk] + 1
        told |= {"not_before": None, "most_open": min(more, MOST_OPEN)}
    return told


def _columns(before: dict[str, Any]) -> dict[str, Any]:
    wait = before.get("not_before")
    return {
        "hours_a_month": before.get("hours_a_month"), "busy_months": before.get("busy_months", []),
        "most_open": before.get("most_open", 1), "not_before": date.fromisoformat(wait) if wait else None,
    }  # fmt: skip


def _snapshot(actor: Actor) -> dict[str, Any]:
    """Return the capacity of an association as plain values; empty where it never told any."""
    known = Capacity.objects.filter(actor=actor).first()
    if known is None:
        return {}
    return {
        "hours_a_month": known.hours_a_month, "busy_months": known.busy_months, "most_open": known.most_open,
        "not_before": known.not_before.isoformat() if known.not_before else None,
    }  # fmt: skip


def _restore(asked: SeasonAsk, by: Who, channel: str) -> None:
    """Make the capacity what it was before the answer; nothing where no answer had changed it."""
    if asked.before == _snapshot(asked.actor):
        return
    if asked.before:
        _tell(asked.actor, _columns(asked.before), by, channel)
    else:
        Capacity.objects.filter(actor=asked.actor).delete()


def _tell(actor: Actor, told: dict[str, Any], by: Who, channel: str) -> None:
    known = Capacity.objects.filter(actor=actor).first()
    themes = list(known.themes.all()) if known else []
    tell_capacity(actor=actor, by=by, channel=channel, themes=themes, **told)
