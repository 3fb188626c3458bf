"""Acts by a mandate, and what happens when one ends: the association itself is asked from then on."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import Mandate, Power, in_force, use_mandate
from kyodo.commons.asks.public import Ask, AskState, put_ask, withdraw
from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import SYSTEM, Who
from kyodo.matching.letters.questions import choices_for, phone_of_desk, question_for
from kyodo.matching.models import Introduction, Side
from kyodo.matching.queries.introductions import accountable_seat
from kyodo.matching.states import LIVE, Role, SideAnswer

#: A question that nobody answers ends after so many days: the day after the last reminder.
ASKED_FOR = 46
KINDS = {Role.HOST: "matching.host", Role.GUEST: "matching.guest"}


def put_to_side(introduction: Introduction, side: Side, by: Who, channel: str, hold: timedelta) -> Ask:
    """Ask one side, by its mandate where that still holds; an act by a mandate is written down with it."""
    side = rightful(introduction, side)
    subject, question = question_for(introduction, side)
    now = timezone.now()
    until = day_of(now) + timedelta(days=ASKED_FOR)
    if introduction.offer and introduction.offer.ends_on:
        until = min(until, introduction.offer.ends_on + timedelta(days=1))
    ask = put_ask(
        seat=side.seat, person=side.person, subject=subject, question=question, choices=choices_for(side.role),
        answer_by=moment(max(until, day_of(now) + timedelta(days=1))), about=introduction, kind=KINDS[Role(side.role)],
        hold=hold, at_end="お返事がないときは、ご連絡がつかなかったものとして、先方にお伝えします。",
        phone=phone_of_desk(), is_demo=introduction.is_demo, by=by, channel=channel,
    )  # fmt: skip
    changes = {"answer": SideAnswer.WAITING, "reason": "", "words": "", "channel": "", "answered_at": None}
    Side.objects.filter(pk=side.pk).update(ask=ask, **changes)
    if side.mandate:
        use_mandate(
            mandate=side.mandate, power=Power.RECEIVE_OFFERS, what=subject, about=introduction, by=by, channel=channel
        )
    return ask


def rightful(introduction: Introduction, side: Side) -> Side:
    """Return the side with whoever may be asked today: the association itself where its mandate ended."""
    if side.mandate is None or in_force().filter(pk=side.mandate.pk).exists():
        return side
    seat = accountable_seat(introduction.host)
    if seat is None:
        raise Unusable(_("This organization has no seat that could answer. Please add one on its page first."))
    side.seat, side.mandate = seat, None
    side.save(update_fields=["seat", "mandate"])
    return side


def answer_by_mandate(introduction: Introduction, side: Side, answer: str, channel: str) -> None:
    """Write down that a side's answer was given by its mandate. Raises ``Conflict`` when that no longer holds."""
    if side.mandate is None:
        return
    is_decline = answer == SideAnswer.NO and Power.DECLINE in side.mandate.powers
    power = Power.DECLINE if is_decline else Power.ANSWER
    what = f"{introduction}: {SideAnswer(answer).label}"
    use_mandate(mandate=side.mandate, power=power, what=what, about=introduction, by=SYSTEM, channel=channel)


def date_by_mandate(introduction: Introduction, side: Side, by: Who, channel: str) -> None:
    """Write down that a meeting was agreed by a side's mandate, where that goes so far."""
    mandate = side.mandate
    if mandate and Power.PROPOSE_DATES in mandate.powers and in_force().filter(pk=mandate.pk).exists():
        what = str(introduction)
        use_mandate(mandate=mandate, power=Power.PROPOSE_DATES, what=what, about=introduction, by=by, channel=channel)


# --- a mandate ends --------------------------------------------------------------------------


@transaction.atomic
def ask_itself(*, side: Side, by: Who, channel: str) -> bool:
    """Ask the association itself instead of the intermediary whose mandate ended; what was answered by it stands.

    Returns False where an answer is arriving in this very moment: the clock comes again.
    """
    asks = Ask.objects.select_for_update(skip_locked=True)
    ask = asks.filter(pk=side.ask_id).first() if side.ask_id else None
    if side.ask_id and ask is None:
        return False
    introduction = (
        Introduction.objects.select_for_update(of=("self",))
        .select_related("host", "offer", "need", "guest")
        .get(pk=side.introduction_id)
    )
    now_side = Side.objects.select_related("mandate").get(pk=side.pk)
    is_said = now_side.answer in (SideAnswer.YES, SideAnswer.NO)
    if introduction.state not in LIVE or now_side.mandate_id is None or is_said:
        return False
    if ask and ask.state == AskState.OPEN:
        withdraw(ask=ask, by=by, channel=channel)
    seat = accountable_seat(introduction.host)
    if seat is None:  # nobody can be asked; the desk sees the side without an ask and fills the seat
        return False
    Side.objects.filter(pk=side.pk).update(mandate=None, seat=seat, person=None, ask=None)
    record(verb="ask_itself", thing=introduction, by=by, channel=channel, facts={"role": side.role})
    if introduction.state == "asked" and now_side.answer == SideAnswer.WAITING:
        fresh = Side.objects.select_related("seat__actor", "mandate").get(pk=side.pk)
        put_to_side(introduction, fresh, by, channel, timedelta(0))
    return True


def mandate_ended(mandate: Mandate, by: Who, channel: str) -> None:
    """Ask the association itself wherever it was being asked by this mandate; hung on the wall of mandates."""
    for side in _open_sides().filter(mandate=mandate):
        ask_itself(side=side, by=by, channel=channel)


def _open_sides() -> QuerySet[Side]:
    waiting = Side.objects.filter(introduction__state__in=LIVE, answer__in=(SideAnswer.WAITING, SideAnswer.UNREACHED))
    return waiting.order_by("pk")


def sweep_mandates() -> str:
    """Ask associations themselves whose mandate ran out by the calendar or with a term; returns how many."""
    astray = _open_sides().filter(mandate__isnull=False).exclude(mandate__in=in_force())
    return f"{sum(ask_itself(side=side, by=SYSTEM, channel='clock') for side in astray[:200])} asked themselves"
