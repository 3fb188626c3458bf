"""The heat map of the rooms: drawn on the server, each cell with its number, and the same figures as a table."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kyodo.center.bookings.queries.figures import Rate, UseMap
from kyodo.ui.charts import Chart

ROW, HEAD, BOX = 64, 28, 34


def heat_chart(used: UseMap, title: str) -> Chart:
    """Draw one row a room and one cell an hour; the darker, the more it was used."""
    width = 100 / max(len(used.hours), 1)
    heads = format_html_join(
        "", '<text class="tick below" x="{}%" y="18">{}</text>',
        ((f"{width * (place + 0.5):.2f}", hour) for place, hour in enumerate(used.hours)),
    )  # fmt: skip
    names = format_html_join(
        "",
        '<text x="0" y="{}">{}</text>',
        ((HEAD + row * ROW + 18, line[0].name) for row, line in enumerate(used.rows)),
    )
    cells = format_html_join(
        "",
        '<rect class="heat h{}" x="{}%" y="{}" width="{}%" height="{}" rx="3"/>'
        '<text class="heat-text h{}" x="{}%" y="{}">{}</text>',
        (
            (
                rate.step, f"{width * place + 0.2:.2f}", y, f"{width - 0.4:.2f}", BOX,
                rate.step, f"{width * (place + 0.5):.2f}", y + 22, _short(rate),
            )
            for row, (_room, rates, _whole) in enumerate(used.rows)
            for y in (HEAD + row * ROW + 25,)
            for place, rate in enumerate(rates)
        ),
    )  # fmt: skip
    said = _said(used)
    drawing = format_html(
        '<svg role="img" width="100%" height="{}" aria-label="{}">{}{}{}</svg>',
        HEAD + max(len(used.rows), 1) * ROW, f"{title} {said}", heads, names, cells,
    )  # fmt: skip
    columns: list[dict[str, object]] = [{"label": pgettext("figures", "Room")}]
    columns += [{"label": pgettext("figures", "from %(hour)s") % {"hour": f"{hour}:00"}, "is_number": True}
                for hour in used.hours]  # fmt: skip
    columns.append({"label": pgettext("figures", "all hours"), "is_number": True})
    rows = [[room.name, *(_percent(rate) for rate in rates), _percent(whole)] for room, rates, whole in used.rows]
    return Chart(title, said, drawing, columns, rows)


def _short(rate: Rate) -> str:
    return "" if rate.percent is None else str(rate.percent)


def _percent(rate: Rate) -> str:
    return "—" if rate.percent is None else f"{rate.percent} %"


def _said(used: UseMap) -> str:
    """Say in one sentence which room and hour was used most."""
    cells = [
        (rate.percent or 0, -place, room.name, hour)
        for place, (room, rates, _whole) in enumerate(used.rows)
        for hour, rate in zip(used.hours, rates, strict=True)
    ]
    if not cells or not max(cells)[0]:
        return _("No room was used in this month yet.")
    percent, _place, name, hour = max(cells)
    words = {"name": name, "hour": f"{hour}:00", "percent": percent}
    return _("Used most: %(name)s from %(hour)s, %(percent)s %% of the open time. The darker, the more.") % words
