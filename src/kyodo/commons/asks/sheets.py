"""Slips: what waits for one office on one sheet of A4, to be circled and sent back."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.queries import accountable, address_of, last_day
from kyodo.commons.places.city import frame_city
from kyodo.kernel.notices import line
from kyodo.kernel.paper.codes import qr_svg
from kyodo.kernel.paper.press import noted, pdf
from kyodo.kernel.search import taught
from kyodo.kernel.search.analyzer.furigana import of_name, pieces
from kyodo.ui.words import jp_date

SHEET = "asks/paper/slips.typ"
_PARAGRAPHS = re.compile(r"\n\s*\n")
_COUNTED = re.compile("([0-9０-９][0-9０-９,，.]*[一-鿿]*)")


def slips(asks: Sequence[Ask]) -> bytes:
    """Return a PDF with the slips of these asks, a sheet for each office or person; in Japanese, as paper is."""
    with override(settings.LANGUAGE_CODE):
        city = frame_city()
        contact = city.contact if city else None
        by_whom: dict[tuple[int | None, int | None], list[Ask]] = {}
        for ask in asks:
            by_whom.setdefault((ask.seat_id, ask.person_id), []).append(ask)
        known = _taught()
        names = accountable([group[0] for group in by_whom.values()])
        data = {
            "title": _("Slip for your answer"),
            "line": line.account() if line.is_on() else "",
            "site": settings.SITE_URL.partition("://")[2],
            "desk": {"name": contact.name, "phone": contact.phone, "hours": contact.phone_hours, "fax": contact.fax}
            if contact
            else None,
            "sheets": [_sheet(group, names[group[0].pk].person, known) for group in by_whom.values()],
        }
    _give_room(data)
    return pdf(SHEET, data)


def _give_room(data: dict[str, Any]) -> None:
    """Set each sheet as roomily as fits on one page: 2 at most, 1 for several questions, 0 where nothing else does."""
    open_ones = data["sheets"]
    while open_ones:
        pages = noted(SHEET, {**data, "sheets": open_ones}, "page")
        edges = zip(pages[::2], pages[1::2], strict=True)
        too_long = [one for one, (begin, end) in zip(open_ones, edges, strict=True) if begin < end]
        for one in too_long:
            one["room"] -= 1
        open_ones = [one for one in too_long if one["room"] > 0]


def _sheet(asks: list[Ask], person: Any, taught_ones: Mapping[str, str]) -> dict[str, Any]:
    first = asks[0]
    actor = first.seat.actor if first.seat else None
    known = {**taught_ones, **({actor.name: actor.name_reading} if actor and actor.name_reading else {})}
    return {
        "actor": _name(actor.name, actor.name_reading) if actor else [],
        "addressee": first.seat.title if first.seat else str(person or ""),
        "asks": [_slip(ask, known) for ask in asks],
        "is_demo": any(ask.is_demo for ask in asks),
        "room": 2 if len(asks) == 1 else 1,
    }


def _taught() -> dict[str, str]:
    """Return the readings that staff taught, by what is written."""
    words = taught.current()
    return {words.written[name]: reading for name, reading in words.readings.items()}


def read_aloud(text: str, known: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return a text in pieces with their readings; numbers with what they count get none: it changes the reading."""
    return list(_read(text, tuple((word, reading) for word, reading in known.items() if word in text)))


@lru_cache(500)
def _read(text: str, known: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Read a text once for all offices that are asked the same."""
    found: list[tuple[str, str]] = []
    for number, part in enumerate(_COUNTED.split(text)):
        found += [(part, "")] if number % 2 else pieces(part, dict(known), is_careful=True)
    return tuple(piece for piece in found if piece[0])


def _name(name: str, reading: str) -> list[tuple[str, str]]:
    """Return a name under its own reading, where that is known."""
    return list(of_name(name, reading)) if reading else [(name, "")]


def _slip(ask: Ask, known: Mapping[str, str]) -> dict[str, Any]:
    return {
        "subject": read_aloud(ask.subject, known),
        "question": [
            [read_aloud(line, known) for line in part.split("\n")] for part in _PARAGRAPHS.split(ask.question)
        ],
        "choices": [{"number": c.number, "label": read_aloud(c.label, known)} for c in ask.choices.all()],
        "takes_words": ask.takes_words,
        "until": jp_date(last_day(ask)),
        "at_end": read_aloud(ask.at_end, known),
        "phone": ask.phone,
        "code": ask.code,
        "qr": qr_svg(f"{settings.SITE_URL}{address_of(ask)}"),
    }
