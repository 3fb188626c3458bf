"""Writes about mandates: each is one transaction with its audit row."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.mandates.queries import a_year_from, in_force, left_by_signer, run_out
from kyodo.commons.actors.mandates.walls import tell_ended
from kyodo.commons.actors.models import Actor, ActorKind, Holding, Mandate, MandateUse, Seat
from kyodo.commons.actors.queries import holding_of
from kyodo.commons.actors.states import MANDATE, MandateState, Power
from kyodo.commons.people.models import Person
from kyodo.kernel.audit.record import kind_of, record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.files.actions import store
from kyodo.kernel.files.contents import Checked
from kyodo.kernel.files.models import StoredFile
from kyodo.kernel.permissions import Who

#: The signed sheet.
SCAN = "actors.mandate_scan"


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
    renews: Mandate | None = None,
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
        made_by=Person.objects.filter(pk=by.pk).first() if by.pk else None, is_demo=is_demo, renews=renews,
    )  # fmt: skip
    record(verb="draw_up", thing=mandate, by=by, channel=channel, facts={"powers": chosen})
    return mandate


@transaction.atomic
def give(*, mandate: Mandate, given_on: date, by: Who, channel: str, scan: Checked | None = None) -> Mandate:
    """Write down that the association signed, with the sheet. One that no longer holds makes room for it.

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
        tell_ended(MANDATE.move(former, "lapse", by=by, channel=channel, ended_at=timezone.now()), by, channel)
    try:
        with transaction.atomic():
            moved = MANDATE.move(mandate, "give", by=by, channel=channel, given_on=given_on)
    except IntegrityError as error:
        raise Conflict(_("A mandate to this intermediary still holds. Please take it back first.")) from error
    if scan:
        attach(mandate=moved, scan=scan, by=by, channel=channel)
    return moved


def attach(*, mandate: Mandate, scan: Checked, by: Who, channel: str) -> StoredFile:
    """Keep the signed sheet with its mandate."""
    return store(scan, owner=mandate, kind=SCAN, by=by, channel=channel)


@transaction.atomic
def revoke(*, mandate: Mandate, by: Who, channel: str, words: str = "") -> Mandate:
    """Take a mandate back, at once and by any channel. Raises ``Conflict`` once it has ended."""
    changes: dict[str, Any] = {"ended_at": timezone.now(), "end_channel": channel, "end_words": words.strip()[:200]}
    was = Mandate.objects.select_for_update().get(pk=mandate.pk).state
    moved = MANDATE.move(mandate, "revoke", by=by, channel=channel, **changes)
    if was == MandateState.GIVEN:
        tell_ended(moved, by, channel)
    return moved


@transaction.atomic
def lapse(*, mandate: Mandate, by: Who, channel: str) -> Mandate:
    """Mark as over what no longer holds by the calendar or because its signer left the seat.

    Raises ``Conflict`` while it holds, and when it was marked or taken back already.
    """
    if not run_out().filter(pk=mandate.pk).exists():
        raise Conflict(_("This mandate still holds, or has ended already. Please open its page again."))
    moved = MANDATE.move(mandate, "lapse", by=by, channel=channel, ended_at=timezone.now())
    tell_ended(moved, by, channel)
    return moved


@transaction.atomic
def propose(*, mandate: Mandate, by: Who, channel: str) -> Mandate:
    """Draw up once more, in the name of today's holder, what ended because its signer left the seat: for a year.

    Raises ``Conflict`` where it was proposed already, another one holds, or nobody holds the seat.
    """
    Mandate.objects.select_for_update().get(pk=mandate.pk)
    if not left_by_signer().filter(pk=mandate.pk).exists():
        raise Conflict(_("This mandate was proposed again already, or nobody holds the seat yet."))
    today = timezone.localdate()
    return draw_up(
        actor=mandate.actor, intermediary=mandate.intermediary, seat=mandate.holding.seat, powers=mandate.powers,
        since=today, until=a_year_from(today), by=by, channel=channel, is_demo=mandate.is_demo, renews=mandate,
    )  # fmt: skip


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
