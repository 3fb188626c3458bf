"""Who consults where, and when they have time."""

from datetime import date, time

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.consultations.models import Absence, Consultant, WeeklyHours
from kyodo.center.consultations.models.desks import QUARTER
from kyodo.center.consultations.rules import STAFF
from kyodo.commons.people.public import Person, roles_of
from kyodo.commons.places.public import Desk
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who


@transaction.atomic
def appoint(*, person: Person, desk: Desk, by: Who, channel: str, is_demo: bool = False) -> Consultant:
    """Let somebody consult at a desk from now on.

    Raises ``Unusable`` for a person without a role of the staff, ``Conflict`` when they consult there already.
    """
    if not roles_of(person.pk) & set(STAFF):
        raise Unusable(_("Only somebody with a role of the staff can consult. Please give the role first."))
    try:
        with transaction.atomic():
            found = Consultant.objects.create(person=person, desk=desk, since=timezone.now(), is_demo=is_demo)
    except IntegrityError as error:
        raise Conflict(_("They consult at this desk already.")) from error
    record(verb="appoint", thing=found, by=by, channel=channel, facts={"desk": desk.slug, "person": person.pk})
    return found


@transaction.atomic
def end_term(*, consultant: Consultant, by: Who, channel: str) -> None:
    """End a term now; at the next request nothing of the desk is there for them. Raises ``Conflict`` when it ended."""
    now = timezone.now()
    if not Consultant.objects.filter(pk=consultant.pk, until=None, since__lt=now).update(until=now):
        raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
    record(verb="end_term", thing=consultant, by=by, channel=channel)


@transaction.atomic
def add_hours(
    *, consultant: Consultant, weekday: int, begins_at: time, ends_at: time, ways: list[str], since: date, by: Who,
    channel: str,
) -> WeeklyHours:  # fmt: skip
    """Offer a stretch of each week from a day on. Raises ``Unusable`` for what is no whole quarter of an hour."""
    if any(at.minute % QUARTER or at.second for at in (begins_at, ends_at)) or ends_at <= begins_at:
        raise Unusable(
            _("Please write whole quarters of an hour, the end after the beginning, such as 10:00 to 12:00.")
        )
    found = WeeklyHours.objects.create(
        consultant=consultant, weekday=weekday, begins_at=begins_at, ends_at=ends_at, ways=ways, since=since
    )
    facts = {"weekday": weekday, "begins": f"{begins_at:%H:%M}", "ends": f"{ends_at:%H:%M}"}
    record(verb="add_hours", thing=consultant, by=by, channel=channel, facts=facts)
    return found


@transaction.atomic
def end_hours(*, hours: WeeklyHours, until: date, by: Who, channel: str) -> None:
    """Offer a stretch no longer from a day on; appointments made already stay."""
    WeeklyHours.objects.filter(pk=hours.pk).update(until=until)
    record(verb="end_hours", thing=hours.consultant, by=by, channel=channel, facts={"until": until.isoformat()})


@transaction.atomic
def be_away(*, consultant: Consultant, on: date, by: Who, channel: str) -> None:
    """Offer nothing of a consultant on a day. Twice changes nothing."""
    if Absence.objects.get_or_create(consultant=consultant, on=on)[1]:
        record(verb="be_away", thing=consultant, by=by, channel=channel, facts={"on": on.isoformat()})


@transaction.atomic
def be_there(*, consultant: Consultant, on: date, by: Who, channel: str) -> None:
    """Take an absence back. Twice changes nothing."""
    if Absence.objects.filter(consultant=consultant, on=on).delete()[0]:
        record(verb="be_there", thing=consultant, by=by, channel=channel, facts={"on": on.isoformat()})
