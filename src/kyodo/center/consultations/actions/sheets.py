"""The confirmation sheet of a required consultation: a number of the fiscal year, without a gap."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kyodo.center.consultations.models import Appointment, Sheet, SheetBook
from kyodo.center.consultations.states import AppointmentState
from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Who


@transaction.atomic
def confirm_sheet(*, appointment: Appointment, by: Who, channel: str) -> Sheet:
    """Give a confirmation sheet its number, once; the same again returns the same sheet.

    Raises ``Unusable`` before it took place, and for a consultation of which no sheet is asked.
    """
    held = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("consultation__service")
        .get(pk=appointment.pk)
    )
    found = Sheet.objects.filter(appointment=held).first()
    if found:
        return found
    service = held.consultation.service
    if service is None or not service.is_required:
        raise Unusable(_("No confirmation sheet is asked for this consultation."))
    if held.state != AppointmentState.CAME:
        raise Unusable(_("The sheet is given once the consultation has taken place."))
    year = FiscalYear.of(today()).year
    SheetBook.objects.bulk_create([SheetBook(year=year)], ignore_conflicts=True)
    SheetBook.objects.filter(year=year).update(last=F("last") + 1)
    number = SheetBook.objects.get(year=year).last
    sheet = Sheet.objects.create(appointment=held, year=year, number=number, issued_on=today())
    record(verb="confirm_sheet", thing=held.consultation, by=by, channel=channel, facts={"sheet": str(sheet)})
    return sheet
