"""What an answer leads to, its correction, or that nobody answered.

These run in the transaction of the reply. Locks are always taken in one order: asks, the introduction,
mandates; an ask of the other side that somebody is answering in this very moment is left to that answer.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.asks.public import Ask, AskState, Reply, resume, withdraw
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import SYSTEM, Who
from kyodo.matching.models import Introduction, Side
from kyodo.matching.queries.introductions import UNDONE_WITHIN, other_role, side_of, whole
from kyodo.matching.states import INTRODUCTION, DeclineReason, LetterKind, Role, SideAnswer
from kyodo.matching.steps.letters import withdraw_letters, write_letter
from kyodo.matching.steps.mandated import answer_by_mandate, put_to_side

#: Where an introduction stands → where the answers of its sides lead → the verbs on the way.
WAYS: dict[tuple[str, str], tuple[str, ...]] = {
    ("asked", "accepted"): ("accept",),
    ("asked", "declined"): ("decline",),
    ("asked", "unreached"): ("miss",),
    ("accepted", "asked"): ("wait_again",),
    ("accepted", "declined"): ("decline",),
    ("accepted", "unreached"): ("wait_again", "miss"),
    ("declined", "asked"): ("wait_again",),
    ("declined", "accepted"): ("wait_again", "accept"),
    ("declined", "unreached"): ("wait_again", "miss"),
    ("unreached", "asked"): ("wait_again",),
    ("unreached", "accepted"): ("wait_again", "accept"),
    ("unreached", "declined"): ("decline",),
    ("meeting", "asked"): ("unfix", "wait_again"),
    ("meeting", "declined"): ("unfix", "decline"),
}
#: Reasons that stand on no slip; beside the nearest of its answers they are kept in words and with the side.
FURTHER = (DeclineReason.NO_SUCCESSOR, DeclineReason.OTHER)
NEAREST = DeclineReason.NOT_FOR_US
#: An answer moves an introduction that stands here; elsewhere it comes too late.
ANSWERABLE = ("asked", "accepted", "declined", "unreached", "meeting")


def aim_of(answers: tuple[str, str]) -> str:
    """Return where the answers of the two sides lead. Pure."""
    if SideAnswer.NO in answers:
        return "declined"
    if answers == (SideAnswer.YES, SideAnswer.YES):
        return "accepted"
    return "unreached" if SideAnswer.UNREACHED in answers else "asked"


def move(introduction: Introduction, verb: str, by: Who, channel: str, **changes: Any) -> Introduction:
    """Move an introduction along its life and keep when."""
    return INTRODUCTION.move(introduction, verb, by=by, channel=channel, moved_at=timezone.now(), **changes)


# --- news from asks --------------------------------------------------------------------------


def side_answered(ask: Ask, reply: Reply) -> None:
    """Keep an answer with its side and move the introduction. Raises ``Conflict`` when it comes too late for that."""
    side = Side.objects.filter(ask=ask).first()
    if side is None:
        raise Conflict(_("This question was put anew. Please use the newer sheet or mail, or phone us."))
    introduction = _held(side)
    said = SideAnswer.YES if reply.choice.key == "yes" else SideAnswer.NO
    # The desk may know the reason more exactly than the slip's five answers do (see ``type_answer``).
    is_exact = side.answer == SideAnswer.WAITING and side.reason in FURTHER and reply.choice.key == NEAREST
    reason = "" if said == SideAnswer.YES else side.reason if is_exact else reply.choice.key
    kept = {"reason": reason, "words": reply.words, "channel": reply.channel, "answered_at": reply.at}
    answer_by_mandate(introduction, side_of(introduction, side.role), said, reply.channel)
    Side.objects.filter(pk=side.pk).update(answer=said, **kept)
    settle(introduction, SYSTEM, reply.channel, hold=UNDONE_WITHIN if reply.typed_by_id else timedelta(0))


def side_taken_back(ask: Ask, reply: Reply) -> None:
    """The desk took back what it had written down: the side waits again."""
    side = Side.objects.filter(ask=ask).first()
    if side is None:
        return
    introduction = _held(side)
    cleared = {"reason": "", "words": "", "channel": "", "answered_at": None}
    Side.objects.filter(pk=side.pk).update(answer=SideAnswer.WAITING, **cleared)
    settle(introduction, SYSTEM, reply.channel)


def side_ended(ask: Ask) -> None:
    """Nobody answered in time: the side could not be reached."""
    side = Side.objects.filter(ask=ask, answer=SideAnswer.WAITING).first()
    if side is None:
        return
    introduction = Introduction.objects.select_for_update().get(pk=side.introduction_id)
    Side.objects.filter(pk=side.pk).update(answer=SideAnswer.UNREACHED)
    if introduction.state in ANSWERABLE:
        settle(introduction, SYSTEM, "clock")


def _held(side: Side) -> Introduction:
    """Return the introduction of a side, held until the end of the transaction, while answers still move it."""
    state = Introduction.objects.select_for_update().values_list("state", flat=True).get(pk=side.introduction_id)
    if state == "formed":
        raise Conflict(_("You are working together already. If something changed, please phone us."))
    if state not in ANSWERABLE:
        raise Conflict(_("This has come to its end. If you would like to answer all the same, please phone us."))
    return whole(Introduction.objects.all()).get(pk=side.introduction_id)


# --- where the answers lead ------------------------------------------------------------------


def settle(introduction: Introduction, by: Who, channel: str, hold: timedelta = timedelta(0)) -> Introduction:
    """Move an introduction to where the answers of its two sides lead, with all that belongs to it."""
    introduction = whole(Introduction.objects.all()).get(pk=introduction.pk)
    host, guest = side_of(introduction, Role.HOST), side_of(introduction, Role.GUEST)
    was, aim = introduction.state, aim_of((host.answer, guest.answer))
    no = _refusal(introduction, host, guest)
    if was == aim == "declined":
        Introduction.objects.filter(pk=introduction.pk).update(**no)
    told: set[str] = set()
    for verb in WAYS.get((was, aim), ()):
        changes: dict[str, Any] = no if verb == "decline" else {"declined_by": "", "decline_reason": ""}
        if verb == "unfix":
            told = call_off(introduction, by, channel)
            changes |= {"meeting_at": None, "meeting_place": ""}
        move(introduction, verb, by, channel, **changes)
    introduction = whole(Introduction.objects.all()).get(pk=introduction.pk)
    if was != "declined" and aim == "declined":
        _after_no(introduction, by, channel, hold, told)
    if was == "declined" and aim != "declined":
        _after_all(introduction, by, channel)
    return introduction


def _refusal(introduction: Introduction, host: Side, guest: Side) -> dict[str, str]:
    """Return who said no and why; the one who said so first stays the one."""
    said = [side for side in (host, guest) if side.answer == SideAnswer.NO]
    said.sort(key=lambda side: side.role != introduction.declined_by)
    return {"declined_by": said[0].role, "decline_reason": said[0].reason} if said else {}


def _after_no(introduction: Introduction, by: Who, channel: str, hold: timedelta, told: set[str]) -> None:
    """Tell the other side kindly, unless it was ``told`` that a meeting is off, and ask it nothing more."""
    other = side_of(introduction, other_role(introduction.declined_by))
    was_asked = other.ask_id is not None and other.answer in (SideAnswer.WAITING, SideAnswer.YES)
    asks = Ask.objects.select_for_update(skip_locked=True).filter(state=AskState.OPEN)
    ask = asks.filter(pk=other.ask_id).first() if other.ask_id else None
    if ask:
        withdraw(ask=ask, by=by, channel=channel)
    if introduction.offer and other.role == Role.GUEST:
        write_letter(
            kind=LetterKind.DECLINE, role=Role.GUEST, introduction=introduction, hold=hold, by=by, channel=channel
        )
    elif was_asked and other.role not in told:
        write_letter(
            kind=LetterKind.CLOSING, role=Role(other.role), introduction=introduction, hold=hold, by=by, channel=channel
        )


def _after_all(introduction: Introduction, by: Who, channel: str) -> None:
    """A no was taken back: what had not left stays here, and the other side is asked again."""
    withdraw_letters(introduction=introduction, kinds=(LetterKind.DECLINE, LetterKind.CLOSING), by=by, channel=channel)
    for side in introduction.sides.select_related("ask", "seat__actor", "person", "mandate"):
        if side.answer == SideAnswer.WAITING:
            ask_again(introduction, side, by, channel)


def ask_again(introduction: Introduction, side: Side, by: Who, channel: str) -> None:
    """Let a side be asked: under the old code where it was taken back, anew where there is none."""
    if side.ask and side.ask.state == AskState.WITHDRAWN and side.ask.answer_by > timezone.now():
        resume(ask=side.ask, by=by, channel=channel)
    elif side.ask is None or side.ask.state in (AskState.WITHDRAWN, AskState.ENDED):
        put_to_side(introduction, side, by, channel, UNDONE_WITHIN)


def call_off(introduction: Introduction, by: Who, channel: str) -> set[str]:
    """Take back the letters of a meeting; whoever has theirs already is told that it does not take place.

    Returns the sides that were told.
    """
    left = withdraw_letters(introduction=introduction, kinds=(LetterKind.MEETING,), by=by, channel=channel)
    for letter in left:
        write_letter(
            kind=LetterKind.MEETING_OFF, role=Role(letter.role), introduction=introduction, by=by, channel=channel
        )
    return {letter.role for letter in left}
