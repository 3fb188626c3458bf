"""Writes about cases that the house makes by itself; what people write goes through the CMS."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from kyodo.casebook.models import Case
from kyodo.casebook.states import Part
from kyodo.commons.actors.public import new_slug
from kyodo.commons.collaborations.public import Collaboration, Event, Partner, Span, events_of, spans_of
from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.permissions import Who
from kyodo.kernel.trail.walk import came_from
from kyodo.ui.words import partial_date


@transaction.atomic
def draft_case(*, collaboration: Collaboration, by: Who, channel: str) -> Case | None:
    """Write the draft of a case about a joint work that is over, which the editors go on with; None where there is one.

    It says what is known and asks for what is not, above all where it stumbled. It is not public until an
    editor publishes it, and names only partners who confirmed that they take part.
    """
    held = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if Case.objects.filter(collaboration=held).exists():
        return None
    with translation.override(settings.LANGUAGE_CODE):
        case = _write(held)
    came_from(case, held)
    record(verb="draft", thing=case, by=by, channel=channel, facts={"collaboration": held.pk})
    return case


def _write(work: Collaboration) -> Case:
    spans, events = spans_of(work), events_of(work)
    partners = list(Partner.objects.filter(collaboration=work).select_related("actor").order_by("order", "pk"))
    years = _years(spans)
    case = Case(
        slug=new_slug(), title=work.title, title_reading=work.title_reading, lead=_lead(work, partners),
        collaboration=work, year_from=years[0] if years else None, year_until=years[-1] if years else None,
        body=json.dumps(list(_story(work, partners, spans, events))), live=False, has_unpublished_changes=True,
        is_demo=work.is_demo,
    )  # fmt: skip
    case.fields, case.wards = list(work.fields.all()), list(work.wards.all())
    case.save()
    case.save_revision()
    return case


def _lead(work: Collaboration, partners: list[Partner]) -> str:
    together = _("%(names)s worked together.") % {"names": _names(partners)} if partners else ""
    return f"{work.aim}{together}"[:300] or work.title


def _names(partners: list[Partner]) -> str:
    """Return the confirmed partners by name and how many others there are."""
    named = [partner.shown_name for partner in partners if partner.is_confirmed]
    others = len(partners) - len(named)
    return "、".join([*named, *([_("%(number)d others") % {"number": others}] if others else [])])


def _years(spans: list[Span]) -> list[int]:
    """Return the fiscal years of the periods in order; one that goes on counts until this year."""
    edges = [edge for span in spans for edge in (span.since, span.until or timezone.localdate().isoformat())]
    return sorted(_fiscal_year(edge) for edge in edges)


def _fiscal_year(known: str) -> int:
    """Return the fiscal year of a day as far as it is known; a year alone is taken for the fiscal year."""
    return int(known) if len(known) == len("2026") else FiscalYear.of(PartialDate.from_iso(known).date).year


def _story(
    work: Collaboration, partners: list[Partner], spans: list[Span], events: list[Event]
) -> Iterator[dict[str, Any]]:
    began = [_("Please ask both sides how it began, and write it here."), *([work.aim] if work.aim else [])]
    yield _part(Part.BEGAN, began)
    yield _part(Part.DONE, [_("Took part: %(names)s.") % {"names": _names(partners)}, *_dates(spans, events)])
    stumbled = [
        _("Please ask both sides where it stumbled, what they changed, and what they would do otherwise next time."),
        _("This part is what helps others most. It may be told without names."),
    ]
    if work.end_reason:
        stumbled.append(_("It ended early: %(reason)s") % {"reason": work.end_reason})
    yield _part(Part.STUMBLED, stumbled)
    yield _part(Part.COPY, [_("Please write in a few steps what others could copy, and what the first hour was.")])


def _dates(spans: list[Span], events: list[Event]) -> Iterator[str]:
    for span in spans:
        when = f"{partial_date(span.since)}–{partial_date(span.until)}"
        yield _("Period: %(when)s %(note)s") % {"when": when, "note": span.note}
    for event in events:
        yield f"{partial_date(event.on)} {event.title}"


def _part(kind: Part, lines: list[str]) -> dict[str, Any]:
    text = "".join(f"<p>{escape(line.strip())}</p>" for line in lines)
    return {"type": "part", "id": str(uuid.uuid4()), "value": {"kind": kind.value, "heading": "", "text": text}}
