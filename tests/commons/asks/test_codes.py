from kyodo.commons.asks.codes import ALPHABET, new_code, read_code


def test_a_code_has_six_letters_that_nobody_takes_for_a_number_or_another_letter() -> None:
    codes = [new_code() for _ in range(2000)]
    assert {len(code) for code in codes} == {6}
    assert set("".join(codes)) == set(ALPHABET)
    assert not set(ALPHABET) & set("0123456789BDGIOQSVZ")


def test_a_code_is_read_however_it_was_typed() -> None:
    assert [read_code(typed) for typed in ("acefhj", "ＡＣＥ　ＦＨＪ", " ace-fhj ")] == ["ACEFHJ"] * 3
