"""Slips: what waits for one office on one sheet of A4, to be circled and sent back."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.queries import accountable, address_of, last_day
from kyodo.commons.places.city import frame_city
from kyodo.kernel.paper.codes import qr_svg
from kyodo.kernel.paper.press import pdf
from kyodo.ui.words import jp_date

SHEET = "asks/paper/slips.typ"


def slips(asks: Sequence[Ask]) -> bytes:
    """Return a PDF with the slips of these asks, a sheet for each office or person; in Japanese, as paper is."""
    with override(settings.LANGUAGE_CODE):
        city = frame_city()
        contact = city.contact if city else None
        by_whom: dict[tuple[int | None, int | None], list[Ask]] = {}
        for ask in asks:
            by_whom.setdefault((ask.seat_id, ask.person_id), []).append(ask)
        names = accountable([group[0] for group in by_whom.values()])
        data = {
            "title": _("Slip for your answer"),
            "site": settings.SITE_URL.partition("://")[2],
            "desk": {"name": contact.name, "phone": contact.phone, "hours": contact.phone_hours, "fax": contact.fax}
            if contact
            else None,
            "sheets": [_sheet(group, names[group[0].pk].person) for group in by_whom.values()],
        }
    return pdf(SHEET, data)


def _sheet(asks: list[Ask], person: Any) -> dict[str, Any]:
    first = asks[0]
    return {
        "actor": first.seat.actor.name if first.seat else "",
        "reading": first.seat.actor.name_reading if first.seat else "",
        "addressee": first.seat.title if first.seat else str(person or ""),
        "asks": [_slip(ask) for ask in asks],
        "is_demo": any(ask.is_demo for ask in asks),
    }


def _slip(ask: Ask) -> dict[str, Any]:
    return {
        "subject": ask.subject,
        "question": ask.question,
        "choices": [{"number": choice.number, "label": choice.label} for choice in ask.choices.all()],
        "takes_words": ask.takes_words,
        "until": jp_date(last_day(ask)),
        "at_end": ask.at_end,
        "phone": ask.phone,
        "code": ask.code,
        "qr": qr_svg(f"{settings.SITE_URL}{address_of(ask)}"),
    }
