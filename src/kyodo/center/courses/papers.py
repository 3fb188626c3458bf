"""Papers made from the record of an event: a poster, a page to pass round, a slip with a few questions. In Japanese."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kyodo.center.courses.models import Questionnaire
from kyodo.center.courses.queries import questionnaire_address
from kyodo.center.courses.states import LearntBy, NextStep, Satisfaction
from kyodo.commons.gatherings.public import (
    Gathering,
    address,
    address_of,
    date_and_hours,
    door_of,
    organizer_name,
    place_name,
    standing_dates,
)
from kyodo.kernel.clock.now import now
from kyodo.kernel.paper.codes import qr_svg
from kyodo.kernel.paper.press import noted, pdf
from kyodo.kernel.search.analyzer.furigana import of_name
from kyodo.ui.words import jp_datetime

POSTER, CIRCULAR, SLIP = "courses/paper/poster.typ", "courses/paper/circular.typ", "courses/paper/slip.typ"
#: So many dates stand on a paper; the others are found by the code.
MOST_DATES = 6
#: Houses that pass a page round.
BOXES = 16


def _facts(gathering: Gathering) -> dict[str, Any]:
    """Return what a paper says of an event; ``whole`` has its dates and its place fetched."""
    dates = standing_dates(gathering)
    door = door_of(gathering, now())
    support = [
        str(gathering._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in ("has_sign_language", "has_captioning", "is_wheelchair_accessible", "has_childcare")
        if getattr(gathering, name)
    ]
    return {
        "title": gathering.title,
        "title_pieces": _title(gathering),
        "kind": str(gathering.get_kind_display()),
        "is_cancelled": gathering.is_cancelled,
        "description": gathering.description,
        "dates": [date_and_hours(date) for date in dates[:MOST_DATES]],
        "further": max(0, len(dates) - MOST_DATES),
        "place": place_name(gathering),
        "address": address(gathering),
        "audience": gathering.audience,
        "fee": fee_of(gathering, door),
        "capacity": gathering.capacity,
        "apply": _apply(gathering, door),
        "support": [*support, *([gathering.accommodation_text] if gathering.accommodation_text else [])],
        "organizer": organizer_name(gathering),
        "contact": [
            part for part in (gathering.contact_name, gathering.contact_phone, gathering.contact_mail) if part
        ],
        "qr": qr_svg(settings.SITE_URL + address_of(gathering.slug)),
        "url": settings.SITE_URL.partition("://")[2] + address_of(gathering.slug),
        "is_demo": gathering.is_demo,
        "boxes": BOXES,
    }  # fmt: skip


def _title(gathering: Gathering) -> list[tuple[str, str]]:
    if not gathering.title_reading:
        return [(gathering.title, "")]
    return list(of_name(gathering.title, gathering.title_reading))


def fee_of(gathering: Gathering, door: Any) -> str:
    """Return what it costs in words."""
    charges = list(door.sign_up.charges.all()) if door else []
    if charges:
        said = [_("%(label)s %(amount)s yen") % {"label": one.label, "amount": one.amount} for one in charges]
        return "、".join(said)
    if gathering.fee_text:
        return gathering.fee_text
    return str(_("free of charge")) if gathering.is_free else ""


def _apply(gathering: Gathering, door: Any) -> str:
    parts = []
    if door:
        parts.append(_("Sign up with the two-dimensional code, by phone or at the counter."))
        if gathering.apply_until:
            parts.append(_("Until %(moment)s.") % {"moment": jp_datetime(gathering.apply_until)})
    if gathering.how_to_apply:
        parts.append(gathering.how_to_apply)
    return " ".join(parts)


def _fitting(sheet: str, data: dict[str, Any]) -> bytes:
    """Set a sheet in the largest of its sizes in which it stays on one page."""
    for size in (2, 1, 0):
        data["size"] = size
        if noted(sheet, data, "pages") == [1]:
            break
    return pdf(sheet, data)


def poster_pdf(gathering: Gathering) -> bytes:
    """Return the poster of an event, one A4."""
    with override(settings.LANGUAGE_CODE):
        return _fitting(POSTER, _facts(gathering))


def circular_pdf(gathering: Gathering) -> bytes:
    """Return the page of an event to pass round (回覧), one A4 with a box for each house."""
    with override(settings.LANGUAGE_CODE):
        return _fitting(CIRCULAR, _facts(gathering))


def slip_pdf(questionnaire: Questionnaire) -> bytes:
    """Return the questionnaire on paper, one A4 in large type, with the code for those who prefer the web."""
    with override(settings.LANGUAGE_CODE):
        gathering = questionnaire.gathering
        questions = [
            (_("Was it good to have come?"), Satisfaction), (_("Where did you hear of it?"), LearntBy),
            (_("What would you like to do next?"), NextStep),
        ]  # fmt: skip
        data = {
            "title": _("Questionnaire: %(title)s") % {"title": gathering.title},
            "questions": [
                {"title": str(title), "choices": [str(label) for label in choices.labels]}
                for title, choices in questions
            ],
            "own": questionnaire.own_question,
            "qr": qr_svg(settings.SITE_URL + questionnaire_address(gathering.slug)),
            "is_demo": gathering.is_demo,
        }
        return _fitting(SLIP, data)
