"""Writes of the desk about its own work: notes with minutes, second pairs of eyes, who looks after what."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.people.public import Person
from kyodo.kernel.audit.record import kind_of, record
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import Who
from kyodo.matching.models import DeskNote, Need, Offer


@transaction.atomic
def write_note(
    *, about: models.Model, words: str, by: Who, channel: str, minutes: int = 0, for_whom: Person | None = None
) -> DeskNote:
    """Write down what the desk learned or did; ``for_whom`` is asked to look at it too."""
    note = DeskNote.objects.create(
        about_kind=kind_of(about), about_id=str(about.pk), words=words.strip()[:600], minutes=minutes,
        for_whom=for_whom, by=Person.objects.filter(pk=by.pk).first() if by.pk else None, at=timezone.now(),
    )  # fmt: skip
    facts = {"minutes": minutes, "for": for_whom.pk if for_whom else None}
    record(verb="note", thing=note, by=by, channel=channel, facts=facts)
    return note


@transaction.atomic
def finish_note(*, note: DeskNote, by: Who, channel: str) -> DeskNote:
    """Write down that a second pair of eyes has looked. Raises ``Conflict`` when it was done already."""
    waiting = DeskNote.objects.filter(pk=note.pk, for_whom__isnull=False, done_at=None)
    if not waiting.update(done_at=timezone.now()):
        raise Conflict(_("Somebody has looked at this already."))
    note.refresh_from_db()
    record(verb="finish", thing=note, by=by, channel=channel)
    return note


@transaction.atomic
def claim(*, thing: Need | Offer, by: Who, channel: str) -> None:
    """Look after a need or an offer from now on. Raises ``Conflict`` when somebody else does."""
    me = Person.objects.filter(pk=by.pk).first() if by.pk else None
    if not type(thing).objects.filter(pk=thing.pk, keeper=None).update(keeper=me):
        raise Conflict(_("Somebody else looks after this by now. Please open it again, or ask them to hand it over."))
    record(verb="claim", thing=thing, by=by, channel=channel)
    thing.refresh_from_db()


@transaction.atomic
def hand_over(*, thing: Need | Offer, to: Person, seen: Person | None, by: Who, channel: str) -> None:
    """Let a colleague look after it; ``seen`` is who did when the writer looked.

    Raises ``Conflict`` when that changed since.
    """
    if not type(thing).objects.filter(pk=thing.pk, keeper=seen).update(keeper=to):
        raise Conflict(_("Somebody else looks after this by now. Please open it again, or ask them to hand it over."))
    record(verb="hand_over", thing=thing, by=by, channel=channel, facts={"to": to.pk})
    thing.refresh_from_db()
