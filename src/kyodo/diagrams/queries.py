"""Reads for the pages of joint works: what a page shows, what is near it, and what one person may do there."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import ActorKind
from kyodo.commons.collaborations.public import (
    COLLABORATION,
    MAY,
    Collaboration,
    Partner,
    Picture,
    Span,
    address_of,
    drawn,
    events_of,
    figures_of,
    keeps_collaborations,
    listed,
    may_change,
    may_confirm,
    may_see,
    picture_of,
    spans_of,
)
from kyodo.diagrams import linked_data
from kyodo.diagrams.charts import chart_of
from kyodo.diagrams.directory import Directory, Line
from kyodo.kernel.clock.eras import both_text
from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import NOBODY, Who, find_or_404
from kyodo.kernel.registry import Text
from kyodo.kernel.trail.walk import Stop, back, forward
from kyodo.kernel.transitions import Transition
from kyodo.ui.charts import Chart

NEAR = 4


@dataclass(frozen=True)
class WorkPage:
    """What the page of a joint work shows to everybody who may open it."""

    line: Line
    where: list[tuple[str, str]]
    fields: list[tuple[str, str]]
    districts: list[str]
    periods: list[str]
    events: list[tuple[str, str]]
    charts: list[Chart]
    same_partners: list[Collaboration]
    same_place: list[Collaboration]
    data: dict[str, Any]


@dataclass(frozen=True)
class Trail:
    """What a joint work came from and what became of it, as one person may see it."""

    origins: list[Stop]
    results: list[Stop]


def date_words(text: str) -> str:
    """Return as much of a day as is known, in Japanese with both calendars: 2026年（令和8年）4月."""
    day = PartialDate.from_iso(text)
    return both_text(day) if get_language() == settings.LANGUAGE_CODE else day.text()


def period_words(since: str, until: str) -> str:
    """Return a period in words; "" where nothing is known of it."""
    if since and until:
        return _("%(since)s to %(until)s") % {"since": date_words(since), "until": date_words(until)}
    if since:
        return pgettext("period", "since %(day)s") % {"day": date_words(since)}
    return pgettext("period", "until %(day)s") % {"day": date_words(until)} if until else ""


def _span_words(span: Span) -> str:
    words = period_words(span.since, span.until)
    return _("%(period)s (%(note)s)") % {"period": words, "note": span.note} if span.note else words


def page_of(work: Collaboration) -> WorkPage:
    """Return what a page shows of a joint work, the same for all who may open it; kept for this day."""
    key = ("works:page", work.pk, get_language(), timezone.localdate())
    return remember(key, lambda: _page(work))


def _page(work: Collaboration) -> WorkPage:
    directory = Directory()
    [line] = directory.lines(Collaboration.objects.filter(pk=work.pk))
    spans = spans_of(work)
    wards, fields = _slugged(directory.wards, line.wards), _slugged(directory.fields, line.fields)
    public = picture_of(NOBODY, work)
    return WorkPage(
        line=line,
        where=wards,
        fields=fields,
        districts=[str(district) for district in work.districts.all()],
        periods=[_span_words(span) for span in spans],
        events=[(date_words(event.on), event.title) for event in events_of(work)],
        charts=[chart_of(label, unit, found) for (label, unit), found in figures_of(work).items()],
        same_partners=_same_partners(work),
        same_place=_same_place(work),
        data=linked_data.project(work, public, spans, line.wards, line.fields) if work.is_public else {},
    )


def _slugged(by_slug: dict[str, tuple[int, str]], names: list[str]) -> list[tuple[str, str]]:
    return [(slug, name) for slug, (_pk, name) in by_slug.items() if name in names]


def _same_partners(work: Collaboration) -> list[Collaboration]:
    """Return other public joint works in which the same organizations confirmedly take part, most of them first."""
    ours = Partner.objects.filter(collaboration=work, actor__isnull=False).exclude(confirmation="")
    shared = Count("partners", filter=Q(partners__actor__in=ours.values("actor"), partners__confirmation__gt=""))
    found = listed().exclude(pk=work.pk).annotate(shared=shared).filter(shared__gt=0)
    return list(found.order_by("-shared", "-shown_at", "-pk")[:NEAR])


def _same_place(work: Collaboration) -> list[Collaboration]:
    """Return other public joint works of the same field in the same ward, the newest first."""
    there = listed().exclude(pk=work.pk).filter(wards__in=work.wards.all()).filter(fields__in=work.fields.all())
    return list(there.distinct().order_by("-shown_at", "-pk")[:NEAR])


def work_for(who: Who, slug: str) -> Collaboration:
    """Return a joint work with all that is drawn of it. Raises ``Http404`` unless ``who`` may see it.

    What visitors see is kept until public data change.
    """

    def find() -> Collaboration:
        return find_or_404(drawn(Collaboration.objects.all()), may_see, who, slug=slug)

    return find() if who.is_known else remember(("works:drawn", slug), find)


def trail_of(who: Who, work: Collaboration) -> Trail:
    """Return the trail of a joint work; for visitors it is kept until public data changes."""
    if who.is_known:
        return Trail(back(work, who), forward(work, who))
    key = ("works:trail", work.pk, get_language())
    return remember(key, lambda: Trail(back(work, NOBODY), forward(work, NOBODY)))


# --- pictures ------------------------------------------------------------------------------


def year_of(text: str, picture: Picture) -> int | None:
    """Return the year that an address asks for, if the picture can be followed to it."""
    is_year = text.isascii() and text.isdigit() and len(text) == 4
    return int(text) if is_year and int(text) in picture.years else None


def picture_for(who: Who, work: Collaboration) -> Picture:
    """Return a joint work as ``who`` may see it drawn; for visitors it is kept for this day."""
    if who.is_known:
        return picture_of(who, work)
    return remember(("works:picture", work.pk, timezone.localdate()), lambda: picture_of(NOBODY, work))


def picture_to_pass_on(who: Who, work: Collaboration) -> Picture:
    """Return the picture for a file; what is public is drawn as anybody may see it, because files are passed on."""
    return picture_for(NOBODY if work.is_public else who, work)


@dataclass(frozen=True)
class PartnerLine:
    """A partner as the page's list shows it."""

    name: str
    kind: str
    label: Text
    role: str
    url: str
    period: str
    is_waiting: bool


