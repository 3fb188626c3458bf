"""The lives of a need, of an offer and of an introduction, and the fixed words about them."""

from django.db import models
from django.utils.translation import pgettext_lazy

from kyodo.kernel.transitions import Life, Transition


class NeedState(models.TextChoices):
    """Where a need stands."""

    TOLD = "told", pgettext_lazy("need", "told to us")
    OPEN = "open", pgettext_lazy("need", "looking for somebody")
    MET = "met", pgettext_lazy("need", "working together")
    CLOSED = "closed", pgettext_lazy("need", "closed for now")


NEED = Life(
    NeedState,
    NeedState.TOLD,
    [
        Transition(
            "ready", ("told",), "open", pgettext_lazy("need", "Look for somebody"),
            pgettext_lazy("need", "We began to look for somebody"),
        ),
        Transition(
            "meet", ("told", "open"), "met", pgettext_lazy("need", "Work together"),
            pgettext_lazy("need", "A joint work began"),
        ),
        Transition(
            "look_again", ("met",), "open", pgettext_lazy("need", "Look again"),
            pgettext_lazy("need", "We look for somebody again"),
        ),
        Transition(
            "close", ("told", "open"), "closed", pgettext_lazy("need", "Close"), pgettext_lazy("need", "Closed")
        ),
        Transition(
            "reopen", ("closed",), "told", pgettext_lazy("need", "Take it up again"),
            pgettext_lazy("need", "Taken up again"),
        ),
    ],
)  # fmt: skip

#: In one of these everybody may read about a public need.
NEED_SHOWN = (NeedState.OPEN, NeedState.MET)


class OfferState(models.TextChoices):
    """Where an offer stands."""

    DRAFT = "draft", pgettext_lazy("offer", "being written")
    RECEIVED = "received", pgettext_lazy("offer", "received by us")
    OPEN = "open", pgettext_lazy("offer", "looking for a host")
    QUEUED = "queued", pgettext_lazy("offer", "waiting until a host has hands")
    MET = "met", pgettext_lazy("offer", "working together")
    CLOSED = "closed", pgettext_lazy("offer", "closed kindly")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer", "taken back")


OFFER = Life(
    OfferState,
    OfferState.DRAFT,
    [
        Transition(
            "send", ("draft",), "received", pgettext_lazy("offer", "Send the offer"), pgettext_lazy("offer", "Received")
        ),
        Transition(
            "take_up", ("received", "queued"), "open", pgettext_lazy("offer", "Look for a host"),
            pgettext_lazy("offer", "We are looking for a host"),
        ),
        Transition(
            "queue", ("received", "open"), "queued", pgettext_lazy("offer", "Let it wait"),
            pgettext_lazy("offer", "Waits until a host has hands"),
        ),
        Transition(
            "meet", ("received", "open", "queued"), "met", pgettext_lazy("offer", "Work together"),
            pgettext_lazy("offer", "A joint work began"),
        ),
        Transition(
            "look_again", ("met",), "open", pgettext_lazy("offer", "Look again"),
            pgettext_lazy("offer", "We look for a host again"),
        ),
        Transition(
            "close", ("received", "open", "queued"), "closed", pgettext_lazy("offer", "Close kindly"),
            pgettext_lazy("offer", "Closed"),
        ),
        Transition(
            "reopen", ("closed",), "received", pgettext_lazy("offer", "Take it up again"),
            pgettext_lazy("offer", "Taken up again"),
        ),
        Transition(
            "withdraw", ("draft", "received", "open", "queued"), "withdrawn", pgettext_lazy("offer", "Take it back"),
            pgettext_lazy("offer", "Taken back by those who offered"),
        ),
    ],
)  # fmt: skip

#: In one of these everybody may read about a public offer.
OFFER_SHOWN = (OfferState.RECEIVED, OfferState.OPEN, OfferState.QUEUED, OfferState.MET)


class IntroductionState(models.TextChoices):
    """Where an introduction stands."""

    DRAFTED = "drafted", pgettext_lazy("introduction", "being prepared")
    ASKED = "asked", pgettext_lazy("introduction", "waiting for answers")
    ACCEPTED = "accepted", pgettext_lazy("introduction", "both said yes")
    DECLINED = "declined", pgettext_lazy("introduction", "one side said no")
    UNREACHED = "unreached", pgettext_lazy("introduction", "not reached")
    MEETING = "meeting", pgettext_lazy("introduction", "meeting fixed")
    FORMED = "formed", pgettext_lazy("introduction", "working together")
    CLOSED = "closed", pgettext_lazy("introduction", "closed kindly")


#: An introduction in one of these still leads somewhere: there is one at most between the same two.
LIVE = ("drafted", "asked", "accepted", "unreached", "meeting")

