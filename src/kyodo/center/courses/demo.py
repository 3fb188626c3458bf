"""The sample calls, postings, reports and registrations of the demo (見本)."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from kyodo.center.courses.actions.calls import publish_call, write_call
from kyodo.center.courses.actions.plans import start_plan
from kyodo.center.courses.actions.questionnaires import open_questionnaire
from kyodo.center.courses.models import Call, Plan, Questionnaire
from kyodo.commons.gatherings.public import Gathering
from kyodo.kernel.clock.now import moment, today
from kyodo.kernel.permissions import SYSTEM

BY: dict[str, Any] = {"by": SYSTEM, "channel": "demo"}
TITLE = "見本 市民が先生の講座を募集します"


@transaction.atomic
def make_sample_courses() -> str:
    """Make the sample call, and a plan and a questionnaire for the sample course, where they are missing."""
    if not Call.objects.filter(is_demo=True, closes_at__gt=timezone.now()).exists():
        call = write_call(
            title=TITLE, text="町内会や団体の経験を、ほかの団体に伝える講座を募集します。題は問いません。",
            who_may="市内で活動する団体", offers="会場、広報、当日の受付", opens_at=moment(today() - timedelta(days=7)),
            closes_at=moment(today() + timedelta(days=30)), is_demo=True, **BY,
        )  # fmt: skip
        publish_call(call=call, **BY)
    course = Gathering.objects.filter(is_demo=True, sign_up__isnull=False).order_by("pk").first()
    if course is not None and not Plan.objects.filter(pk=course.pk).exists():
        start_plan(gathering=course, **BY)
    if course is not None and not Questionnaire.objects.filter(pk=course.pk).exists():
        open_questionnaire(gathering=course, own_question="次に学びたいことは何ですか", **BY)
    return "  見本の募集 1、計画 1、アンケート 1"
