"""The fee table: a line holds from its day on, until a later one replaces it. What was in force stays as it was."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kyodo.center.bookings.models import Fee, Resource
from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import Who


@transaction.atomic
def write_fee(
    *, resource: Resource, per: str, slot_from: str, slot_until: str, user_kind: str, purpose: str, yen: int,
    since: date, by: Who, channel: str,
) -> Fee:  # fmt: skip
    """Write a line of the fee table. Raises ``Conflict`` when there is one for this use from this day on."""
    try:
        with transaction.atomic():
            fee = Fee.objects.create(
                resource=resource, per=per, slot_from=slot_from, slot_until=slot_until, user_kind=user_kind,
                purpose=purpose, yen=yen, since=since,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(
            _("There is a fee for this use from this day on. Please take that one away first, or choose another day.")
        ) from error
    facts = {"resource": resource.slug, "yen": yen, "since": f"{since:%Y-%m-%d}"}
    record(verb="write_fee", thing=fee, by=by, channel=channel, facts=facts)
    return fee


@transaction.atomic
def drop_fee(*, fee: Fee, by: Who, channel: str) -> None:
    """Take a line away that is not in force yet. Raises ``Conflict`` for one that is: what was in force stays."""
    if fee.since <= today():
        raise Conflict(_("This fee is in force already. Please write a new one from a later day on."))
    facts = {"resource": fee.resource.slug, "yen": fee.yen, "since": f"{fee.since:%Y-%m-%d}"}
    record(verb="drop_fee", thing=fee, by=by, channel=channel, facts=facts)
    fee.delete()
