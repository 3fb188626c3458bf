"""The yearly figures of asks for the committee: counts alone, no association and no person is named."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kyodo.commons.asks.burden import MANY, month_of
from kyodo.commons.asks.kinds import ASK_KINDS
from kyodo.commons.asks.models import Ask, OtherAsk, Reply
from kyodo.commons.asks.states import AskState, ReplyChannel
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.clock.words import month_text
from kyodo.kernel.registry import Text


@dataclass(frozen=True)
class Answers:
    """How questions were answered. ``percent`` is of those answered or over; None where there is none yet."""

    label: Text
    asked: int
    answered: int
    unanswered: int
    days: float | None

    @property
    def percent(self) -> int | None:
        over = self.answered + self.unanswered
        return round(100 * self.answered / over) if over else None


@dataclass(frozen=True)
class MonthOfAsks:
    """A month: questions by us and by others, and how many associations got one, two or three, four or more."""

    first: date
    ours: int
    others: int
    bands: tuple[int, int, int]

    @property
    def label(self) -> str:
        return month_text(self.first)


@dataclass(frozen=True)
class Figures:
    """The figures of a fiscal year."""

    year: FiscalYear
    whole: Answers
    kinds: list[Answers]
    channels: Sequence[tuple[Text, int]]
    months: list[MonthOfAsks]

    @property
    def rows(self) -> list[Answers]:
        """The kinds, and all of them together where there are several."""
        return [*self.kinds, self.whole] if len(self.kinds) > 1 else self.kinds or [self.whole]

    @property
    def has_any(self) -> bool:
        """Whether anything was asked at all."""
        return any(month.ours or month.others for month in self.months)


@dataclass(frozen=True)
class _Asked:
    kind: str
    month: date
    actor: int | None
    state: str
    days: float | None


def figures(year: FiscalYear) -> Figures:
    """Return the figures of the questions that were put in a fiscal year; three queries."""
    asks = Ask.objects.filter(sent_at__gte=moment(year.start), sent_at__lt=moment(year.end))
    asks = asks.exclude(state=AskState.WITHDRAWN).order_by()
    replies = Reply.objects.filter(is_current=True, ask__in=asks).order_by()
    came = {pk: (channel, at) for pk, channel, at in replies.values_list("ask", "channel", "at")}
    rows = [
        _Asked(
            kind, day_of(sent_at).replace(day=1), actor, state,
            (came[pk][1] - sent_at).total_seconds() / 86_400 if pk in came else None,
        )
        for pk, kind, sent_at, actor, state in asks.values_list("pk", "kind", "sent_at", "seat__actor", "state")
    ]  # fmt: skip
    by_kind: defaultdict[str, list[_Asked]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    kinds = [_answers(kind.label, by_kind[kind.key]) for kind in ASK_KINDS if by_kind[kind.key]]
    ways = Counter(channel for channel, _at in came.values())
    channels = [(ReplyChannel(value).label, ways[value]) for value in ReplyChannel.values if ways[value]]
    return Figures(year, _answers(pgettext("asks", "All together"), rows), kinds, channels, _months(year, rows))


def _answers(label: Text, rows: list[_Asked]) -> Answers:
    days = [row.days for row in rows if row.days is not None]
    states = Counter(row.state for row in rows)
    return Answers(
        label, len(rows), states[AskState.ANSWERED], states[AskState.ENDED], round(median(days), 1) if days else None
    )


def _months(year: FiscalYear, rows: list[_Asked]) -> list[MonthOfAsks]:
    ours: Counter[tuple[date, int | None]] = Counter((row.month, row.actor) for row in rows)
    others: Counter[tuple[date, int | None]] = Counter(
        (on.replace(day=1), actor)
        for on, actor in OtherAsk.objects.filter(on__gte=year.start, on__lt=year.end).values_list("on", "actor")
    )
    found, first = [], year.start
    while first < year.end:
        each = [n for (month, actor), n in (ours + others).items() if month == first and actor is not None]
        bands = (
            sum(n == 1 for n in each), sum(2 <= n < MANY for n in each), sum(n >= MANY for n in each),
        )  # fmt: skip
        counts = [sum(n for (month, _a), n in counted.items() if month == first) for counted in (ours, others)]
        found.append(MonthOfAsks(first, counts[0], counts[1], bands))
        first = month_of(first)[1]
    return found


def lines_of(found: Figures) -> Iterator[tuple[str, str, str, float | None]]:
    """Yield the figures for a table file: what they are of, which of these, what is counted, the number."""
    for answers in found.rows:
        of, which = _("Kind of question"), str(answers.label)
        yield of, which, _("Questions"), answers.asked
        yield of, which, pgettext("asks", "Answered in time"), answers.answered
        yield of, which, pgettext("asks", "Without an answer"), answers.unanswered
        yield of, which, _("Answered in time, of a hundred"), answers.percent
        yield of, which, _("Days to the answer (median)"), answers.days
    for label, count in found.channels:
        yield _("How answers came"), str(label), pgettext("asks", "Answers"), count
    for month in found.months:
        of, which = pgettext("asks", "Month"), month.label
        yield of, which, _("Questions by us"), month.ours
        yield of, which, _("Questions by other offices"), month.others
        for label, count in zip(band_labels(), month.bands, strict=True):
            yield of, which, label, count


def band_labels() -> list[str]:
    """Return the headings of the bands of a month."""
    return [_("Associations with 1"), _("Associations with 2 or 3"), _("Associations with 4 or more")]
