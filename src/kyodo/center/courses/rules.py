"""Who may do what with plans, calls, postings, questionnaires and reports.

The center's staff publish; whoever holds a seat of a group hands its events in, and writes reports of its own.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo.center.courses.models import Call, Posting, Report
from kyodo.center.courses.states import CALL, POSTING, CallState, PostingState, ReportState
from kyodo.commons.actors.public import holds_a_seat
from kyodo.commons.gatherings.public import Gathering, GatheringState, keeps_people, may_keep_people
from kyodo.commons.people.public import ADMINISTRATOR, CENTER_STAFF, CITY_STAFF
from kyodo.kernel.permissions import YES, Answer, Predicate, Who, no

STAFF = (CENTER_STAFF, CITY_STAFF, ADMINISTRATOR)


def keeps_courses(who: Who) -> Answer:
    """Open to the staff of the center."""
    if any(who.holds(role) for role in STAFF):
        return YES
    return no(_("Only the staff of the center may do this."))


def prepares(who: Who) -> Answer:
    """Open to the staff and to whoever holds a seat of an organization, each for its own events."""
    return keeps_people(who)


def may_prepare(who: Who, gathering: Gathering) -> Answer:
    """Plan, questionnaire and report are for those who organize the event."""
    return may_keep_people(who, gathering)


def may_keep(who: Who, thing: Any) -> Answer:
    """Calls and decisions on postings are for the staff of the center."""
    return keeps_courses(who)


def may_see_call(who: Who, call: Call) -> Answer:
    """A published call is for everybody, any other for the staff."""
    return YES if call.state == CallState.PUBLISHED else keeps_courses(who)


def is_open(call: Call, at: datetime) -> bool:
    """Say whether proposals are taken at a moment: from the opening up to, and not including, the end."""
    return call.state == CallState.PUBLISHED and call.opens_at <= at < call.closes_at


def may_submit(who: Who, gathering: Gathering) -> Answer:
    """A draft is handed in by whoever holds a seat of the organization that organizes it."""
    if gathering.state != GatheringState.DRAFT:
        return no(_("This event is published already."))
    if gathering.organizer is None or not holds_a_seat(who, gathering.organizer):
        return no(_("Whoever holds a seat of the organization hands its event in."))
    return YES


def may_submit_again(who: Who, posting: Posting) -> Answer:
    """What was sent back is handed in again by the same organization."""
    if posting.state != PostingState.RETURNED:
        return no(_("This event was handed in already. We tell you as soon as it is decided."))
    return may_submit(who, posting.gathering)


def may_see_report(who: Who, report: Report) -> Answer:
    """A published report is for everybody, a draft for those who organize the event."""
    return YES if report.state == ReportState.PUBLISHED else may_prepare(who, report.gathering)


MAY: dict[str, Predicate] = {
    "plan": may_prepare,
    "submit": may_submit,
    "see_call": may_see_call,
    "see_report": may_see_report,
    **{step.verb: may_keep for step in (*CALL.transitions, *POSTING.transitions)},
    "submit_again": may_submit_again,
    "publish_report": may_keep,
    "take_report_back": may_keep,
}
