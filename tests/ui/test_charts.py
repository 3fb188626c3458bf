"""Charts: the picture, the sentence and the table say the same."""

import re

from django.utils.translation import override

from kyodo.ui.charts import bar_chart, line_chart


def test_bars_stand_in_proportion_and_carry_their_numbers() -> None:
    chart = bar_chart("相談", [("助成", 100), ("場所", 50), ("<その他>", 0)], "件")
    assert re.findall(r'<rect[^>]* width="([\d.]+)%"', chart.svg) == ["78.0", "39.0", "0.0"]
    assert re.findall(r'class="value"[^>]*>([^<]*)<', chart.svg) == ["100件", "50件", "0件"]
    assert chart.summary == "最も多いのは「助成」で、100件です。"
    assert chart.rows == [["助成", "100"], ["場所", "50"], ["<その他>", "0"]]
    assert "&lt;その他&gt;" in chart.svg


def test_one_bar_may_be_brought_forward() -> None:
    chart = bar_chart("区", [("青葉区", 3), ("泉区", 2)], highlight="泉区")
    assert re.findall(r'<rect class="([^"]*)"', chart.svg) == ["bar quiet", "bar"]


def test_a_chart_without_figures_says_so() -> None:
    assert bar_chart("相談", []).summary == "まだ数値がありません。"
    with override("en"):
        assert bar_chart("相談", []).summary == "There are no figures yet."


def test_a_line_breaks_where_no_number_is_known() -> None:
    chart = line_chart("来館", ["2019", "2020", "2021", "2022"], [("来館", [10, None, 30, 40])], "人")
    assert chart.svg.count('class="path s1"') == 1
    assert [row[1] for row in chart.rows] == ["10", "—", "30", "40"]
    assert [column["label"] for column in chart.columns] == ["時期", "来館（人）"]


def test_labels_of_lines_that_end_together_stay_apart() -> None:
    chart = line_chart("二つ", ["a", "b"], [("甲", [1, 50]), ("乙", [1, 51])])
    heights = [float(found) for found in re.findall(r'dx="12" y="([\d.]+)">[甲乙]<', chart.svg)]
    assert abs(heights[0] - heights[1]) == 44


def test_the_axis_ends_at_a_round_number() -> None:
    chart = line_chart("来館", ["a", "b"], [("来館", [10, 58.3])])
    assert re.findall(r'class="tick" [^>]*>([^<]*)<', chart.svg) == ["0", "40", "80"]
