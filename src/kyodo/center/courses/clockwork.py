"""What comes due by the clock: thanks with the questionnaire, and what is forgotten."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from kyodo.center.courses.actions.questionnaires import thank_guests
from kyodo.center.courses.models import Answer
from kyodo.center.courses.queries import questionnaire_address, to_thank
from kyodo.kernel.permissions import SYSTEM


def thank() -> str:
    """Write to those who had a place at what is over, once; returns how many groups."""
    count = 0
    for questionnaire in to_thank(timezone.now()):
        url = settings.SITE_URL + questionnaire_address(questionnaire.gathering.slug)
        count += thank_guests(questionnaire=questionnaire, url=url, by=SYSTEM, channel="clock")
    return f"{count} thanked"


def forget_words(before: datetime) -> int:
    """Forget what was written beside answers about events that ended before a moment; the figures stay."""
    going_on = Answer.objects.filter(questionnaire__gathering__occurrences__ends_at__gte=before)
    old = Answer.objects.exclude(words="", own_answer="").exclude(pk__in=going_on.values("pk"))
    return old.update(words="", own_answer="")
