"""What asks put into the handover book of a seat, and what a successor is asked anew."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext, pgettext_lazy

from kyodo.commons.actors.public import (
    PUBLIC_NAME,
    Line,
    Mandate,
    MandateState,
    Seat,
    Section,
    Succession,
    Successor,
    revoke_mandate,
)
from kyodo.commons.asks.actions import put_ask
from kyodo.commons.asks.kinds import AskKind
from kyodo.commons.asks.models import Ask, Reply
from kyodo.commons.asks.queries import last_day
from kyodo.commons.asks.states import AskState
from kyodo.commons.people.public import Consent, end_consent, give_consent
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.permissions import SYSTEM

#: So long after a yes it still counts as a promise that is handed over.
PROMISED_WITHIN = timedelta(days=365)
#: A successor has three weeks for what is asked anew.
ANSWER_WITHIN = timedelta(days=22)
NAME, MANDATE, CONTACT = "asks.public_name", "asks.mandate", "asks.contact"
#: The purpose of the consent that somebody may be reached for a seat.
CONTACT_PURPOSE = "seat_contact"


# --- sections of the book --------------------------------------------------------------------


def _promises(seat: Seat) -> list[Line]:
    since = timezone.now() - PROMISED_WITHIN
    said = Reply.objects.filter(is_current=True, choice__key="yes", ask__seat=seat, ask__state=AskState.ANSWERED)
    found = said.filter(at__gte=since).select_related("ask", "choice").order_by("at", "pk")
    return [
        Line(reply.ask.subject, "\n".join(filter(None, (_said(reply), reply.words))), due=day_of(reply.at))
        for reply in found
    ]


def _said(reply: Reply) -> str:
    return _("Answered: %(answer)s") % {"answer": reply.choice.label}


def _open(seat: Seat) -> list[Line]:
    found = Ask.objects.filter(seat=seat, state=AskState.OPEN).order_by("answer_by", "pk")
    return [
        Line(ask.subject, _("Code of the answer: %(code)s") % {"code": ask.code}, due=last_day(ask)) for ask in found
    ]


SECTIONS = (
    Section("asks.promises", pgettext_lazy("handover", "promises that were made"), _promises, order=10),
    Section("asks.open", pgettext_lazy("handover", "questions that wait for an answer"), _open, order=50),
)


# --- what a successor is asked anew ----------------------------------------------------------


def ask_successor(succession: Succession) -> None:
    """Ask whoever follows what only they can agree to: their name in public, the mandate, how they are reached.

    The name is asked only where the predecessor was named, the mandate only where one was given.
    """
    with override(settings.LANGUAGE_CODE):
        if _was_named(succession):
            _put(succession, NAME, _name_words())
        mandate = _mandate_of(succession)
        if mandate:
            _put(succession, MANDATE, _mandate_words(mandate), about=mandate)
        _put(succession, CONTACT, _contact_words())


def _was_named(succession: Succession) -> bool:
    former = succession.predecessor
    if former is None:
        return False
    named = Consent.objects.filter(person=former.person_id, purpose=PUBLIC_NAME)
    until = moment(former.until) if former.until else timezone.now()
    return named.filter(Q(until=None) | Q(until__gte=until)).exists()


def _mandate_of(succession: Succession) -> Mandate | None:
    """Return the mandate that the predecessor signed and that nobody has signed anew."""
    former = succession.predecessor
    if former is None:
        return None
    signed = Mandate.objects.filter(holding=former, state__in=(MandateState.GIVEN, MandateState.OVER))
    anew = Mandate.objects.filter(holding=succession.successor, state=MandateState.GIVEN)
    return signed.exclude(intermediary__in=anew.values("intermediary")).select_related("intermediary").first()


def _put(succession: Succession, kind: str, words: dict[str, Any], about: Mandate | None = None) -> None:
    put_ask(
        person=succession.successor.person, kind=kind, about=about, by=SYSTEM, channel="succession",
        answer_by=moment(day_of(timezone.now()) + ANSWER_WITHIN), is_demo=succession.seat.actor.is_demo,
        subject=words["subject"], question=words["question"] % {"seat": succession.seat}, choices=words["choices"],
        at_end=words["at_end"],
    )  # fmt: skip


def _name_words() -> dict[str, Any]:
    return {
        "subject": pgettext("succession", "Your name beside the seat"),
        "question": pgettext("succession", "May your name stand on the public page as holder of %(seat)s?"),
        "choices": (
            ("yes", pgettext("succession", "Yes, my name may stand there")),
            ("no", pgettext("succession", "No, the seat alone")),
        ),
        "at_end": pgettext("succession", "Without an answer your name is not shown."),
    }


def _mandate_words(mandate: Mandate) -> dict[str, Any]:
    asked = pgettext(
        "succession", "Your predecessor as %(seat)s let %(name)s act for the association. That ended with the change. "
        "Would you like to go on with it?",
    )  # fmt: skip
    return {
        "subject": pgettext("succession", "Going on with the mandate"),
        "question": asked.replace("%(name)s", mandate.intermediary.name.replace("%", "%%")),
        "choices": (
            ("yes", pgettext("succession", "Yes, I will sign the new sheet")),
            ("talk", pgettext("succession", "I would like to hear about it first")),
            ("no", pgettext("succession", "No, we do it ourselves")),
        ),
        "at_end": pgettext("succession", "Without an answer nobody acts for you."),
    }


def _contact_words() -> dict[str, Any]:
    return {
        "subject": pgettext("succession", "How we may reach you"),
        "question": pgettext(
            "succession", "May we keep your phone number or address for matters of %(seat)s? "
            "Please write below how you like to be reached.",
        ),
        "choices": (
            ("yes", pgettext("succession", "Yes, please reach me that way")),
            ("no", pgettext("succession", "No, please do not keep it")),
        ),
        "at_end": pgettext("succession", "Without an answer we ask you once more by phone."),
    }  # fmt: skip


SUCCESSOR = Successor("asks.anew", ask_successor)


# --- what the answers lead to ----------------------------------------------------------------


def _consents(purpose: str) -> Callable[[Ask, Reply], None]:
    def answered(ask: Ask, reply: Reply) -> None:
        if ask.person:
            act = give_consent if reply.choice.key == "yes" else end_consent
            act(person=ask.person, purpose=purpose, by=SYSTEM, channel=reply.channel)

    return answered


def _taken_back(purpose: str) -> Callable[[Ask, Reply], None]:
    def taken_back(ask: Ask, reply: Reply) -> None:
        if ask.person:
            end_consent(person=ask.person, purpose=purpose, by=SYSTEM, channel=reply.channel)

    return taken_back


def _mandate_answered(ask: Ask, reply: Reply) -> None:
    """A no takes the sheet that was prepared off the desk; a yes leaves it there to be signed."""
    if reply.choice.key != "no" or ask.about_kind != "actors.mandate":
        return
    for sheet in Mandate.objects.filter(renews=int(ask.about_id), state=MandateState.DRAFTED):
        revoke_mandate(mandate=sheet, by=SYSTEM, channel=reply.channel)


KINDS = (
    AskKind(
        NAME, pgettext_lazy("ask", "name beside a seat"), answered=_consents(PUBLIC_NAME),
        taken_back=_taken_back(PUBLIC_NAME),
    ),
    AskKind(MANDATE, pgettext_lazy("ask", "going on with a mandate"), answered=_mandate_answered),
    AskKind(
        CONTACT, pgettext_lazy("ask", "how a successor is reached"), answered=_consents(CONTACT_PURPOSE),
        taken_back=_taken_back(CONTACT_PURPOSE),
    ),
)  # fmt: skip
