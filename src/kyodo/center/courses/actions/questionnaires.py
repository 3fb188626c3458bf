"""Writes about what people say after an event. An answer has no person, no moment and no network."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.courses.models import Answer, Questionnaire
from kyodo.center.courses.queries import most_answers
from kyodo.commons.gatherings.public import Gathering, write_to_guests
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import Who

THANKS = "courses.thanks"


@transaction.atomic
def open_questionnaire(
    *, gathering: Gathering, by: Who, channel: str, own_question: str = "", is_open: bool = True
) -> Questionnaire:
    """Ask those who come a few questions, or stop asking."""
    facts = {"own_question": own_question, "is_open": is_open}
    found, _is_new = Questionnaire.objects.update_or_create(pk=gathering.pk, defaults=facts)
    record(verb="open_questionnaire", thing=gathering, by=by, channel=channel, facts={"is_open": is_open})
    return found


@transaction.atomic
def answer_questionnaire(*, questionnaire: Questionnaire, by: Who, channel: str, **facts: Any) -> Answer:
    """Keep an answer. No audit row: its moment and its ``by`` would tell whose answer it is.

    Raises ``Conflict`` when it takes no answers, or has more of them than people came.
    """
    held = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if not held.is_open:
        raise Conflict(_("This questionnaire is closed. Thank you all the same."))
    if held.answers.count() >= most_answers(held):
        raise Conflict(_("As many answers have arrived as people came. Please hand yours to the staff on paper."))
    return Answer.objects.create(questionnaire=held, channel=channel, **facts)


@transaction.atomic
def thank_guests(*, questionnaire: Questionnaire, url: str, by: Who, channel: str) -> int:
    """Thank those who had a place, with the link of the questionnaire; once. Returns to how many groups."""
    if not Questionnaire.objects.filter(pk=questionnaire.pk, told_at=None).update(told_at=timezone.now()):
        return 0
    record(verb="thank", thing=questionnaire.gathering, by=by, channel=channel)
    return write_to_guests(
        questionnaire.gathering, key="thanks", kind=THANKS, template="courses/notices/thanks.txt",
        context={"questions_url": url},
    )  # fmt: skip
