"""Writes about mandates: each is one transaction with its audit row."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.mandates.ended import tell_ended
from kyodo.commons.actors.mandates.queries import in_force
from kyodo.commons.actors.models import Actor, ActorKind, Holding, Mandate, MandateUse, Seat
from kyodo.commons.actors.queries import holding_of
from kyodo.commons.actors.states import MANDATE, MandateState, Power
from kyodo.commons.people.models import Person
from kyodo.kernel.audit.record import kind_of, record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who


@transaction.atomic
def draw_up(
    *,
    actor: Actor,
    intermediary: Actor,
    seat: Seat,
    powers: Sequence[str],
    since: date,
    until: date,
    by: Who,
    channel: str,
    is_demo: bool = False,
) -> Mandate:
    """Write a mandate that is still to be signed by today's holder of a seat.

    Raises ``Unusable`` for a body that is no intermediary, for a seat of another organization or
    without a holder, for no power at all and for a period that ends before it begins.
    """
    if intermediary.kind != ActorKind.INTERMEDIARY:
        raise Unusable(_("Only an intermediary can be given a mandate. Please choose one of those in the list."))
    chosen = [power for power in Power.values if power in set(powers)]
    if not chosen:
        raise Unusable(_("Please tick at least one thing that the intermediary may do."))
    if until <= since:
        raise Unusable(_("The mandate ends before it begins. Please choose a later last day."))
    holding = holding_of(seat) if seat.actor_id == actor.pk else None
    if holding is None:
        raise Unusable(_("Nobody holds this seat today. Please write down first who holds it."))
    mandate = Mandate.objects.create(
        actor=actor, intermediary=intermediary, holding=holding, powers=chosen, since=since, until=until,
        made_by=Person.objects.filter(pk=by.pk).first() if by.pk else None, is_demo=is_demo,
    )  # fmt: skip
    record(verb="draw_up", thing=mandate, by=by, channel=channel, facts={"powers": chosen})
    return mandate


@transaction.atomic
def give(*, mandate: Mandate, given_on: date, by: Who, channel: str) -> Mandate:
    """Write down that the association signed. One that no longer holds makes room for it.

    Raises ``Conflict`` when another mandate to the same intermediary still holds, when the one who was
    to sign no longer holds the seat, or when this one is no longer waiting.
    """
    holding = Holding.objects.select_for_update().get(pk=mandate.holding_id)
    if holding.until is not None and holding.until <= given_on:
        raise Conflict(_("Somebody else holds the seat by now. Please draw up the mandate again in their name."))
    given = Mandate.objects.select_for_update().filter(
        actor=mandate.actor_id, intermediary=mandate.intermediary_id, state=MandateState.GIVEN
    )
    for former in given:
        if in_force().filter(pk=former.pk).exists():
            raise Conflict(_("A mandate to this intermediary still holds. Please take it back first."))
        MANDATE.move(former, "lapse", by=by, channel=channel, ended_at=timezone.now())
    try:
        with transaction.atomic():
            return MANDATE.move(mandate, "give", by=by, channel=channel, given_on=given_on)
    except IntegrityError as error:
        raise Conflict(_("A mandate to this intermediary still holds. Please take it back first.")) from error


@transaction.atomic
def revoke(*, mandate: Mandate, by: Who, channel: str, words: str = "") -> Mandate:
    """Take a mandate back, at once and by any channel. Raises ``Conflict`` once it has ended."""
    changes: dict[str, Any] = {"ended_at": timezone.now(), "end_channel": channel, "end_words": words.strip()[:200]}
    revoked = MANDATE.move(mandate, "revoke", by=by, channel=channel, **changes)
    tell_ended(revoked, by, channel)
    return revoked


@transaction.atomic
def use(
    *, mandate: Mandate, power: Power, what: str, by: Who, channel: str, about: models.Model | None = None
) -> MandateUse:
    """Write down an act by a mandate, in the transaction of the act. Raises ``Conflict`` when the mandate does not
    hold any more, or never held this power."""
    held = in_force().select_for_update(of=("self",)).filter(pk=mandate.pk).first()
    if held is None or power not in held.powers:
        raise Conflict(_("The mandate for this no longer holds. Please ask the association itself."))
    done = MandateUse.objects.create(
        mandate=held, power=power, what=what[:200], about_kind=kind_of(about) if about else "",
        about_id=str(about.pk) if about else "", channel=channel, at=timezone.now(),
        by=Person.objects.filter(pk=by.pk).first() if by.pk else None,
    )  # fmt: skip
    record(verb="use", thing=held, by=by, channel=channel, facts={"power": str(power)})
    return done
