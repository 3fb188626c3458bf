"""Reads about mandates. One holds by the calendar and by the term of whoever signed, whatever its row says."""

from datetime import date

from django.db.models import Q, QuerySet
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
