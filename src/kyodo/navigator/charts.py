"""From figures to a drawn chart."""

from decimal import Decimal

from kyodo.navigator.queries.figures import Figure
from kyodo.navigator.states import ChartKind
from kyodo.ui.charts import Chart, bar_chart, line_chart


def chart_of(figure: Figure) -> Chart:
    """Return a dataset's chart: a line for each series, or bars; several series of bars stand below each other."""
    data = figure.dataset
    if data.chart == ChartKind.LINE:
        lines = [
            (name or data.title, [_number(figure, label, name) for label in figure.labels]) for name in figure.series
        ]
        return line_chart(data.title, figure.labels, lines, data.unit, summary=data.summary)
    points = [(f"{row.label} {row.series}".strip(), _plain(row.value)) for row in figure.rows]
    return bar_chart(data.title, points, data.unit, summary=data.summary)


def _number(figure: Figure, label: str, series: str) -> float | None:
    value = figure.value(label, series)
    return None if value is None else _plain(value)


def _plain(value: Decimal) -> float:
    # A whole number is drawn without a decimal point.
    return int(value) if value == int(value) else float(value)
