"""The plan of a day on a sheet of A4 for the counter: who comes when, with boxes to tick."""

from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from kyodo.center.bookings.models import Booking
from kyodo.center.bookings.queries.bookings import layout_name, of_day
from kyodo.kernel.clock.now import in_tokyo
from kyodo.kernel.paper.press import pdf
from kyodo.ui.words import jp_date

SHEET = "bookings/paper/day.typ"
WORDS = {
    "time": pgettext_lazy("sheet of rooms", "Time"),
    "room": pgettext_lazy("sheet of rooms", "Room"),
    "who": pgettext_lazy("sheet of rooms", "Who"),
    "people": pgettext_lazy("sheet of rooms", "People"),
    "note": pgettext_lazy("sheet of rooms", "Note"),
    "came": pgettext_lazy("sheet of rooms", "Came"),
    "none": gettext_lazy("Nothing is booked on this day."),
}


def day_pdf(day: date) -> bytes:
    """Return the plan of a day as a PDF; for the counter only: it names who booked."""
    with override(settings.LANGUAGE_CODE):
        data = {
            "title": _("Rooms on %(day)s") % {"day": jp_date(day)},
            "rows": [_row(booking) for booking in of_day(day)],
            "words": {key: str(word) for key, word in WORDS.items()},
        }
    return pdf(SHEET, data)


def day_file(day: date) -> HttpResponse:
    """Return the plan of a day as a file to open and print."""
    answer = HttpResponse(day_pdf(day), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="rooms-{day}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _row(booking: Booking) -> dict[str, str]:
    begins, ends = in_tokyo(booking.starts_at), in_tokyo(booking.ends_at)
    extras = [f"{extra.resource.name} {extra.count}" for extra in booking.extras.all()]
    said = [booking.title, layout_name(booking), *extras, booking.note]
    return {
        "time": f"{begins:%-H:%M}～{ends:%-H:%M}",
        "room": booking.resource.name,
        "who": booking.party.name if booking.party else _("closed for everybody"),
        "people": str(booking.people or ""),
        "note": "、".join(filter(None, said)),
        "code": booking.code,
    }