INTRODUCTION = Life(
    IntroductionState,
    IntroductionState.DRAFTED,
    [
        Transition(
            "ask", ("drafted", "unreached"), "asked", pgettext_lazy("introduction", "Ask"),
            pgettext_lazy("introduction", "Asked"),
        ),
        Transition(
            "take_back", ("asked",), "drafted", pgettext_lazy("introduction", "Undo the asking"),
            pgettext_lazy("introduction", "The question was taken back"),
        ),
        Transition(
            "accept", ("asked",), "accepted", pgettext_lazy("introduction", "Both said yes"),
            pgettext_lazy("introduction", "Both said yes"),
        ),
        Transition(
            "decline", ("asked", "accepted", "unreached"), "declined", pgettext_lazy("introduction", "Declined"),
            pgettext_lazy("introduction", "Declined"),
        ),
        Transition(
            "wait_again", ("accepted", "declined", "unreached"), "asked",
            pgettext_lazy("introduction", "The answer was taken back"),
            pgettext_lazy("introduction", "Waits for an answer again"),
        ),
        Transition(
            "miss", ("asked",), "unreached", pgettext_lazy("introduction", "Could not be reached"),
            pgettext_lazy("introduction", "Could not be reached"),
        ),
        Transition(
            "fix_meeting", ("accepted",), "meeting", pgettext_lazy("introduction", "Fix the meeting"),
            pgettext_lazy("introduction", "A meeting was fixed"),
        ),
        Transition(
            "unfix", ("meeting",), "accepted", pgettext_lazy("introduction", "Undo the meeting"),
            pgettext_lazy("introduction", "The meeting is looked for again"),
        ),
        Transition(
            "form", ("accepted", "meeting"), "formed", pgettext_lazy("introduction", "They work together"),
            pgettext_lazy("introduction", "A joint work began"),
        ),
        Transition(
            "close", ("drafted", "asked", "accepted", "unreached", "meeting"), "closed",
            pgettext_lazy("introduction", "Close kindly"), pgettext_lazy("introduction", "Closed"),
        ),
        Transition(
            "reopen", ("closed",), "drafted", pgettext_lazy("introduction", "Undo the closing"),
            pgettext_lazy("introduction", "Taken up again"),
        ),
    ],
)  # fmt: skip


class Role(models.TextChoices):
    """The two sides of an introduction: who is to receive hands, and who brings them."""

    HOST = "host", pgettext_lazy("introduction", "host")
    GUEST = "guest", pgettext_lazy("introduction", "guest")


class SideAnswer(models.TextChoices):
    """What one side said."""

    WAITING = "waiting", pgettext_lazy("introduction", "not answered yet")
    YES = "yes", pgettext_lazy("introduction", "yes")
    NO = "no", pgettext_lazy("introduction", "no")
    UNREACHED = "unreached", pgettext_lazy("introduction", "not reached")


class DeclineReason(models.TextChoices):
    """Why somebody said no. A no is a good answer."""

    TOO_HEAVY = "too_heavy", pgettext_lazy("decline", "we have no hands for it")
    WRONG_SEASON = "wrong_season", pgettext_lazy("decline", "the time does not suit us")
    ALREADY_FULL = "already_full", pgettext_lazy("decline", "we have taken on as much as we can")
    NOT_FOR_US = "not_for_us", pgettext_lazy("decline", "it does not suit what we do")
    NO_SUCCESSOR = "no_successor", pgettext_lazy("decline", "nobody could carry it on")
    OTHER = "other", pgettext_lazy("decline", "another reason")


class CloseReason(models.TextChoices):
    """Why the desk closed something kindly."""

    NO_HOST = "no_host", pgettext_lazy("close", "no host could be found")
    NOT_REACHED = "not_reached", pgettext_lazy("close", "we could not reach them")
    TIME_OVER = "time_over", pgettext_lazy("close", "the time for it is over")
    SOLVED = "solved", pgettext_lazy("close", "it was solved in another way")
    NOT_OURS = "not_ours", pgettext_lazy("close", "it belongs to another desk")
    OTHER = "other", pgettext_lazy("close", "another reason")


class Does(models.TextChoices):
    """Who takes something upon them, on the burden card."""

    OFFERER = "offerer", pgettext_lazy("burden", "we do")
    HOST = "host", pgettext_lazy("burden", "you do")
    BOTH = "both", pgettext_lazy("burden", "we do it together")
    NONE = "none", pgettext_lazy("burden", "there is none")


class Helped(models.TextChoices):
    """What a side said later: did it help?"""

    YES = "yes", pgettext_lazy("follow-up", "it helped")
    PARTLY = "partly", pgettext_lazy("follow-up", "it helped in part")
    NO = "no", pgettext_lazy("follow-up", "it did not help")
    STOPPED = "stopped", pgettext_lazy("follow-up", "it has stopped")


class Stage(models.TextChoices):
    """When both sides are asked whether it helped."""

    WEEKS = "weeks", pgettext_lazy("follow-up", "after three weeks")
    HALF_YEAR = "half_year", pgettext_lazy("follow-up", "after six months")


class LetterKind(models.TextChoices):
    """What a letter of the desk is about."""

    ASK_HOST = "ask_host", pgettext_lazy("letter", "would you receive them?")
    DECLINE = "decline", pgettext_lazy("letter", "it was declined, and who else there is")
    IN_TURN = "in_turn", pgettext_lazy("letter", "it waits in turn")
    WAITING = "waiting", pgettext_lazy("letter", "we still wait for their answer")
    UNREACHED = "unreached", pgettext_lazy("letter", "we could not reach them")
    MEETING = "meeting", pgettext_lazy("letter", "the meeting is fixed")
    MEETING_OFF = "meeting_off", pgettext_lazy("letter", "the meeting does not take place")
    CLOSING = "closing", pgettext_lazy("letter", "we close it here")
    THANKS = "thanks", pgettext_lazy("letter", "thank you")
