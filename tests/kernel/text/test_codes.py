"""Codes with a check digit."""

import pytest
from django.utils import translation

from kyodo.kernel.errors import Unusable
from kyodo.kernel.text.codes import Checked, read_corporate_number, read_municipality_code


@pytest.mark.parametrize(
    "code", ["040002", "041009", "041017", "041025", "041033", "041041", "041050", "011002", "130001", "131016"]
)
def test_codes_as_the_ministry_lists_them(code: str) -> None:
    assert read_municipality_code(code) == Checked(code)


@pytest.mark.parametrize(
    ("typed", "code", "notes"),
    [
        ("０４１００９", "041009", ()),
        (" 041-009 ", "041009", ()),
        ("41009", "041009", ("先頭の0を補って041009としました。",)),
        ("40002", "040002", ("先頭の0を補って040002としました。",)),
        ("04100", "041009", ("最後の桁（検査数字）を補って041009としました。",)),
        ("13101", "131016", ("最後の桁（検査数字）を補って131016としました。",)),
        ("4100", "041009", ("先頭の0を補って04100としました。", "最後の桁（検査数字）を補って041009としました。")),
    ],
)
def test_what_is_repaired_is_said(typed: str, code: str, notes: tuple[str, ...]) -> None:
    with translation.override("ja"):
        assert read_municipality_code(typed) == Checked(code, notes)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("041008", "041008は、最後の桁（検査数字）が合いません。コードをお確かめください。"),
        ("11100", "このコードは011100, 111007のどちらとも読めます。6桁すべてをお書きください。"),
        ("99999", "団体コードは6桁の数字でお書きください（例：041009）。"),
        ("041", "団体コードは6桁の数字でお書きください（例：041009）。"),
        ("仙台市", "団体コードは6桁の数字でお書きください（例：041009）。"),
        ("", "団体コードは6桁の数字でお書きください（例：041009）。"),
    ],
)
def test_municipality_codes_that_are_refused(typed: str, told: str) -> None:
    with translation.override("ja"), pytest.raises(Unusable) as error:
        read_municipality_code(typed)
    assert str(error.value.message) == told


@pytest.mark.parametrize("typed", ["8000020130001", "８０００－０２０１－３０００１", " 8 0000 2013 0001 "])
def test_a_corporate_number_however_typed(typed: str) -> None:
    assert read_corporate_number(typed) == Checked("8000020130001")


def test_the_t_of_an_invoice_number_is_taken_away_and_it_is_said() -> None:
    with translation.override("ja"):
        assert read_corporate_number("Ｔ8000020130001") == Checked("8000020130001", ("番号の前のTを除きました。",))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("7000020130001", "7000020130001は、先頭の桁（検査用数字）が合いません。番号をお確かめください。"),
        ("8000020130010", "8000020130010は、先頭の桁（検査用数字）が合いません。番号をお確かめください。"),
        ("000020130001", "1桁足りません。会社法人等番号（12桁）でしたら、法人番号は8000020130001です。"),
        ("8.00002E+12", "法人番号は13桁の数字でお書きください（例：8000020130001）。"),
        ("", "法人番号は13桁の数字でお書きください（例：8000020130001）。"),
    ],
)
def test_corporate_numbers_that_are_refused(typed: str, told: str) -> None:
    with translation.override("ja"), pytest.raises(Unusable) as error:
        read_corporate_number(typed)
    assert str(error.value.message) == told


def test_every_single_wrong_digit_is_found_but_0_for_9() -> None:
    right = "8000020130001"
    missed = set()
    for place, digit in enumerate(right):
        for other in "0123456789":
            if other == digit:
                continue
            try:
                read_corporate_number(right[:place] + other + right[place + 1 :])
                missed.add((digit, other))
            except Unusable:
                pass
    assert missed == {("0", "9")}
