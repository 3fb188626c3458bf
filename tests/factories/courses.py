"""Calls, postings, plans and what comes after an event."""

import itertools
from datetime import timedelta
from typing import Any

from django.utils import timezone

from kyodo.center.courses.actions.plans import start_plan
from kyodo.center.courses.actions.postings import submit_posting
from kyodo.center.courses.actions.questionnaires import open_questionnaire
from kyodo.center.courses.actions.reports import write_report
from kyodo.center.courses.models import Call
from kyodo.commons.gatherings.codes import token_of
from kyodo.kernel.permissions import SYSTEM
from tests.factories.gatherings import a_coming_gathering
from tests.factories.sign_ups import a_registration, a_sign_up

BY: dict[str, Any] = {"by": SYSTEM, "channel": "test"}
_numbers = itertools.count(1)


def a_call(title: str = "講座の募集", **values: Any) -> Call:
    """Make a call that is public and open for a month."""
    now = timezone.now()
    facts = {"text": "防災の講座", "who_may": "市内の団体", "opens_at": now, "closes_at": now + timedelta(days=30)}
    first = {"slug": f"call-{next(_numbers)}", "state": "published", "published_at": now}
    return Call.objects.create(title=title, **{**first, **facts, **values})


def a_prepared_course(title: str, organizer: Any, slug: str = "kouza") -> dict[str, Any]:
    """Make a course with everything on it, a call, and a draft that its organizer hands in; returns codes by name."""
    course = a_sign_up(9, title, days=3, slug=slug, organizer=organizer, charges=[("おとな", 500)], asks_childcare=True)
    one = a_registration(course, 2)
    start_plan(gathering=course, **BY)
    open_questionnaire(gathering=course, own_question="次は何を", **BY)
    write_report(gathering=course, happened="みんなで学んだ", **BY)
    call = a_call(slug="bosyu")
    draft = a_coming_gathering("防災講座", state="draft", organizer=organizer)
    posting = submit_posting(gathering=draft, call=call, **BY)
    return {"person": one.code, "mine": token_of(one.code), "posting": posting.pk}