def partner_lines(work: Collaboration, picture: Picture) -> list[PartnerLine]:
    """Return the partners of a joint work's picture in its order, each with its time in words."""
    waiting = {partner.key for partner in work.partners.all() if not partner.is_confirmed}
    return [
        PartnerLine(
            name=p.name if p.is_named else "",
            kind=p.kind,
            label=ActorKind(p.kind).label,
            role=p.role,
            url=p.url,
            period=period_words(p.since, p.until),
            is_waiting=p.key in waiting,
        )
        for p in picture.partners
    ]


# --- what one person may do ----------------------------------------------------------------


@dataclass(frozen=True)
class Desk:
    """What one person may do with a joint work; empty for visitors."""

    may_change: bool
    keeps: bool
    moves: list[Transition]
    waiting: list[Partner]


NOTHING = Desk(may_change=False, keeps=False, moves=[], waiting=[])


def desk_of(who: Who, work: Collaboration) -> Desk:
    """Return what a person may do: change it, move it along, show it, confirm who takes part."""
    if not who.is_known:
        return NOTHING
    waiting = [partner for partner in work.partners.all() if not partner.is_confirmed and may_confirm(who, partner)]
    changes = bool(may_change(who, work))
    moves = [move for move in COLLABORATION.from_state(work.state) if changes and MAY[move.verb](who, work)]
    return Desk(changes, bool(keeps_collaborations(who)), moves, waiting)


# --- on the page of an organization --------------------------------------------------------


def works_of(slug: str) -> list[tuple[str, str, str]]:
    """Return (title, address, state) of the public joint works in which an organization takes part, the newest first.

    One query, kept until public data changes.
    """

    def read() -> list[tuple[str, str, str]]:
        partners = Partner.objects.filter(actor__slug=slug).exclude(confirmation="")
        found = listed().filter(pk__in=partners.values("collaboration")).order_by("-shown_at", "-pk")
        return [(work.title, address_of(work.slug), str(work.get_state_display())) for work in found]

    return remember(("works:of organization", slug, get_language()), read)
