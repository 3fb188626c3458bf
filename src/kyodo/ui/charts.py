"""Charts drawn on the server: SVG with direct labels, one sentence, and the same figures as a table.

Pure functions: labels and numbers in, a :class:`Chart` out; ``{% ui "chart" chart=… / %}`` shows it.
Across, everything stands in percent of the width, so that letters keep their size on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kyodo.ui.words import with_unit

Line = tuple[str, Sequence[float | None]]


@dataclass(frozen=True)
class Chart:
    """A drawn chart: the picture, the sentence that says it, and the table twin."""

    title: str
    summary: str
    svg: SafeString
    columns: list[dict[str, object]]
    rows: list[list[str]]


# --- bars ---------------------------------------------------------------------------------

BAR_ROW = 60
#: The longest bar leaves room for its number.
BAR_ROOM = 78


def bar_chart(
    title: str, points: Sequence[tuple[str, float]], unit: str = "", *, summary: str = "", highlight: str = ""
) -> Chart:
    """Draw one horizontal bar for each (label, number ≥ 0); with ``highlight`` only that bar is green.

    ``summary`` is one sentence on what the chart shows; without it the largest bar is named.
    """
    top = max((number for _label, number in points), default=0) or 1
    bars = format_html_join(
        "",
        '<text x="0" y="{}">{}</text><rect class="{}" x="0" y="{}" width="{}%" height="22" rx="3"/>'
        '<text class="value" x="{}%" dx="8" y="{}">{}</text>',
        (
            (
                row * BAR_ROW + 20,
                label,
                "bar" if highlight in ("", label) else "bar quiet",
                row * BAR_ROW + 28,
                _percent(number / top * BAR_ROOM),
                _percent(number / top * BAR_ROOM),
                row * BAR_ROW + 45,
                with_unit(number, unit),
            )
            for row, (label, number) in enumerate(points)
        ),
    )
    said = summary or _largest(points, unit)
    columns = [
        _column(pgettext("table column", "Item")),
        _column(unit or pgettext("table column", "Number"), is_number=True),
    ]
    rows = [[label, _figure(number)] for label, number in points]
    return Chart(title, said, _svg(max(len(points), 1) * BAR_ROW, title, said, bars), columns, rows)


def _largest(points: Sequence[tuple[str, float]], unit: str) -> str:
    if not points:
        return _("There are no figures yet.")
    label, number = max(points, key=lambda point: point[1])
    return _("The largest is %(label)s with %(number)s.") % {"label": label, "number": with_unit(number, unit)}


# --- lines --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plot:
    """Where a number stands: percent across, pixels down."""

    count: int
    highest: float
    left: float = 9
    right: float = 72
    top: float = 20
    bottom: float = 270
    height: int = 310

    def x(self, index: int) -> str:
        """Return the place of a label's index, in percent."""
        return _percent(self.left + index * (self.right - self.left) / max(self.count - 1, 1))

    def y(self, number: float) -> float:
        """Return the place of a number, in pixels from above."""
        return round(self.bottom - number / self.highest * (self.bottom - self.top), 1)


def line_chart(title: str, labels: Sequence[str], lines: Sequence[Line], unit: str = "", *, summary: str = "") -> Chart:
    """Draw up to three lines (name, numbers) over the same labels; each has its name and last number at its end.

    None is a gap: nothing is drawn there and the table says a dash.
    """
    numbers = [number for _name, line in lines for number in line if number is not None]
    plot = Plot(len(labels), _round_up(max(numbers, default=0) or 1))
    ends = _apart([plot.y(_last(line)) for _name, line in lines])
    drawn = ((_drawn(plot, place, line, unit, ends[place - 1]),) for place, line in enumerate(lines, 1))
    drawing = format_html("{}{}{}", _grid(plot), _ticks(plot, labels), format_html_join("", "{}", drawn))
    said = summary or "・".join(f"{name} {with_unit(_last(line), unit)}" for name, line in lines)
    columns = [_column(pgettext("table column", "Period"))]
    columns += [_column(f"{name}（{unit}）" if unit else name, is_number=True) for name, _line in lines]
    rows = [[label, *(_figure(line[index]) for _name, line in lines)] for index, label in enumerate(labels)]
    return Chart(title, said, _svg(plot.height, title, said, drawing), columns, rows)


def _grid(plot: Plot) -> SafeString:
    return format_html_join(
        "",
        '<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/><text class="tick" x="{}%" dx="-6" y="{}">{}</text>',
        (
            ("axis" if not number else "grid", plot.left, plot.right, y, y, plot.left, y + 5, _figure(number))
            for number in (0.0, plot.highest / 2, plot.highest)
            for y in (plot.y(number),)
        ),
    )


def _ticks(plot: Plot, labels: Sequence[str]) -> SafeString:
    """Write the labels below; every second one gives way on narrow screens, and in long rows most do."""
    step = -(-len(labels) // 8) or 1
    return format_html_join(
        "",
        '<text class="tick below{}" x="{}%" y="{}">{}</text>',
        (
            (" sparse" if index // step % 2 else "", plot.x(index), plot.height - 14, label)
            for index, label in enumerate(labels)
            if index % step == 0
        ),
    )


def _drawn(plot: Plot, place: int, line: Line, unit: str, end: float) -> SafeString:
    name, numbers = line
    parts = format_html_join(
        "",
        '<line class="path s{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>',
        (
            (place, plot.x(index), plot.y(here), plot.x(index + 1), plot.y(there))
            for index, (here, there) in enumerate(pairwise(numbers))
            if here is not None and there is not None
        ),
    )
    at = plot.x(max((index for index, number in enumerate(numbers) if number is not None), default=0))
    return format_html(
        '{}<circle class="dot s{}" cx="{}%" cy="{}" r="5"/><text x="{}%" dx="12" y="{}">{}</text>'
        '<text class="value" x="{}%" dx="12" y="{}">{}</text>',
        *(parts, place, at, plot.y(_last(numbers)), at, end, name, at, end + 20, with_unit(_last(numbers), unit)),
    )


def _last(numbers: Sequence[float | None]) -> float:
    return next((number for number in reversed(numbers) if number is not None), 0)


def _apart(heights: list[float], gap: float = 44) -> list[float]:
    """Move labels apart so that none covers another; their order stays."""
    placed = list(heights)
    previous = -gap
    for index in sorted(range(len(heights)), key=lambda place: heights[place]):
        placed[index] = previous = max(heights[index], previous + gap)
    return placed


def _round_up(number: float) -> float:
    size = 10.0 ** (len(str(int(number))) - 1)
    return next(step * size for step in (1, 2, 4, 5, 8, 10) if step * size >= number)


# --- both ---------------------------------------------------------------------------------


def _percent(number: float) -> str:
    return f"{number:.1f}"


def _figure(number: float | None) -> str:
    if number is None:
        return "—"
    return number_format(int(number) if number == int(number) else number, use_l10n=True, force_grouping=True)


def _column(label: str, *, is_number: bool = False) -> dict[str, object]:
    return {"label": label, "is_number": is_number}


def _svg(height: int, title: str, summary: str, drawing: SafeString) -> SafeString:
    return format_html(
        '<svg width="100%" height="{}" role="img" aria-label="{} {}">{}</svg>', height, title, summary, drawing
    )
