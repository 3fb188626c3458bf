"""Copies on paper: where they go, and what was printed."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.newsletters.models import CopyPlace, Issue, Parcel, PrintRun, Series
from kyodo.center.newsletters.queries.paper import needed, receiving
from kyodo.center.newsletters.rules import MAY, keeps_newsletters
from kyodo.center.newsletters.states import COPIES, CopiesState
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Refused, Unusable
from kyodo.kernel.permissions import Who, require


@transaction.atomic
def ask_for_copies(*, series: Series, by: Who, channel: str, **values: Any) -> CopyPlace:
    """Write down that an organization or a place wishes copies; the desk answers."""
    place = CopyPlace.objects.create(series=series, channel=channel, **values)
    record(verb="ask", thing=place, by=by, channel=channel, facts={"copies": place.copies})
    return place


@transaction.atomic
def keep_place(*, by: Who, channel: str, place: CopyPlace | None = None, **values: Any) -> CopyPlace:
    """Write a place where copies go, or change one. Raises ``Conflict`` where the facility gets them already."""
    _staff(by)
    try:
        with transaction.atomic():
            if place is None:
                place = CopyPlace.objects.create(state=CopiesState.AGREED, channel=channel, **values)
            else:
                CopyPlace.objects.filter(pk=place.pk).update(**values)
    except IntegrityError as error:
        raise Conflict(_("This place gets copies of the newsletter already. Please change its entry.")) from error
    record(verb="keep", thing=place, by=by, channel=channel)
    return place


@transaction.atomic
def move_place(*, place: CopyPlace, verb: str, by: Who, channel: str) -> CopyPlace:
    """Send copies from now on, or no more. Raises ``Refused``; ``Conflict`` where the facility has another entry."""
    require(MAY, verb, by, place)
    ended = timezone.now() if verb == "end" else None
    try:
        with transaction.atomic():
            return COPIES.move(place, verb, by=by, channel=channel, ended_at=ended)
    except IntegrityError as error:
        raise Conflict(_("This place gets copies of the newsletter already. Please change its entry.")) from error


@transaction.atomic
def forget_place(*, place: CopyPlace, by: Who, channel: str) -> None:
    """Forget to whom copies went once; that a place got some stays."""
    CopyPlace.objects.filter(pk=place.pk).update(addressee="", postcode="", address="", phone="")
    record(verb="forget", thing=place, by=by, channel=channel)


@transaction.atomic
def write_run(*, issue: Issue, printed: int, printed_on: date, by: Who, channel: str) -> PrintRun:
    """Write how many copies were printed; the same again corrects it, as long as none were sent."""
    _staff(by)
    run, _made = PrintRun.objects.select_for_update().get_or_create(
        issue=issue, defaults={"printed": printed, "printed_on": printed_on}
    )
    if run.sent_on is not None and run.printed != printed:
        raise Conflict(_("Copies were sent already. The number printed stays as it is."))
    PrintRun.objects.filter(pk=run.pk).update(printed=printed, printed_on=printed_on)
    record(verb="print", thing=run, by=by, channel=channel, facts={"printed": printed})
    run.refresh_from_db()
    return run


@transaction.atomic
def send_run(*, run: PrintRun, sent_on: date, by: Who, channel: str) -> PrintRun:
    """Note that every place got its copies. Raises ``Unusable`` where there are not enough of them."""
    _staff(by)
    held = PrintRun.objects.select_for_update(of=("self",)).select_related("issue__series").get(pk=run.pk)
    if held.sent_on is not None:
        raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
    places = list(receiving(held.issue.series))
    if needed(places) > held.printed:
        facts = {"needed": needed(places), "printed": held.printed}
        raise Unusable(_("The places get %(needed)s copies and %(printed)s were printed. Please change one.") % facts)
    Parcel.objects.bulk_create(Parcel(run=held, place=place, copies=place.copies) for place in places)
    PrintRun.objects.filter(pk=held.pk).update(sent_on=sent_on)
    record(verb="send_copies", thing=held, by=by, channel=channel, facts={"copies": needed(places)})
    held.refresh_from_db()
    return held


@transaction.atomic
def count_left(*, run: PrintRun, left_over: int, by: Who, channel: str) -> PrintRun:
    """Write how many copies were left over. Raises ``Unusable`` for more than were printed."""
    _staff(by)
    if left_over > run.printed:
        raise Unusable(_("More copies cannot be left over than were printed."))
    PrintRun.objects.filter(pk=run.pk).update(left_over=left_over)
    record(verb="count_left", thing=run, by=by, channel=channel, facts={"left_over": left_over})
    run.refresh_from_db()
    return run


def _staff(by: Who) -> None:
    answer = keeps_newsletters(by)
    if not answer:
        raise Refused(answer.reason)
