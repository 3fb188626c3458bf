"""Writes about calls."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from kyodo.center.courses.models import Call
from kyodo.center.courses.states import CALL
from kyodo.kernel.audit.record import record
from kyodo.kernel.permissions import Who


@transaction.atomic
def write_call(*, by: Who, channel: str, call: Call | None = None, **facts: Any) -> Call:
    """Write a new call as a draft, or change one."""
    if call is None:
        made = Call.objects.create(**facts)
        record(verb="create", thing=made, by=by, channel=channel)
        return made
    Call.objects.filter(pk=call.pk).update(**facts, changed_at=timezone.now())
    record(verb="edit", thing=call, by=by, channel=channel, facts={"fields": sorted(facts)})
    call.refresh_from_db()
    return call


@transaction.atomic
def publish_call(*, call: Call, by: Who, channel: str) -> Call:
    """Show a call to everybody. Raises ``Conflict`` when it is public."""
    now = timezone.now()
    first = call.published_at or now
    return CALL.move(call, "publish_call", by=by, channel=channel, published_at=first, changed_at=now)


@transaction.atomic
def withdraw_call(*, call: Call, by: Who, channel: str) -> Call:
    """Take a call back. Raises ``Conflict`` when it is not public."""
    return CALL.move(call, "withdraw_call", by=by, channel=channel, changed_at=timezone.now())
