"""Writes about how people sign up for a gathering."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.gatherings import letters, lots
from kyodo.commons.gatherings.line import Group, turns
from kyodo.commons.gatherings.models import Charge, Gathering, Registration, SignUp
from kyodo.commons.gatherings.places import hold, is_drawing, set_places, take
from kyodo.commons.gatherings.states import REGISTRATION, Method, RegistrationState
from kyodo.commons.people.public import Person
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who

#: What is decided about a sign-up; everything else of it follows from registrations.
SETTINGS = (
    "is_paused", "method", "opens_at", "most_at_once", "answer_days", "asks_childcare", "asked_words",
)  # fmt: skip


@transaction.atomic
def set_sign_up(
    *, gathering: Gathering, by: Who, channel: str, charges: Sequence[tuple[str, int]] | None = None, **facts: Any
) -> SignUp:
    """Open a sign-up for a gathering or change how it goes.

    ``facts`` are ``SETTINGS`` and ``capacity`` and ``apply_until`` of the gathering itself. ``charges`` are
    (kind of participant, yen). Raises ``Unusable`` for fewer places than people who have one, for a lottery
    without an end, and for another way of giving places away once somebody signed up.
    """
    SignUp.objects.get_or_create(pk=gathering.pk, defaults={"places": gathering.capacity})
    sign_up = hold(gathering.pk)
    changes = {name: facts[name] for name in SETTINGS if name in facts}
    own = {name: facts[name] for name in ("capacity", "apply_until") if name in facts}
    if changes.get("method", sign_up.method) != sign_up.method and sign_up.registrations.exists():
        raise Unusable(_("People have signed up already. The way in which places are given away stays as it is."))
    until = own.get("apply_until", sign_up.gathering.apply_until)
    if changes.get("method", sign_up.method) == Method.LOTTERY and until is None:
        raise Unusable(_("A draw needs a day on which sign-up closes. Please write it."))
    SignUp.objects.filter(pk=sign_up.pk).update(**changes)
    Gathering.objects.filter(pk=gathering.pk).update(**own, changed_at=timezone.now())
    sign_up = hold(gathering.pk)
    if charges is not None:
        _set_charges(sign_up, charges)
    record(verb="set_sign_up", thing=gathering, by=by, channel=channel, facts={"fields": sorted([*changes, *own])})
    if "capacity" in own:
        set_places(sign_up, own["capacity"], by, channel)
    return sign_up


def _set_charges(sign_up: SignUp, charges: Sequence[tuple[str, int]]) -> None:
    """Keep what people were told: a kind somebody chose keeps its number, and its amount once somebody chose it."""
    known = {charge.label: charge for charge in sign_up.charges.all()}
    wanted = dict(charges)
    for label, charge in known.items():
        is_chosen = charge.participants.exists()
        if is_chosen and wanted.get(label) != charge.amount:
            raise Unusable(_("Somebody signed up as “%(label)s”. What they pay stays as it is.") % {"label": label})
        if label not in wanted:
            charge.delete()
    last = max((charge.number for charge in known.values()), default=0)
    for number, (label, amount) in enumerate(wanted.items(), last + 1):
        if label in known:
            Charge.objects.filter(pk=known[label].pk).update(amount=amount)
        else:
            Charge.objects.create(sign_up=sign_up, number=number, label=label, amount=amount)


@transaction.atomic
def close_list(*, gathering: Gathering, by: Who, channel: str) -> SignUp:
    """Close the list of those who take part in the draw; its hash is public from now on, before any dice are thrown.

    Raises ``Unusable`` before sign-up closes and while nobody waits, ``Conflict`` when it is closed already.
    """
    sign_up = hold(gathering.pk)
    until = sign_up.gathering.apply_until
    if not is_drawing(sign_up) or sign_up.draw_list:
        raise Conflict(_("The list is closed already."))
    if until is None or timezone.now() < until:
        raise Unusable(_("Sign-up is still open. The list is closed after it."))
    listing = lots.listing_of(sign_up)
    SignUp.objects.filter(pk=sign_up.pk).update(draw_list=listing.text)
    facts = {"commitment": listing.commitment, "entries": len(listing.entries)}
    record(verb="close_list", thing=gathering, by=by, channel=channel, facts=facts)
    return hold(gathering.pk)


@transaction.atomic
def draw_lots(*, gathering: Gathering, typed: str, person: Person, by: Who, channel: str) -> SignUp:
    """Keep what the dice showed; once a second person typed the same, give places away in the order of the lots.

    Whoever gets none waits in that order. Groups stay together by the rule of the waiting list; who gave up meanwhile
    is passed by, who was written down after the list was closed comes last. The first to type the dice may type them
    again until a second person has. Raises ``Conflict`` unless the list is closed and not drawn yet, ``Unusable`` for
    throws that cannot be and where the two differ.
    """
    sign_up = hold(gathering.pk)
    if not is_drawing(sign_up) or not sign_up.draw_list:
        raise Conflict(_("The list must be closed first, and is drawn once."))
    seed, is_second = lots.seed_of(sign_up, typed, person.pk)
    if is_second:
        _draw(sign_up, seed, person, by, channel)
    else:
        SignUp.objects.filter(pk=sign_up.pk).update(throws=seed, thrown_by=person)
        record(verb="keep_throws", thing=gathering, by=by, channel=channel)
    return hold(gathering.pk)


def _draw(sign_up: SignUp, seed: str, person: Person, by: Who, channel: str) -> None:
    numbers, file = lots.order_of(sign_up, seed)
    received = sign_up.registrations.filter(state=RegistrationState.RECEIVED).select_related("person")
    known = {registration.number: registration for registration in received.order_by("number")}
    drawn = [known.pop(number) for number in numbers if number in known] + list(known.values())
    SignUp.objects.filter(pk=sign_up.pk).update(
        drawn_at=timezone.now(), draw_file=file, next_number=F("next_number") + len(drawn), drawn_by=person
    )
    for line, registration in enumerate(drawn, sign_up.next_number):
        Registration.objects.filter(pk=registration.pk).update(line=line)
    record(verb="draw", thing=sign_up.gathering, by=by, channel=channel, facts={"registrations": len(drawn)})
    _place_drawn(sign_up, drawn, by, channel)


def _place_drawn(sign_up: SignUp, drawn: Sequence[Registration], by: Who, channel: str) -> None:
    line = [Group(registration.pk, registration.size) for registration in drawn]
    lucky = turns(line, sign_up.free, sign_up.places)
    for turn in lucky:
        Registration.objects.filter(pk__in=turn.passed).update(passed=F("passed") + 1)
    winners = {turn.key for turn in lucky}
    for registration in drawn:
        registration.sign_up = sign_up
        has_place = registration.pk in winners
        if has_place and not take(sign_up, registration.size):
            raise Conflict(_("This has just changed. Please open the page again to see how it stands."))
        moved = REGISTRATION.move(registration, "place" if has_place else "queue", by=by, channel=channel)
        letters.tell_state(moved, "drawn")
