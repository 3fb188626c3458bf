"""The diagram in sentences that read aloud well."""

from datetime import date

import pytest
from django.utils.translation import override

from kyodo.commons.collaborations.public import Picture, PicturedPartner, PicturedTie
from kyodo.diagrams.told import tell

TODAY = date(2026, 11, 25)
PARTNERS = (
    PicturedPartner("chonaikai", "町内会", "community_organization", "場所の提供"),
    PicturedPartner("npo", "NPO", "civic_group"),
    PicturedPartner("shop", "", "business", is_named=False),
    PicturedPartner("firm", "", "business", is_named=False),
)


def said(kind: str, label: str = "", *, both_ways: bool = False, since: str = "", until: str = "") -> str:
    tie = PicturedTie("1", "chonaikai", "npo", kind, label, both_ways, since, until)
    return tell(Picture("居場所", "", PARTNERS, (tie,)), TODAY).ties[0]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("people", "町内会は、NPOに人手を提供しています。"),
        ("place", "町内会は、NPOに場所を提供しています。"),
        ("goods", "町内会は、NPOに物を提供しています。"),
        ("money", "町内会は、NPOに資金を提供しています。"),
        ("knowledge", "町内会は、NPOに知識や経験を伝えています。"),
        ("information", "町内会は、NPOに情報を伝えています。"),
    ],
)
def test_each_kind_of_tie_has_its_sentence(kind: str, sentence: str) -> None:
    assert said(kind) == sentence


def test_a_sentence_names_what_passes_in_both_ways_and_since_when() -> None:
    assert said("place", "空き家") == "町内会は、NPOに場所（空き家）を提供しています。"
    assert said("goods", "野菜", both_ways=True) == "町内会とNPOは、互いに物（野菜）を提供し合っています。"
    assert said("information", both_ways=True) == "町内会とNPOは、互いに情報を伝え合っています。"
    assert said("money", since="2024-04") == "2024年4月から、町内会は、NPOに資金を提供しています。"


def test_what_is_over_is_told_as_past_and_what_is_to_come_as_planned() -> None:
    assert (
        said("money", "助成金", since="2013-04", until="2017-03")
        == "2013年4月から2017年3月まで、町内会は、NPOに資金（助成金）を提供していました。"
    )
    assert said("knowledge", until="2020") == "2020年まで、町内会は、NPOに知識や経験を伝えていました。"
    assert said("people", since="2027-04") == "2027年4月から、町内会は、NPOに人手を提供する予定です。"
    assert said("people", until="2027-03") == "2027年3月まで、町内会は、NPOに人手を提供しています。"


def test_partners_are_told_by_kind_and_those_without_a_name_by_a_number() -> None:
    told = tell(Picture("居場所", "", PARTNERS, ()), TODAY)
    assert told.partners == (
        "市民活動団体は、NPOです。",
        "地域団体は、町内会（場所の提供）です。",
        "事業者は、ある事業者（その1）、ある事業者（その2）です。",
    )
    assert told.summary == "「居場所」には、4者が関わっています。"
    assert tell(Picture("居場所", "", (), ()), TODAY).summary == (
        "「居場所」に参加している団体は、まだ分かっていません。"
    )


def test_it_reads_well_in_english_too() -> None:
    with override("en"):
        tie = PicturedTie("1", "shop", "npo", "goods", "rice", since="2024-04")
        told = tell(Picture("Open house", "", PARTNERS[1:3], (tie,)), TODAY, 2026)
        assert told.ties == ("Since April 2024, a business provides NPO with goods (rice).",)
        assert told.summary == "“Open house” in FY2026: 2 partners with 1 tie between them."
        assert said("money", both_ways=True) == "町内会 and NPO provide each other with money."
