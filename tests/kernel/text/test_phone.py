"""Telephone numbers."""

import pytest
from django.utils import translation

from kyodo.kernel.errors import Unusable
from kyodo.kernel.text.phone import read_phone


@pytest.mark.parametrize(
    ("typed", "text", "standard", "link"),
    [
        ("022-212-3010", "022-212-3010", "(022)212-3010", "tel:+81222123010"),
        ("０２２−２１２−３０１０", "022-212-3010", "(022)212-3010", "tel:+81222123010"),
        ("(022)212-3010", "022-212-3010", "(022)212-3010", "tel:+81222123010"),
        ("022(212)3010", "022-212-3010", "(022)212-3010", "tel:+81222123010"),
        ("022 212 3010", "022-212-3010", "(022)212-3010", "tel:+81222123010"),
        ("+81 22-212-3010", "022-212-3010", "(022)212-3010", "tel:+81222123010"),
        ("+81(0)22-212-3010", "022-212-3010", "(022)212-3010", "tel:+81222123010"),
        ("TEL：022-212-3010", "022-212-3010", "(022)212-3010", "tel:+81222123010"),
        ("0223-22-1111", "0223-22-1111", "(0223)22-1111", "tel:+81223221111"),
        ("0222123010", "0222123010", "0222123010", "tel:+81222123010"),
        ("0352531111", "03-5253-1111", "(03)5253-1111", "tel:+81352531111"),
        ("09012345678", "090-1234-5678", "090-1234-5678", "tel:+819012345678"),
        ("050 3333 4444", "050-3333-4444", "050-3333-4444", "tel:+815033334444"),
        ("0120123456", "0120-123-456", "(0120)123-456", "tel:+81120123456"),
        ("08001234567", "0800-123-4567", "0800-123-4567", "tel:+818001234567"),
    ],
)
def test_numbers_however_typed(typed: str, text: str, standard: str, link: str) -> None:
    phone = read_phone(typed)
    assert (phone.text, phone.standard, phone.link, phone.extension) == (text, standard, link, "")


@pytest.mark.parametrize("typed", ["022-214-1089（内線１２３）", "022-214-1089 内線 123", "022-214-1089 ext.123"])
def test_extensions(typed: str) -> None:
    phone = read_phone(typed)
    assert (phone.text, phone.extension, phone.link) == ("022-214-1089", "123", "tel:+81222141089;ext=123")
    assert phone.kept == "022-214-1089 内線123"
    assert read_phone(phone.kept) == phone


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "電話番号は数字で一つだけお書きください（例：022-212-3010）。"),
        ("なし", "電話番号は数字で一つだけお書きください（例：022-212-3010）。"),
        ("022-212-3010 / 022-268-4042", "電話番号は数字で一つだけお書きください（例：022-212-3010）。"),
        ("212-3010", "電話番号は、022などの市外局番からお書きください。"),
        ("022-212-301", "電話番号が9桁になっています。正しくは10桁です。お確かめください。"),
        ("022-212-30100", "電話番号が11桁になっています。正しくは10桁です。お確かめください。"),
        ("090-1234-567", "電話番号が10桁になっています。正しくは11桁です。お確かめください。"),
    ],
)
def test_what_is_not_one_number_is_refused(typed: str, told: str) -> None:
    with translation.override("ja"), pytest.raises(Unusable) as error:
        read_phone(typed)
    assert str(error.value.message) == told
