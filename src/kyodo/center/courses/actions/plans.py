"""Writes about the checklist of an event."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kyodo.center.courses.checklist import USUAL
from kyodo.center.courses.models import Plan, Step
from kyodo.commons.gatherings.public import Gathering
from kyodo.commons.people.public import Person
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import Who


@transaction.atomic
def start_plan(*, gathering: Gathering, by: Who, channel: str) -> Plan:
    """Begin a plan with the usual checklist; the plan that is there already stays as it is."""
    plan, is_new = Plan.objects.get_or_create(pk=gathering.pk)
    if is_new:
        with translation.override(settings.LANGUAGE_CODE):
            Step.objects.bulk_create(Step(plan=plan, label=str(label), days_before=days) for label, days in USUAL)
        record(verb="start_plan", thing=gathering, by=by, channel=channel)
    return plan


@transaction.atomic
def write_plan(*, plan: Plan, by: Who, channel: str, purpose: str, lead: str) -> None:
    """Write down what an event is to change and who is in charge."""
    Plan.objects.filter(pk=plan.pk).update(purpose=purpose, lead=lead)
    record(verb="write_plan", thing=plan.gathering, by=by, channel=channel)


@transaction.atomic
def add_step(*, plan: Plan, label: str, days_before: int, by: Who, channel: str) -> Step:
    """Add a step. Raises ``Conflict`` when it stands there already."""
    try:
        with transaction.atomic():
            step = Step.objects.create(plan=plan, label=label, days_before=days_before)
    except IntegrityError as error:
        raise Conflict(_("This stands on the list already.")) from error
    record(verb="add_step", thing=plan.gathering, by=by, channel=channel)
    return step


@transaction.atomic
def tick_step(*, step: Step, is_done: bool, by: Who, channel: str, note: str = "") -> None:
    """Write down that a step is done, or that it is not done after all."""
    person = Person.objects.filter(pk=by.pk).first() if by.pk else None
    done = {"done_at": timezone.now(), "done_by": person} if is_done else {"done_at": None, "done_by": None}
    Step.objects.filter(pk=step.pk).update(note=note or step.note, **done)
    verb = "tick_step" if is_done else "untick_step"
    record(verb=verb, thing=step.plan.gathering, by=by, channel=channel, facts={"step": step.pk})


@transaction.atomic
def drop_step(*, step: Step, by: Who, channel: str) -> None:
    """Take away a step that this event does not need."""
    record(verb="drop_step", thing=step.plan.gathering, by=by, channel=channel, facts={"step": step.pk})
    step.delete()
