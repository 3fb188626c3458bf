"""Reads about mandates. One holds by the calendar and by the term of whoever signed, whatever its row says."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from kyodo.commons.actors.models import Actor, Holding, Mandate
from kyodo.commons.actors.queries import open_on
from kyodo.commons.actors.states import MandateState, Power
from kyodo.kernel.permissions import Who


def in_force(on: date | None = None) -> QuerySet[Mandate]:
    """Return the mandates that hold on a day (default: today)."""
    day = on or timezone.localdate()
    signed = Q(holding__until=None) | Q(holding__until__gt=day)
    return Mandate.objects.filter(signed, state=MandateState.GIVEN, since__lte=day, until__gt=day)


def mandate_for(who: Who, actor: Actor, power: Power) -> Mandate | None:
    """Return the mandate by which a person may do this for an association today; None where there is none.

    The person must hold a seat of the intermediary on this day. One query; read afresh every time.
    """
    if who.pk is None:
        return None
    day = timezone.localdate()
    own = Holding.objects.filter(open_on(day), person=who.pk).values("seat__actor")
    found = in_force(day).filter(actor=actor, intermediary__in=own).select_related("intermediary", "holding")
    return next((mandate for mandate in found.order_by("since", "pk") if power in mandate.powers), None)


def intermediary_for(actor: Actor, power: Power, on: date | None = None) -> Mandate | None:
    """Return the mandate of an association that holds on a day with this power, whoever asks; one query."""
    found = in_force(on).filter(actor=actor).select_related("intermediary", "holding__seat")
    return next((mandate for mandate in found.order_by("since", "pk") if power in mandate.powers), None)


# --- by the clock ----------------------------------------------------------------------------

#: So long a mandate that ended because its signer left may still be proposed to whoever follows.
PROPOSED_WITHIN = timedelta(days=365)
#: From so many days before its end on the desk sees that a mandate ends soon.
SOON = timedelta(days=60)


def run_out(on: date | None = None) -> QuerySet[Mandate]:
    """Return the mandates whose row still says given though their time is over or their signer has left."""
    day = on or timezone.localdate()
    over = Q(until__lte=day) | Q(holding__until__lte=day)
    return Mandate.objects.filter(over, state=MandateState.GIVEN)


def left_by_signer(on: date | None = None) -> QuerySet[Mandate]:
    """Return what ended because the signer left a seat that somebody holds by now, and was not proposed again."""
    day = on or timezone.localdate()
    others = Mandate.objects.filter(
        actor=OuterRef("actor"),
        intermediary=OuterRef("intermediary"),
        state__in=(MandateState.DRAFTED, MandateState.GIVEN),
    )
    held = Holding.objects.filter(open_on(day), seat=OuterRef("holding__seat"))
    return Mandate.objects.filter(
        ~Exists(others), Exists(held), state=MandateState.OVER, renewals=None, until__gt=day,
        holding__until__lte=day, holding__until__gt=day - PROPOSED_WITHIN, holding__until__lt=F("until"),
    ).select_related("holding__seat", "actor", "intermediary")  # fmt: skip


# --- pages -----------------------------------------------------------------------------------

_ROW = ("actor", "intermediary", "holding__seat", "holding__person")


def shown() -> QuerySet[Mandate]:
    """Return mandates with all that a row of them shows."""
    return Mandate.objects.select_related(*_ROW)


@dataclass(frozen=True)
class DeskMandates:
    """The mandates as the desk sees them."""

    to_sign: list[Mandate]
    soon: list[Mandate]
    holding: list[Mandate]
    ended: list[Mandate]


def for_desk(on: date | None = None, limit: int = 100) -> DeskMandates:
    """Return what is to be signed, ends soon, holds, and ended in the last 90 days; three queries."""
    day = on or timezone.localdate()
    holding = list(in_force(day).select_related(*_ROW).order_by("until", "actor__sort_key", "pk"))
    is_soon = [ends_by(mandate) <= day + SOON for mandate in holding]
    recent = Q(ended_at__gte=timezone.now() - timedelta(days=90)) | Q(pk__in=run_out(day).values("pk"))
    return DeskMandates(
        to_sign=list(shown().filter(state=MandateState.DRAFTED).order_by("made_at", "pk")),
        soon=[mandate for mandate, soon in zip(holding, is_soon, strict=True) if soon],
        holding=[mandate for mandate, soon in zip(holding, is_soon, strict=True) if not soon],
        ended=list(shown().filter(recent).order_by(F("ended_at").desc(nulls_first=True), "-pk")[:limit]),
    )


def of_organization(actor: Actor) -> list[Mandate]:
    """Return the mandates that an organization gave or holds, the latest first; one query."""
    return list(shown().filter(Q(actor=actor) | Q(intermediary=actor)).order_by("-since", "-pk"))


def ends_by(mandate: Mandate) -> date:
    """Return the first day on which a mandate no longer holds, as far as is known today."""
    left = mandate.holding.until
    return min(mandate.until, left) if left else mandate.until


def last_day(mandate: Mandate) -> date:
    """Return the last day that the paper names."""
    return mandate.until - timedelta(days=1)


def why_ended(mandate: Mandate) -> str:
    """Return why a mandate does not hold: ``holder``, ``date``, ``revoked``, or "" while it may still hold."""
    if mandate.state == MandateState.REVOKED:
        return "revoked"
    left, ended = (
        mandate.holding.until,
        timezone.localdate(mandate.ended_at) if mandate.ended_at else timezone.localdate(),
    )
    if left and left <= ended and left < mandate.until:
        return "holder"
    return "date" if mandate.until <= ended else ""


def a_year_from(day: date) -> date:
    """Return the same day of the next year."""
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day + timedelta(days=366)
