"""Which column is which, whatever an office's machine made of its name."""

from collections.abc import Mapping

from kyodo.kernel.imports.columns import Read, RowReader, Target, missing, places_of, remarks, unused

TARGETS = [
    Target("id", "ID", ("NO",), is_required=True),
    Target("name", "名称", is_required=True),
    Target("data", "データ形式", ()),
]


def test_columns_are_known_by_either_name_and_any_dash_and_width() -> None:
    assert places_of(["ＮＯ", "名　称", "デ−タ形式", "備考"], TARGETS) == {"id": 0, "name": 1, "data": 2}


def test_of_two_columns_of_one_name_the_first_counts() -> None:
    header = ["名称", "名称", "ID", "NO"]
    assert places_of(header, TARGETS) == {"id": 2, "name": 0}


def test_what_is_missing_and_what_is_not_used_is_said() -> None:
    places = places_of(["名称", "備考", ""], TARGETS)
    assert [target.key for target in missing(places, TARGETS)] == ["id"]
    assert unused(["名称", "備考", ""], places) == ["備考"]
    assert remarks(unused=["備考"])[0].endswith("備考")


def test_a_row_is_read_by_name_or_says_why_not() -> None:
    def read(row: Read, cells: Mapping[str, str]) -> None:
        row.values.update(cells)

    reader = RowReader(2, {"name": 1}, read)
    assert reader.read(2, ["1", "見本館"]).values == {"name": "見本館"}
    assert reader.read(3, ["1", "見本館", "", ""]).values == {"name": "見本館"}
    problems = [reader.read(4, row).problem for row in (["", ""], ["1"], ["1", "見本館", "余り"], ["1", "見本\ufffd"])]
    assert all(problems)
    assert len(set(problems)) == 4
