"""Forgetting what nobody needs any more: words and contacts go, what was decided and counted stays."""

from django.db import transaction

from kyodo.commons.asks.public import Ask, forget_words
from kyodo.kernel.audit.record import record
from kyodo.kernel.permissions import Who
from kyodo.matching.actions.people import forget_writer
from kyodo.matching.models import DeskNote, Introduction, Letter, Need, Offer, Side

#: Stands where something was forgotten.
GONE = "—"


@transaction.atomic
def forget_letter(*, letter: Letter, by: Who, channel: str) -> None:
    """Forget the text of a letter: that of a meeting holds a contact. Its kind and its days stay."""
    Letter.objects.filter(pk=letter.pk).update(subject=GONE, body=GONE)
    record(verb="forget", thing=letter, by=by, channel=channel)


@transaction.atomic
def forget_teller(*, thing: Need | Offer, by: Who, channel: str) -> None:
    """Forget who told a need or wrote an offer, and a need's own words; what the desk wrote stays, as cases lead to it.

    An organization that offered stays too, and its office.
    """
    person = thing.person
    if isinstance(thing, Need):
        Need.objects.filter(pk=thing.pk).update(person=None, told=GONE)
    else:
        Offer.objects.filter(pk=thing.pk).update(person=None)
    record(verb="forget", thing=thing, by=by, channel=channel)
    forget_writer(person=person, by=by, channel=channel)


@transaction.atomic
def forget_note(*, note: DeskNote, by: Who, channel: str) -> None:
    """Forget the words of a note; its minutes stay for the figures."""
    DeskNote.objects.filter(pk=note.pk).update(words=GONE)
    record(verb="forget", thing=note, by=by, channel=channel)


@transaction.atomic
def forget_side_words(*, introduction: Introduction, by: Who, channel: str) -> None:
    """Forget what both sides said in own words, and how the calls went; their answers and reasons stay."""
    for side in introduction.sides.select_related("ask"):
        if side.ask:
            forget_words(ask=side.ask, by=by, channel=channel)
    Side.objects.filter(introduction=introduction).update(words="")
    record(verb="forget", thing=introduction, by=by, channel=channel)


@transaction.atomic
def forget_follow_up_words(*, ask: Ask, by: Who, channel: str) -> None:
    """Forget what was written beside the answer whether it helped; the answer and its hours stay."""
    forget_words(ask=ask, by=by, channel=channel)
