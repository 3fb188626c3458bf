"""Form fields that take text as people type it."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from kyodo.kernel.text.fields import (
    CorporateNumberField,
    FuriganaField,
    MunicipalityCodeField,
    NumberField,
    PhoneField,
    PostcodeField,
    TidyField,
)
from kyodo.kernel.text.validators import (
    validate_corporate_number,
    validate_furigana,
    validate_municipality_code,
    validate_phone,
    validate_postcode,
)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (TidyField(), "ＮＰＯ　ｻﾎﾟｰﾄ", "NPO サポート"),
        (FuriganaField(), "せんだい たろう", "センダイ　タロウ"),
        (FuriganaField(letters=True), "npo さぽーと", "npo　サポート"),
        (PhoneField(), "０２２（２１２）３０１０", "022-212-3010"),
        (PhoneField(), "022-214-1089(内線12)", "022-214-1089 内線12"),
        (PostcodeField(max_length=7), "〒９８０－０８１１", "9800811"),
        (CorporateNumberField(max_length=13), "8000-0201-30001", "8000020130001"),
        (MunicipalityCodeField(), "０４１００９", "041009"),
        (NumberField(), "１，２００円", 1200),
        (NumberField(), "1 200", 1200),
        (NumberField(), "30名", 30),
        (NumberField(), "−5", -5),
        (NumberField(), "▲５", -5),
        (NumberField(required=False), "", None),
        (PhoneField(required=False), "　", ""),
    ],
)
def test_what_is_kept(field: forms.Field, typed: str, kept: object) -> None:
    assert field.clean(typed) == kept


def test_repairs_are_told_and_forgotten_at_the_next_value() -> None:
    field = MunicipalityCodeField()
    with translation.override("ja"):
        assert (field.clean("41009"), field.notes) == ("041009", ("先頭の0を補って041009としました。",))
        assert (field.clean("041009"), field.notes) == ("041009", ())


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        (
            FuriganaField(),
            "仙台",
            "フリガナはカタカナでお書きください（例：センダイ　タロウ）。ひらがなでも構いません。",
        ),
        (PhoneField(), "212-3010", "電話番号は、022などの市外局番からお書きください。"),
        (PostcodeField(), "980", "郵便番号は7桁の数字でお書きください（例：980-0811）。"),
        (NumberField(), "12.5", "数字でお書きください（例：1200）。"),
        (NumberField(), "たくさん", "数字でお書きください（例：1200）。"),
    ],
)
def test_what_is_refused(field: forms.Field, typed: str, told: str) -> None:
    with translation.override("ja"), pytest.raises(ValidationError) as error:
        field.clean(typed)
    assert error.value.messages == [told]


def test_the_right_keyboard_opens_on_a_phone() -> None:
    assert PhoneField().widget.attrs == {"inputmode": "tel", "autocomplete": "tel"}
    assert PostcodeField().widget.attrs == {"inputmode": "numeric", "autocomplete": "postal-code"}
    assert NumberField().widget.attrs == {"inputmode": "numeric"}


@pytest.mark.parametrize(
    ("validate", "good", "bad"),
    [
        (validate_furigana, "センダイ", "仙台"),
        (validate_phone, "022-212-3010", "212-3010"),
        (validate_postcode, "9800811", "980"),
        (validate_municipality_code, "041009", "041008"),
        (validate_corporate_number, "8000020130001", "7000020130001"),
    ],
)
def test_validators(validate: object, good: str, bad: str) -> None:
    validate(good)  # type: ignore[operator]
    with pytest.raises(ValidationError):
        validate(bad)  # type: ignore[operator]
