"""Notes, and what is to be done on a day."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.consultations.models import Consultation, FollowUp, Note
from kyodo.center.consultations.queries.one import key_of
from kyodo.commons.people.public import Person
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who
from kyodo.kernel.sealed.keys import seal


@transaction.atomic
def write_note(*, consultation: Consultation, text: str, by: Who, channel: str) -> Note:
    """Write a note. Raises ``Unusable`` without a word, ``Conflict`` for what was erased."""
    if not text.strip():
        raise Unusable(_("Please write a few words."))
    person = Person.objects.filter(pk=by.pk).first() if by.pk else None
    note = Note.objects.create(
        consultation=consultation, text=seal(key_of(consultation), text.strip()), at=timezone.now(), by=person
    )
    record(verb="note", thing=consultation, by=by, channel=channel)
    return note


@transaction.atomic
def plan_follow_up(*, consultation: Consultation, due_on: date, what: str, by: Who, channel: str) -> FollowUp:
    """Write down what is to be done on a day. Raises ``Conflict`` for what was erased."""
    found = FollowUp.objects.create(
        consultation=consultation, due_on=due_on, what=seal(key_of(consultation), what.strip())
    )
    record(verb="plan", thing=consultation, by=by, channel=channel, facts={"on": due_on.isoformat()})
    return found


@transaction.atomic
def do_follow_up(*, follow_up: FollowUp, by: Who, channel: str) -> None:
    """Say that it is done. Raises ``Conflict`` when it was already."""
    if not FollowUp.objects.filter(pk=follow_up.pk, done_at=None).update(done_at=timezone.now()):
        raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
    record(verb="follow_up", thing=follow_up.consultation, by=by, channel=channel)
