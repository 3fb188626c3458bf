"""Charts drawn on the server: SVG with direct labels, one sentence, and the same figures as a table.

Pure functions: labels and numbers in, a :class:`Chart` out; ``{% ui "chart" chart=… / %}`` shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kyodo.ui.words import with_unit

WIDTH = 720
ROW = 40
EM = 15


@dataclass(frozen=True)
class Chart:
    """A drawn chart: the picture, the sentence that says it, and the table twin."""

    title: str
    summary: str
    svg: SafeString
    columns: list[dict[str, object]]
    rows: list[list[str]]


def width_of(text: str) -> float:
    """Return how wide a text is in em: a full-width character is 1, a narrow one 0.58."""
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.58 for character in text)


def bar_chart(
    title: str, points: Sequence[tuple[str, float]], unit: str = "", *, summary: str = "", highlight: str = ""
) -> Chart:
    """Draw one horizontal bar for each (label, number); with ``highlight`` only that bar is green.

    ``summary`` is one sentence on what the chart shows; without it the largest bar is named.
    """
    labels = min(max((width_of(label) for label, _number in points), default=4) * EM + 12, WIDTH * 0.4)
    values = max((width_of(with_unit(number, unit)) for _label, number in points), default=2) * EM + 12
    top = max((number for _label, number in points), default=0) or 1
    room = WIDTH - labels - values
    bars = format_html_join(
        "",
        '<g><text x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect class="{}" x="{}" y="{}" width="{}" height="22" rx="3"/>'
        '<text class="value" x="{}" y="{}">{}</text></g>',
        (
            (
                round(labels - 10),
                index * ROW + 26,
                _shortened(label, (labels - 12) / EM),
                "bar" if highlight in ("", label) else "bar quiet",
                round(labels),
                index * ROW + 9,
                round(max(number, 0) / top * room, 1),
                round(labels + max(number, 0) / top * room + 8, 1),
                index * ROW + 26,
                with_unit(number, unit),
            )
            for index, (label, number) in enumerate(points)
        ),
    )
    height = max(len(points), 1) * ROW
    axis = format_html('<path class="axis" d="M{} 0V{}"/>', round(labels), height)
    said = summary or _largest(points, unit)
    return Chart(
        title,
        said,
        _svg(height, title, said, format_html("{}{}", axis, bars)),
        [{"label": _("Item"), "is_number": False}, {"label": unit or _("Number"), "is_number": True}],
        [[label, _figure(number)] for label, number in points],
    )


def line_chart(
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    unit: str = "",
    *,
    summary: str = "",
) -> Chart:
    """Draw up to three lines over the same labels; each line carries its name and last value at its end.

    None is a gap: nothing is drawn and the table says a dash.
    """
    left, right, top, bottom = 64.0, 150.0, 20.0, 40.0
    height = 320
    numbers = [number for _name, line in series for number in line if number is not None]
    highest = _round_up(max(numbers, default=1) or 1)

    def x(index: int) -> float:
        return round(left + index * (WIDTH - left - right) / max(len(labels) - 1, 1), 1)

    def y(number: float) -> float:
        return round(height - bottom - number / highest * (height - top - bottom), 1)

    grid = format_html_join(
        "",
        '<path class="axis" d="M{} {}H{}" opacity="{}"/><text class="tick" x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (left, y(tick), WIDTH - right, "1" if tick == 0 else "0.35", left - 8, y(tick) + 5, _figure(tick))
            for tick in (0, highest / 2, highest)
        ),
    )
    step = -(-len(labels) // 8) or 1
    ticks = format_html_join(
        "",
        '<text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((x(index), height - 14, label) for index, label in enumerate(labels) if index % step == 0),
    )
    ends = _apart([y(_last(line)) for _name, line in series])
    lines = format_html_join(
        "",
        "{}",
        ((_line(number, name, line, unit, x, y, ends[number - 1]),) for number, (name, line) in enumerate(series, 1)),
    )
    said = summary or "; ".join(f"{name} {with_unit(_last(line), unit)}" for name, line in series)
    return Chart(
        title,
        said,
        _svg(height, title, said, format_html("{}{}{}", grid, ticks, lines)),
        [{"label": _("Period"), "is_number": False}]
        + [{"label": f"{name} ({unit})" if unit else name, "is_number": True} for name, _line_ in series],
        [
            [label, *("—" if line[index] is None else _figure(line[index]) for _name, line in series)]
            for index, label in enumerate(labels)
        ],
    )


def _line(number, name, line, unit, x, y, end):  # type: ignore[no-untyped-def]
    path, is_down = "", False
    for index, value in enumerate(line):
        if value is None:
            is_down = False
            continue
        path += f"{'L' if is_down else 'M'}{x(index)} {y(value)}"
        is_down = True
    at = max((index for index, value in enumerate(line) if value is not None), default=0)
    return format_html(
        '<path class="path s{}" d="{}"/><circle class="dot s{}" cx="{}" cy="{}" r="5"/>'
        '<text x="{}" y="{}"><tspan>{}</tspan><tspan class="value" x="{}" dy="18">{}</tspan></text>',
        number, path, number, x(at), y(_last(line)), x(at) + 12, end, name, x(at) + 12, with_unit(_last(line), unit),
    )  # fmt: skip


def _last(line: Sequence[float | None]) -> float:
    return next((number for number in reversed(line) if number is not None), 0)


def _apart(heights: list[float], gap: float = 40) -> list[float]:
    """Move labels apart so that none covers another; their order stays."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    placed = dict.fromkeys(order, 0.0)
    previous = -gap
    for index in order:
        placed[index] = previous = max(heights[index], previous + gap)
    return [placed[index] for index in range(len(heights))]


def _round_up(number: float) -> float:
    size = 10 ** (len(str(int(number))) - 1)
    return next(step * size for step in (1, 2, 4, 5, 8, 10) if step * size >= number)


def _figure(number: float | None) -> str:
    return number_format(int(number) if number == int(number or 0) else number, use_l10n=True, force_grouping=True)


def _shortened(label: str, room: float) -> str:
    if width_of(label) <= room + 0.01:
        return label
    kept = ""
    for character in label:
        if width_of(kept + character) > room - 1:
            break
        kept += character
    return kept + "…"


def _largest(points: Sequence[tuple[str, float]], unit: str) -> str:
    if not points:
        return _("There are no figures yet.")
    label, number = max(points, key=lambda point: point[1])
    return _("The largest is %(label)s with %(number)s.") % {"label": label, "number": with_unit(number, unit)}


def _svg(height: int, title: str, summary: str, drawing: SafeString) -> SafeString:
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{} {}">{}</svg>', WIDTH, height, title, summary, drawing
    )
