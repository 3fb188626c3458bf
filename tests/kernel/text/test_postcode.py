"""Postcodes, and the addresses behind them."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from kyodo.kernel.errors import Unusable
from kyodo.kernel.text.postcode import Address, addresses_of, postcode_text, read_postcode


@pytest.mark.parametrize("typed", ["9800811", "980-0811", "〒980-0811", "９８０－０８１１", "980 0811", "980ー0811"])
def test_postcodes_however_typed(typed: str) -> None:
    assert read_postcode(typed) == "9800811"


@pytest.mark.parametrize("typed", ["", "980", "98008111", "980-081a", "仙台市"])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(Unusable):
        read_postcode(typed)


def test_how_it_is_shown() -> None:
    assert [postcode_text("9800811"), postcode_text("")] == ["980-0811", ""]


def test_one_address() -> None:
    [address] = addresses_of("9800811")
    assert address == Address(
        "9800811", "宮城県", "仙台市青葉区", "一番町", "ミヤギケンセンダイシアオバクイチバンチョウ", "041017"
    )
    assert address.text == "宮城県仙台市青葉区一番町"


def test_a_postcode_shared_by_two_prefectures() -> None:
    assert [address.text for address in addresses_of("4980000")] == ["愛知県弥富市", "三重県桑名郡木曽岬町"]


def test_a_large_user_with_a_postcode_of_its_own() -> None:
    [address] = addresses_of("9808671")
    assert (address.text, address.building) == ("宮城県仙台市青葉区国分町", "仙台市役所")


def test_an_unknown_one() -> None:
    assert addresses_of("0000000") == ()


def test_it_works_in_every_thread() -> None:
    codes = ["9800811", "9813100", "9830852", "9840051"] * 5
    addresses_of.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda code: addresses_of(code)[0].code, codes))
    assert found == ["041017", "041050", "041025", "041033"] * 5
