"""How well promises to offerers are kept, by fiscal year. Small numbers that could point to somebody are not told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from statistics import median

from django.db.models import Count, Min, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.registry import Text
from kyodo.matching.models import DeskNote, FollowUp, Introduction, Offer
from kyodo.matching.queries.followups import alive_after_a_year
from kyodo.matching.states import IntroductionState, OfferState, Role
from kyodo.ui.words import with_unit

#: Fewer than so many could point to somebody.
FEW = 5


@dataclass(frozen=True)
class Figure:
    """One figure: what it is called, its value in words, and what it means. ``value`` is the number for a table
    file; None where there is none yet or where it is too small to be told."""

    key: str
    label: Text
    text: str
    meaning: Text
    value: float | None


LABELS: dict[str, tuple[Text, Text]] = {
    "received": (
        _("Offers received"),
        _("Offers that were sent with their whole burden card in this fiscal year."),
    ),
    "in_time": (
        _("Answered in time"),
        _("Of the offers that are answered or due: how many had our first answer by the promised day."),
    ),
    "days": (
        _("Days to the first answer"),
        _("Half of the answered offers had our first answer within so many days (median)."),
    ),
    "declined": (
        _("Declined kindly"),
        _("Offers that found no host, and whose writers were told so with the reason."),
    ),
    "started": (
        _("Joint works begun"),
        _("Introductions after which both sides began to work together."),
    ),
    "alive": (
        _("Alive after a year"),
        _("Of the joint works begun at least a year ago: how many went on after a year, or had reached their aim."),
    ),
    "host_hours": (
        _("Hours of the receiving side"),
        _("As associations told us afterwards how much time it took them."),
    ),
    "staff_minutes": (
        _("Time of the desk"),
        _("All minutes that the desk wrote down, together; they are never told for one person."),
    ),
}


def years() -> list[int]:
    """Return the fiscal years of which something is known, the latest first; one query."""
    first = Offer.objects.filter(is_demo=False).aggregate(first=Min("sent_at"))["first"]
    this_year = FiscalYear.current().year
    return list(range(this_year, (FiscalYear.of(day_of(first)).year if first else this_year) - 1, -1))


def figures_of(year: int) -> list[Figure]:
    """Return the figures of a fiscal year, in their order, samples left out; seven queries."""
    fiscal = FiscalYear(year)
    within = (moment(fiscal.start), moment(fiscal.end))
    offers = list(Offer.objects.filter(sent_at__gte=within[0], sent_at__lt=within[1], is_demo=False))
    formed = Introduction.objects.filter(
        state=IntroductionState.FORMED, moved_at__gte=within[0], moved_at__lt=within[1], is_demo=False
    )
    alive = alive_after_a_year(fiscal.start, fiscal.end)
    told = FollowUp.objects.filter(role=Role.HOST, answered_at__gte=within[0], answered_at__lt=within[1])
    told = told.filter(introduction__is_demo=False)
    hours = told.exclude(hours=None).aggregate(sum=Sum("hours"), count=Count("pk"))
    minutes = DeskNote.objects.filter(at__gte=within[0], at__lt=within[1]).aggregate(sum=Sum("minutes"))["sum"]
    return [
        _counted("received", len(offers), is_told=True),
        _in_time(offers),
        _days(offers),
        _counted("declined", sum(o.state == OfferState.CLOSED and o.answered_at is not None for o in offers)),
        _counted("started", formed.count()),
        _percent("alive", alive.alive, alive.formed),
        _hours(hours["sum"], hours["count"]),
        _figure("staff_minutes", with_unit(minutes or 0, pgettext("unit", "minutes")), minutes or 0),
    ]


def _in_time(offers: Sequence[Offer]) -> Figure:
    now = timezone.now()
    due = [
        o for o in offers if o.answered_at or (o.answer_by and o.answer_by <= now and o.state != OfferState.WITHDRAWN)
    ]
    kept = [o for o in due if o.answered_at and o.answer_by and o.answered_at < o.answer_by]
    return _percent("in_time", len(kept), len(due))


def _days(offers: Sequence[Offer]) -> Figure:
    took = [(o.answered_at - o.sent_at) / timedelta(days=1) for o in offers if o.answered_at and o.sent_at]
    if not took:
        return _figure("days", pgettext("figure", "not known yet"), None)
    if len(took) < FEW:
        return _figure("days", _too_few(), None)
    middle = _plain(round(median(took), 1))
    return _figure("days", with_unit(middle, pgettext("unit", "days")), middle)


def _hours(total: Decimal | None, count: int) -> Figure:
    if 0 < count < FEW:
        return _figure("host_hours", _too_few(), None)
    if total is None:
        return _figure("host_hours", pgettext("figure", "not known yet"), None)
    hours = _plain(float(total))
    return _figure("host_hours", with_unit(hours, pgettext("unit", "hours")), hours)


def _plain(number: float) -> float:
    # A whole number is written without a decimal point.
    return int(number) if number == int(number) else number


def _counted(key: str, number: int, *, is_told: bool = False) -> Figure:
    if 0 < number < FEW and not is_told:
        return _figure(key, pgettext("figure", "fewer than 5"), None)
    return _figure(key, with_unit(number, pgettext("unit", "cases")), number)


def _percent(key: str, part: int, of: int) -> Figure:
    if not of:
        return _figure(key, pgettext("figure", "not known yet"), None)
    if of < FEW:
        return _figure(key, _too_few(), None)
    share = round(part * 100 / of)
    return _figure(key, f"{share}%", share)


def _too_few() -> str:
    return pgettext("figure", "not told: fewer than 5 cases")


def _figure(key: str, text: str, value: float | None) -> Figure:
    label, meaning = LABELS[key]
    return Figure(key, label, text, meaning, value)


HEADINGS: tuple[Text, ...] = (
    pgettext_lazy("table column", "Fiscal year"), pgettext_lazy("table column", "Figure"),
    pgettext_lazy("table column", "Number"), pgettext_lazy("table column", "In words"),
    pgettext_lazy("table column", "What it means"),
)  # fmt: skip
