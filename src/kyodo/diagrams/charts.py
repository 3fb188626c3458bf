"""From the yearly figures of a joint work to drawn charts."""

from decimal import Decimal

from kyodo.commons.collaborations.public import YearFigure
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.ui.charts import Chart, bar_chart, line_chart

#: From so many years on a line shows the way better than bars.
LONG = 4


def chart_of(label: str, unit: str, figures: list[YearFigure]) -> Chart:
    """Return the chart of what was counted each year, figures in their order; a missing year is a gap."""
    values = {figure.year: _plain(figure.value) for figure in figures}
    years = range(min(values), max(values) + 1)
    if len(years) < LONG:
        return bar_chart(label, [(FiscalYear(year).label, value) for year, value in values.items()], unit)
    line = [values.get(year) for year in years]
    return line_chart(label, [FiscalYear(year).label for year in years], [(label, line)], unit)


def _plain(value: Decimal) -> float:
    # A whole number is drawn without a decimal point.
    return int(value) if value == int(value) else float(value)
