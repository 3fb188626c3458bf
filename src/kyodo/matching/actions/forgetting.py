"""Forgetting what nobody needs any more: words and contacts go, what was decided and counted stays."""

from django.db import transaction

from kyodo.commons.asks.public import Ask, forget_words
from kyodo.kernel.audit.record import record
from kyodo.kernel.permissions import Who
from kyodo.matching.models import DeskNote, Introduction, Letter, Side

#: Stands where something was forgotten.
GONE = "—"


@transaction.atomic
def forget_letter(*, letter: Letter, by: Who, channel: str) -> None:
    """Forget the text of a letter: that of a meeting holds a contact. Its kind and its days stay."""
    Letter.objects.filter(pk=letter.pk).update(subject=GONE, body=GONE)
    record(verb="forget", thing=letter, by=by, channel=channel)


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
