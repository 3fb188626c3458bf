"""The handover book and its envelope as PDF. In Japanese, as paper is."""

from typing import Any

from django.conf import settings
from django.utils.translation import override

from kyodo.commons.actors.handover.codes import ON_ENVELOPE
from kyodo.commons.actors.handover.queries import filled
from kyodo.commons.actors.handover.sections import day_in_words
from kyodo.commons.actors.models import Handover
from kyodo.commons.actors.telling import desk_words, path_of
from kyodo.kernel.clock.now import day_of
from kyodo.kernel.paper.codes import qr_svg
from kyodo.kernel.paper.press import pdf
from kyodo.ui.words import jp_date

BOOK, ENVELOPE = "actors/paper/handover.typ", "actors/paper/envelope.typ"


def book_pdf(book: Handover) -> bytes:
    """Return the book: its sections of today, but those that were left out, each on a page of its own."""
    with override(settings.LANGUAGE_CODE):
        return pdf(BOOK, {**_about(book), "sections": sections(book)})


def envelope_pdf(book: Handover) -> bytes:
    """Return the page for the envelope: to whom it goes, what is in it, and the code by which it is confirmed."""
    with override(settings.LANGUAGE_CODE):
        address = f"{settings.SITE_URL}{link_of(book)}"
        return pdf(
            ENVELOPE,
            {
                **_about(book),
                "titles": [[part["title"], len(part["lines"])] for part in sections(book) if part["lines"]],
                "qr": qr_svg(address),
                "address": f"{settings.SITE_URL.partition('://')[2]}{path_of('asks:handover_code')}",
            },
        )


def link_of(book: Handover) -> str:
    """Return the signed path by which whoever has the envelope confirms."""
    return path_of("asks:handover_signed", book.code, ON_ENVELOPE.of(book.code))


def sections(book: Handover) -> list[dict[str, Any]]:
    """Return the printed sections: those with lines, and those that are filled in by hand."""
    parts = filled(book.seat, book.left_out)
    return [
        {
            "title": str(part.section.title),
            "by_hand": part.section.by_hand,
            "lines": [[line.what, line.more, day_in_words(line)] for line in part.lines],
        }
        for part in parts
        if part.lines or part.section.by_hand
    ]


def _about(book: Handover) -> dict[str, Any]:
    seat = book.seat
    return {
        "title": f"引き継ぎ帳　{seat.actor}　{seat.title}",
        "actor": seat.actor.name,
        "reading": seat.actor.name_reading,
        "seat": seat.title,
        "is_demo": seat.actor.is_demo,
        "made": jp_date(day_of(book.made_at), "era"),
        "shred_after": jp_date(book.shred_after, "era"),
        "code": book.code,
        **desk_words(),
    }
