"""Repeating days in the government's notation (GIF 441), such as ``24We`` or ``0Mo``.

One or more digits say which weeks, two letters say which weekday; groups may be joined:

- ``0`` every week; ``1`` to ``5`` the nth such weekday of the month; ``6`` the last one;
- ``7`` every second week, counted from a date that must be known (``anchor``);
- ``24We`` is the second and fourth Wednesday, ``14Tu4Th`` the first and fourth Tuesday
  and the fourth Thursday.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
EVERY, LAST, ALTERNATE = 0, 6, 7

_GROUP = re.compile(r"([0-7]+)(mo|tu|we|th|fr|sa|su)")


@dataclass(frozen=True)
class Group:
    """Some weeks and one weekday: ``weeks`` as in the notation, ``weekday`` 1-7 from Monday."""

    weeks: tuple[int, ...]
    weekday: int

    def __str__(self) -> str:
        return "".join(str(week) for week in self.weeks) + WEEKDAYS[self.weekday - 1]


@dataclass(frozen=True)
class Repeat:
    """A set of repeating days. ``anchor`` is a day on which an every-second-week group falls."""

    groups: tuple[Group, ...]
    anchor: date | None = None

    def __str__(self) -> str:
        return "".join(str(group) for group in self.groups)

    def names(self, day: date) -> bool:
        """Say whether the notation names this day."""
        return any(self._in_group(group, day) for group in self.groups)

    def _in_group(self, group: Group, day: date) -> bool:
        if day.isoweekday() != group.weekday:
            return False
        nth = (day.day - 1) // 7 + 1
        is_last = day.day + 7 > monthrange(day.year, day.month)[1]
        return (
            EVERY in group.weeks
            or nth in group.weeks
            or (LAST in group.weeks and is_last)
            or (ALTERNATE in group.weeks and self._in_alternate_week(day))
        )

    def _in_alternate_week(self, day: date) -> bool:
        # Weeks begin on Monday, so one anchor serves several weekdays of the same week.
        return self.anchor is not None and (_monday(day) - _monday(self.anchor)).days % 14 == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def read_repeat(text: str, anchor: date | None = None) -> Repeat:
    """Read the notation; letters of either case, full-width forms and spaces are accepted.

    Raises ``ValueError`` with a sentence for people when the text is not in the notation,
    when ``0`` or ``7`` is mixed with other weeks, when an every-second-week group comes
    without an anchor, or when the anchor is not one of its weekdays.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
    found = _GROUP.findall(plain)
    if not found or "".join(weeks + weekday for weeks, weekday in found) != plain:
        raise ValueError(
            _(
                "“%(text)s” is not a repeating day. Write for example 0Mo (every Monday), "
                "24We (second and fourth Wednesday) or 6Fr (last Friday)."
            )
            % {"text": text}
        )
    groups = tuple(_group(weeks, weekday) for weeks, weekday in found)
    alternate = {group.weekday for group in groups if ALTERNATE in group.weeks}
    if alternate and anchor is None:
        raise ValueError(_("Every second week needs a beginning: add an anchor, one date on which it falls."))
    if alternate and anchor is not None and anchor.isoweekday() not in alternate:
        raise ValueError(
            _("The anchor %(anchor)s does not fall on the weekday named.") % {"anchor": anchor.isoformat()}
        )
    if anchor is not None and not alternate:
        raise ValueError(_("An anchor belongs only to every second week (7); take it away."))
    return Repeat(groups, anchor)


def _group(weeks: str, weekday: str) -> Group:
    numbers = tuple(sorted({int(week) for week in weeks}))
    if len(numbers) > 1 and (EVERY in numbers or ALTERNATE in numbers):
        raise ValueError(_("0 (every week) and 7 (every second week) stand alone before their weekday."))
    return Group(numbers, WEEKDAYS.index(weekday.capitalize()) + 1)
