import pytest
from django.test import override_settings

from kyodo.kernel.text.signatures import Signature

LINK = Signature("some.link")


def test_a_signature_belongs_to_what_was_signed_and_to_one_purpose() -> None:
    signed = LINK.of("ACEFHJ")
    assert len(signed) == 20
    assert LINK.fits(signed, "ACEFHJ")
    assert not LINK.fits(signed, "ACEFHK")
    assert not LINK.fits("", "ACEFHJ")
    assert not LINK.fits("四", "ACEFHJ")
    assert not Signature("another.link").fits(signed, "ACEFHJ")
    assert Signature("some.link", length=8).of("ACEFHJ") == signed[:8]


@pytest.mark.parametrize(("former", "still"), [(["former" * 9], True), ([], False)])
def test_a_slip_on_paper_outlives_the_key_while_the_former_one_is_named(former: list[str], *, still: bool) -> None:
    with override_settings(SECRET_KEY="former" * 9):
        signed = LINK.of("ACEFHJ", 3)
    with override_settings(SECRET_KEY="new" * 17, SECRET_KEY_FALLBACKS=former):
        assert LINK.fits(signed, "ACEFHJ", 3) is still
        assert LINK.of("ACEFHJ", 3) != signed
