"""Writes about those who sign up. Each holds the sign-up first, so that two at once wait for each other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.asks.public import Ask, Reply
from kyodo.commons.gatherings import letters
from kyodo.commons.gatherings.actions.door import check_in
from kyodo.commons.gatherings.contacts import Contact, keep_contact
from kyodo.commons.gatherings.models import (
    Accommodation,
    Charge,
    Gathering,
    Occurrence,
    Participant,
    Registration,
    SignUp,
)
from kyodo.commons.gatherings.places import (
    fill,
    first_start,
    free_places,
    hold,
    hold_registration,
    is_drawing,
    release,
    take,
)
from kyodo.commons.gatherings.signing import closed_reason
from kyodo.commons.gatherings.states import HOLDING, REGISTRATION, STANDING, RegistrationState
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import SYSTEM, Who
from kyodo.kernel.text.letters import with_new_code


@dataclass(frozen=True)
class Guest:
    """One of those who come, as typed; without a name where only the number was told."""

    name: str = ""
    reading: str = ""
    is_minor: bool = False
    charge: Charge | None = None


@dataclass(frozen=True)
class Wishes:
    """What somebody needs in order to take part: values of ``Wish``, own words, ages of children."""

    wishes: Collection[str] = ()
    words: str = ""
    child_ages: str = ""

    def __bool__(self) -> bool:
        return bool(self.wishes or self.words or self.child_ages)


NO_WISHES = Wishes()


@transaction.atomic
def join(
    *, gathering: Gathering, guests: Sequence[Guest], contact: Contact | None, by: Who, channel: str,
    wishes: Wishes = NO_WISHES, is_staff: bool = False, **more: Any,
) -> Registration:  # fmt: skip
    """Sign people up together: they get places together, wait together, or wait for the draw together.

    ``more`` may hold ``group_name``, ``guardian`` and ``words``. ``is_staff``: whoever organizes it types it in,
    also before it opens and after it closed. ``contact`` None: nobody whom we could reach, such as at the door.
    Raises ``Unusable`` with the reason when nobody can sign up now or the group is larger than may come at once.
    """
    person, is_own = keep_contact(contact, by, channel) if contact else (None, False)
    sign_up = hold(gathering.pk)
    if reason := closed_reason(sign_up, timezone.now(), is_staff=is_staff):
        raise Unusable(reason)
    size = len(guests)
    _check_size(sign_up, size, is_staff)
    SignUp.objects.filter(pk=sign_up.pk).update(next_number=F("next_number") + 1)
    registration = with_new_code(
        lambda: Registration.objects.create(
            sign_up=sign_up, number=sign_up.next_number, line=sign_up.next_number, size=size, person=person,
            is_own_person=is_own, channel=channel, **more,
        )
    )  # fmt: skip
    Participant.objects.bulk_create(
        Participant(registration=registration, number=number, **vars(guest)) for number, guest in enumerate(guests, 1)
    )
    _keep_wishes(registration, wishes)
    record(verb="sign_up", thing=registration, by=by, channel=channel, facts={"size": size})
    _find_place(sign_up, registration, by, channel)
    letters.tell_state(registration)
    return registration


def _check_size(sign_up: SignUp, size: int, is_staff: bool) -> None:
    if size < 1 or (size > sign_up.most_at_once and not is_staff):
        raise Unusable(
            _("Up to %(most)s people can sign up together. For a larger group, please phone us.")
            % {"most": sign_up.most_at_once}
        )
    if sign_up.places is not None and size > sign_up.places:
        raise Unusable(
            _("There are %(places)s places in all. Please phone us; we look for a way.") % {"places": sign_up.places}
        )


def _find_place(sign_up: SignUp, registration: Registration, by: Who, channel: str) -> None:
    """Give a newcomer a place when it is their turn; else they wait in line, or for the draw."""
    if is_drawing(sign_up):
        return
    REGISTRATION.move(registration, "queue", by=by, channel=channel)
    fill(sign_up, by, channel, newcomer=registration)
    registration.refresh_from_db()
    registration.sign_up = sign_up


def _keep_wishes(registration: Registration, wishes: Wishes) -> None:
    Accommodation.objects.filter(registration=registration).delete()
    if wishes:
        Accommodation.objects.create(
            registration=registration, wishes=sorted(wishes.wishes), words=wishes.words, child_ages=wishes.child_ages
        )


@transaction.atomic
def change_registration(
    *, registration: Registration, names: dict[int, tuple[str, str]], wishes: Wishes, by: Who, channel: str,
    words: str = "",
) -> Registration:  # fmt: skip
    """Correct names (by number of participant: name, reading) and wishes. Raises ``Conflict`` when it is over."""
    held = hold_registration(registration)
    if held.state not in STANDING or held.erased_at:
        raise Conflict(_("This registration is over. Please sign up anew, or phone us."))
    for number, (name, reading) in names.items():
        held.participants.filter(number=number).update(name=name, reading=reading)
    Registration.objects.filter(pk=held.pk).update(words=words)
    _keep_wishes(held, wishes)
    record(verb="change", thing=held, by=by, channel=channel)
    return held


@transaction.atomic
def take_out(*, registration: Registration, number: int, by: Who, channel: str) -> Registration:
    """Take one member out of a group; the place goes to whose turn it is. The last one cancels all.

    Raises ``Conflict`` when the registration is over or this one was taken out already.
    """
    held = hold_registration(registration)
    if held.state not in STANDING:
        raise Conflict(_("This registration is over. Please sign up anew, or phone us."))
    if held.size == 1:
        return _give_up(held, by, channel)
    if not held.participants.filter(number=number, is_out=False).update(is_out=True):
        raise Conflict(_("This has just changed. Please open the page again to see how it stands."))
    Registration.objects.filter(pk=held.pk).update(size=F("size") - 1)
    held.refresh_from_db(fields=["size"])
    record(verb="take_out", thing=held, by=by, channel=channel, facts={"number": number})
    if held.state in HOLDING:
        release(held.sign_up, 1)
    fill(held.sign_up, by, channel)
    letters.tell_smaller(held)
    return held


@transaction.atomic
def give_up(*, registration: Registration, by: Who, channel: str) -> Registration:
    """Cancel a registration; its places go to whose turn it is. Raises ``Conflict`` when it is over."""
    return _give_up(hold_registration(registration), by, channel)


def _give_up(held: Registration, by: Who, channel: str) -> Registration:
    sign_up = held.sign_up
    moved = free_places(held, by, channel, "give_up")
    moved.sign_up = sign_up
    letters.tell_state(moved, "over")
    return moved


@transaction.atomic
def admit(*, registration: Registration, by: Who, channel: str) -> Registration:
    """Give a place to somebody in line who stands at the door. Raises ``Unusable`` before it began, when the order of
    the line holds, and ``Conflict`` when not enough places are free."""
    held = hold_registration(registration)
    starts = first_start(held.sign_up.gathering)
    if starts is None or timezone.now() < starts:
        raise Unusable(_("Before it begins places are given in the order of the waiting list."))
    if not take(held.sign_up, held.size):
        raise Conflict(_("There are not enough places free for all of them."))
    return REGISTRATION.move(held, "place", by=by, channel=channel)


# --- news from offers ------------------------------------------------------------------------


@transaction.atomic
def offer_answered(*, ask: Ask, reply: Reply, by: Who = SYSTEM, channel: str = "") -> None:
    """Lead an answer to an offered place where it belongs, also one that corrects another.

    Raises ``Conflict`` when the place went to somebody else meanwhile.
    """
    registration = Registration.objects.filter(offer=ask).first()
    if registration is None:
        raise Conflict(_("This offer is over. Please phone us."))
    held, channel = hold_registration(registration), channel or reply.channel
    comes = reply.choice.key == "take"
    if held.state == RegistrationState.OFFERED:
        if comes:
            REGISTRATION.move(held, "accept", by=by, channel=channel, offered_until=None)
        else:
            free_places(held, by, channel, "decline")
    elif held.state == RegistrationState.CONFIRMED and not comes:
        _give_up(held, by, channel)
    elif held.state in (RegistrationState.DECLINED, RegistrationState.CANCELLED) and comes:
        raise Conflict(_("You had declined, and the place was passed on. Please phone us; we see what can be done."))


@transaction.atomic
def offer_reopened(*, ask: Ask, by: Who = SYSTEM, channel: str = "desk") -> None:
    """The desk took back what it had typed: the place is offered again, where it is still free.

    Raises ``Conflict`` when it went to somebody else meanwhile.
    """
    registration = Registration.objects.filter(offer=ask).first()
    if registration is None:
        raise Conflict(_("This offer is over. Please phone us."))
    held = hold_registration(registration)
    if held.state == RegistrationState.DECLINED and not take(held.sign_up, held.size):
        raise Conflict(_("The place was passed on meanwhile. Please sign them up anew."))
    REGISTRATION.move(held, "reopen_offer", by=by, channel=channel, offered_until=ask.answer_by)


@transaction.atomic
def offer_ended(*, ask: Ask, by: Who = SYSTEM, channel: str = "clock") -> None:
    """Nobody answered in time: the place goes to whose turn it is."""
    registration = Registration.objects.filter(offer=ask).first()
    if registration is None:
        return
    held = hold_registration(registration)
    if held.state == RegistrationState.OFFERED:
        free_places(held, by, channel, "lapse")


@transaction.atomic
def walk_in(
    *,
    gathering: Gathering,
    occurrence: Occurrence,
    guests: Sequence[Guest],
    contact: Contact | None,
    by: Who,
    channel: str,
) -> Registration:
    """Let somebody in who comes without a registration, and write down that they are here.

    Raises ``Conflict`` when not enough places are free, ``Unusable`` before it begins while others wait in line.
    """
    made = join(gathering=gathering, guests=guests, contact=contact, by=by, channel=channel, is_staff=True)
    if made.state == RegistrationState.WAITING:
        made = admit(registration=made, by=by, channel=channel)
    check_in(registration=made, occurrence=occurrence, by=by, channel=channel)
    return made
