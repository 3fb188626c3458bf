"""Did it help? Both sides are asked three weeks and six months after they began to work together."""

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import Seat
from kyodo.commons.asks.public import Ask, AskState, Reply, put_ask, withdraw
from kyodo.commons.collaborations.public import Collaboration
from kyodo.commons.people.public import Person
from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import Who
from kyodo.matching.hours import hours_in
from kyodo.matching.models import FollowUp
from kyodo.matching.queries import followups
from kyodo.matching.queries.seasons import reachable_seats
from kyodo.matching.states import Helped, Role, Stage

KIND = "matching.follow_up"
#: How long after the joint work was formed.
AFTER = {Stage.WEEKS: timedelta(days=21), Stage.HALF_YEAR: timedelta(days=182)}
#: So long one may answer, and on these days after asking we remind: seldom, as nothing hangs on it.
OPEN_FOR, LADDER = timedelta(days=30), (14,)


@transaction.atomic
def plan_follow_ups(*, by: Who, channel: str) -> int:
    """Write down for each new joint work when its sides are to be asked; returns for how many. Once for each."""
    new = followups.unplanned()
    FollowUp.objects.bulk_create(
        (
            FollowUp(introduction_id=pk, role=role, stage=stage, due_on=formed + after)
            for pk, formed in new
            for role in Role
            for stage, after in AFTER.items()
        ),
        ignore_conflicts=True,
    )
    return len(new)


@transaction.atomic
def ask_follow_up(*, follow_up: FollowUp, by: Who, channel: str) -> Ask | None:
    """Ask one side whether it helped; None where nobody answers for it. Raises ``Conflict`` when it was asked."""
    whom = _answers_for(follow_up)
    if whom is None:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        ask = _put(follow_up, whom, by, channel)
    if not FollowUp.objects.filter(pk=follow_up.pk, ask=None).update(ask=ask):
        raise Conflict(_("This side was asked already."))
    return ask


def _answers_for(follow_up: FollowUp) -> Seat | Person | None:
    """Return the office or person of a side; the host's own where it was asked by a mandate."""
    side = next((one for one in follow_up.introduction.sides.all() if one.role == follow_up.role), None)
    if side is None:
        return None
    if side.mandate:
        own = reachable_seats(timezone.localdate()).filter(actor=follow_up.introduction.host).first()
        return own or side.seat
    return side.seat or side.person


def _put(follow_up: FollowUp, whom: Seat | Person, by: Who, channel: str) -> Ask:
    introduction = follow_up.introduction
    title = introduction.collaboration.title if introduction.collaboration else introduction.first_step
    question = _("You have been working together on “%(title)s”. Has it been of help to you?") % {"title": title}
    if follow_up.role == Role.HOST:
        question += "\n" + _("If you can, please write about how many hours it took you so far, such as “10 hours”.")
    return put_ask(
        subject=_("How is it going?"), question=question, choices=_choices(), kind=KIND, about=introduction,
        seat=whom if isinstance(whom, Seat) else None, person=whom if isinstance(whom, Person) else None,
        answer_by=moment(day_of(timezone.now()) + OPEN_FOR), ladder=LADDER, by=by, channel=channel,
        at_end=_("Without an answer we ask no more; nothing changes for you."), is_demo=introduction.is_demo,
    )  # fmt: skip


def _choices() -> list[tuple[str, str]]:
    return [
        (Helped.YES, _("Yes, it helps")),
        (Helped.PARTLY, _("It helps in part")),
        (Helped.NO, _("No, it does not help")),
        (Helped.STOPPED, _("It has stopped")),
    ]


# --- the answer ------------------------------------------------------------------------------


@transaction.atomic
def keep_follow_up(*, ask: Ask, reply: Reply, by: Who, channel: str) -> None:
    """Keep what a side said, and the hours that a host wrote; in the transaction of the reply."""
    one = FollowUp.objects.select_for_update().get(ask=ask)
    hours: Decimal | None = hours_in(reply.words) if one.role == Role.HOST else None
    FollowUp.objects.filter(pk=one.pk).update(helped=reply.choice.key, hours=hours, answered_at=reply.at)
    record(verb="follow_up", thing=one, by=by, channel=channel, facts={"helped": reply.choice.key})


@transaction.atomic
def forget_follow_up(*, ask: Ask, by: Who, channel: str) -> None:
    """Forget an answer that was written down by mistake."""
    one = FollowUp.objects.select_for_update().get(ask=ask)
    FollowUp.objects.filter(pk=one.pk).update(helped="", hours=None, answered_at=None)
    record(verb="take_back_follow_up", thing=one, by=by, channel=channel)


def stop_follow_ups(*, collaboration: Collaboration, by: Who, channel: str) -> None:
    """Take back the questions about a joint work that is over; nothing more is asked about it."""
    waiting = Ask.objects.filter(
        kind=KIND, state=AskState.OPEN, pk__in=FollowUp.objects.filter(
            introduction__collaboration=collaboration, answered_at=None, ask__isnull=False
        ).values("ask"),
    )  # fmt: skip
    for ask in waiting:
        withdraw(ask=ask, by=by, channel=channel)
