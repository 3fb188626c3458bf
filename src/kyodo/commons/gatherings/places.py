"""The one writer of places: everything that gives or frees a place goes through here, holding the sign-up's row.

Locks are always taken in one order: the asks of offers, the audit chain of asks, the sign-up, its registrations;
answers to offers take them in that order by themselves.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kyodo.commons.asks.public import Ask, put_ask, withdraw
from kyodo.commons.gatherings import letters
from kyodo.commons.gatherings.line import Group, turns
from kyodo.commons.gatherings.models import Gathering, Registration, SignUp
from kyodo.commons.gatherings.states import HOLDING, REGISTRATION, GatheringState, Method, RegistrationState
from kyodo.kernel.audit.record import hold as hold_chain
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who

OFFER = "gatherings.place"


def hold(gathering_id: int, offers: Iterable[int | None] = ()) -> SignUp:
    """Return a sign-up that nobody else changes until the transaction ends; ``offers`` are asks to be held with it."""
    asks = [pk for pk in offers if pk]
    if asks:
        list(Ask.objects.select_for_update().filter(pk__in=asks).order_by("pk"))
    hold_chain("asks")
    sign_up = SignUp.objects.select_for_update().get(pk=gathering_id)
    sign_up.gathering = Gathering.objects.get(pk=gathering_id)
    return sign_up


def hold_registration(registration: Registration) -> Registration:
    """Return a registration as it stands, held with its sign-up and with the ask of its offer.

    Raises ``Conflict`` when it was offered a place in this very moment.
    """
    sign_up = hold(registration.sign_up_id, [registration.offer_id])
    found = Registration.objects.select_related("person", "offer").get(pk=registration.pk)
    if found.offer_id != registration.offer_id:
        raise Conflict(_("This has just changed. Please open the page again to see how it stands."))
    found.sign_up = sign_up
    return found


def take(sign_up: SignUp, count: int) -> bool:
    """Take places, all or none; say whether they were there."""
    fits = Q(places=None) | Q(places__gte=F("taken") + count)
    if not SignUp.objects.filter(fits, pk=sign_up.pk).update(taken=F("taken") + count):
        return False
    sign_up.refresh_from_db(fields=["taken"])
    return True


def release(sign_up: SignUp, count: int) -> None:
    """Free places."""
    SignUp.objects.filter(pk=sign_up.pk).update(taken=F("taken") - count)
    sign_up.refresh_from_db(fields=["taken"])


def is_drawing(sign_up: SignUp) -> bool:
    """Say whether places wait for the draw."""
    return sign_up.method == Method.LOTTERY and sign_up.drawn_at is None


def first_start(gathering: Gathering) -> datetime | None:
    """Return when the first date that stands begins."""
    dates = gathering.occurrences.filter(is_cancelled=False).order_by("starts_at")
    return dates.values_list("starts_at", flat=True).first()


def fill(sign_up: SignUp, by: Who, channel: str, newcomer: Registration | None = None) -> None:
    """Give what is free to whose turn it is: a newcomer has the place at once, all others are asked.

    Nothing is offered before the draw, after the beginning, or while the gathering does not take place.
    """
    starts = first_start(sign_up.gathering)
    if is_drawing(sign_up) or sign_up.gathering.state != GatheringState.PUBLISHED:
        return
    if starts is None or starts <= timezone.now():
        return
    waiting = sign_up.registrations.filter(state=RegistrationState.WAITING).order_by("line")
    known = {found.pk: found for found in waiting.select_related("person")}
    line = [Group(found.pk, found.size, found.passed) for found in known.values()]
    for turn in turns(line, sign_up.free, sign_up.places):
        Registration.objects.filter(pk__in=turn.passed).update(passed=F("passed") + 1)
        chosen = known[turn.key]
        if not take(sign_up, chosen.size):
            raise Conflict(_("This has just changed. Please open the page again to see how it stands."))
        if newcomer is not None and chosen.pk == newcomer.pk:
            REGISTRATION.move(newcomer, "place", by=by, channel=channel)
        else:
            _offer(sign_up, chosen, starts, by, channel)


def _offer(sign_up: SignUp, registration: Registration, starts: datetime, by: Who, channel: str) -> None:
    """Ask the first in line whether they still come; the places are kept for them until they answer."""
    until = min(answer_by(sign_up.answer_days), starts)
    REGISTRATION.move(registration, "offer", by=by, channel=channel, offered_until=until)
    if registration.person is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        ask = put_ask(
            kind=OFFER, person=registration.person, about=registration, answer_by=until, ladder=(), by=by,
            channel=channel, subject=(_("A place is free: %(title)s") % {"title": sign_up.gathering.title})[:60],
            question=letters.offer_words(sign_up.gathering, registration),
            choices=[("take", _("We come")), ("decline", _("We do not come"))],
            at_end=_("Without an answer the place goes to the next in line."), takes_words=False,
            is_demo=sign_up.gathering.is_demo,
        )  # fmt: skip
    Registration.objects.filter(pk=registration.pk).update(offer=ask)


def answer_by(days: int) -> datetime:
    """Return the first moment at which an answer to an offer of today comes too late: the end of a day."""
    return moment(day_of(timezone.now()) + timedelta(days=days + 1), time.min)


def free_places(registration: Registration, by: Who, channel: str, verb: str, **changes: Any) -> Registration:
    """Move a held registration out of line, free its places and give them to the next; its open offer ends."""
    sign_up, was = registration.sign_up, registration.state
    if was == RegistrationState.OFFERED and registration.offer and registration.offer.state == "open":
        withdraw(ask=registration.offer, by=by, channel=channel)
    moved = REGISTRATION.move(registration, verb, by=by, channel=channel, offered_until=None, **changes)
    if was in HOLDING:
        release(sign_up, moved.size)
    fill(sign_up, by, channel)
    return moved


def set_places(sign_up: SignUp, places: int | None, by: Who, channel: str) -> None:
    """Change how many places there are; the waiting list moves up at once.

    Raises ``Unusable`` when more people have a place already.
    """
    if places is not None and places < sign_up.taken:
        raise Unusable(
            _("%(taken)s people have a place already. Please choose that number or a larger one.")
            % {"taken": sign_up.taken}
        )
    SignUp.objects.filter(pk=sign_up.pk).update(places=places)
    sign_up.places = places
    fill(sign_up, by, channel)
