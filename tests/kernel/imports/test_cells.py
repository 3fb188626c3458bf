import pytest

from kyodo.kernel.imports import cells


@pytest.mark.parametrize(
    ("cell", "number", "is_noted", "is_refused"),
    [
        ("8000020130001", "8000020130001", False, False),
        ("８００００２０１３０００１", "8000020130001", True, False),
        ("8-0000-2013-0001", "8000020130001", True, False),
        ("8000020130002", "", False, True),
        ("000020130001", "", False, True),
        ("8.00002E+12", "", False, True),
        ("", "", False, False),
        ("なし", "", False, True),
    ],
)
def test_a_corporate_number_is_checked_and_never_repaired_in_silence(
    cell: str, number: str, is_noted: bool, is_refused: bool
) -> None:
    kept, note, problem = cells.corporate_number(cell)
    assert (kept, bool(note), bool(problem)) == (number, is_noted, is_refused)


@pytest.mark.parametrize(
    ("cell", "kept", "is_noted"),
    [
        ("2001/04/05", "2001-04-05", False),
        ("２００１年４月", "2001-04", False),
        ("平成13年4月5日", "2001-04-05", False),
        ("2001", "2001", False),
        ("2001/13/45", "", True),
        ("昔から", "", True),
        ("", "", False),
    ],
)
def test_dates_are_read_or_named(cell: str, kept: str, is_noted: bool) -> None:
    value, note = cells.founded(cell)
    assert (value, bool(note)) == (kept, is_noted)


@pytest.mark.parametrize(
    ("cell", "is_on"), [("○", True), ("〇", True), ("◯", True), ("", False), (" ", False), ("△", None)]
)
def test_marks_are_read_in_all_their_shapes(cell: str, is_on: bool | None) -> None:
    assert cells.flag(cell) is is_on


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("  見本\u3000の会 ", "見本 の会"),
        ("一行\r\n二行\r三行", "一行\n二行\n三行"),
        ("\ufeff見\x00本\x07会", "見本会"),
        ("'=1+1", "=1+1"),
        ("'ふつう", "'ふつう"),
    ],
)
def test_what_no_page_can_show_goes_and_the_guard_of_a_formula_too(cell: str, kept: str) -> None:
    assert cells.plain(cell) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("活動分野１", "活動分野1"),
        ("法人情報ＵＲＬ", "法人情報URL"),
        ("メ－ルアドレス", "メールアドレス"),
        (" 名 称 ", "名称"),
    ],
)
def test_names_of_columns_are_compared_folded(one: str, other: str) -> None:
    assert cells.header_key(one) == cells.header_key(other)


@pytest.mark.parametrize(
    ("cell", "kept", "is_noted"),
    [
        ("０２２－２１２－３０１０", "022-212-3010", False),
        ("(022)212-3010", "022-212-3010", False),
        ("要相談", "", True),
    ],
)
def test_phones(cell: str, kept: str, is_noted: bool) -> None:
    value, note = cells.phone(cell)
    assert (value, bool(note)) == (kept, is_noted)


@pytest.mark.parametrize("cell", ["javascript:alert(1)", "ftp://example.jp/", "example"])
def test_only_web_addresses_become_links(cell: str) -> None:
    value, note = cells.url(cell)
    assert (value, bool(note)) == ("", True)


@pytest.mark.parametrize(
    ("cell", "code", "is_noted", "is_refused"),
    [
        ("041009", "041009", False, False),
        ("41009", "041009", True, False),
        ("０４１００９", "041009", False, False),
        ("04101", "041017", True, False),
        ("041008", "", False, True),
        ("仙台", "", False, True),
        ("", "", False, False),
    ],
)
def test_a_code_of_a_municipality_is_repaired_with_a_note(
    cell: str, code: str, is_noted: bool, is_refused: bool
) -> None:
    kept, note, problem = cells.municipality_code(cell)
    assert (kept, bool(note), bool(problem)) == (code, is_noted, is_refused)


@pytest.mark.parametrize(
    ("latitude", "longitude", "position", "is_noted", "is_asked"),
    [
        ("38.2682", "140.8694", ("38.268200", "140.869400"), False, False),
        ("３８．２６８２", "１４０．８６９４", ("38.268200", "140.869400"), False, False),
        ("140.8694", "38.2682", ("38.268200", "140.869400"), True, False),
        ("0", "0", None, False, True),
        ("38.2682", "", None, False, True),
        ("北緯38度", "東経140度", None, False, True),
        ("NaN", "140", None, False, True),
        ("", "", None, False, False),
    ],
)
def test_a_position_is_turned_round_with_a_note_or_asked(
    latitude: str, longitude: str, position: tuple[str, str] | None, is_noted: bool, is_asked: bool
) -> None:
    found, note, ask = cells.coordinates(latitude, longitude)
    assert (found, bool(note), bool(ask)) == (position, is_noted, is_asked)
