"""Joined catalogues say the same as those that are asked in turn."""

from django.utils.translation import trans_real

from kyodo.kernel.text.catalogues import _join


def merged(*parts: trans_real.TranslationCatalog) -> trans_real.TranslationCatalog:
    whole = trans_real.TranslationCatalog()
    whole._catalogs = [catalogue for part in parts for catalogue in part._catalogs]
    whole._plurals = [plural for part in parts for plural in part._plurals]
    return whole


def a_catalogue(words: dict, plural) -> trans_real.TranslationCatalog:
    one = trans_real.TranslationCatalog()
    one._catalogs, one._plurals = [words], [plural]
    return one


def test_the_first_catalogue_wins_and_other_plurals_stay_apart():
    found = merged(
        a_catalogue({"open": "開く"}, lambda n: 0),
        a_catalogue({"open": "開館", ("day", 0): "日"}, lambda n: int(n) * 0),
        a_catalogue({"open": "ouvert", ("day", 1): "jours"}, lambda n: int(n > 1)),
    )
    _join(found)
    assert found._catalogs == [{"open": "開く", ("day", 0): "日"}, {"open": "ouvert", ("day", 1): "jours"}]
    assert (found.get("open"), found.plural("day", 5), found.get("nothing", "-")) == ("開く", "日", "-")
