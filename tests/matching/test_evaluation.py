"""The ranking finds what fits better than the plain search on the same texts, in a small generated city."""

import pytest

from bench.fits import make_city, measure_city, place_of, quality
from kyodo.matching.models import Need, Offer

pytestmark = pytest.mark.django_db


def test_in_a_generated_city_the_ranking_finds_more_than_the_plain_search() -> None:
    planted = make_city(needs=80, offers=20)
    by_title, by_whole, by_text, ranking = measure_city(planted)
    assert {found.tasks for found in (by_title, by_whole, by_text, ranking)} == {20}
    best = max(by_title.recall, by_whole.recall)
    assert ranking.recall >= best + 0.2, (by_title, by_whole, by_text, ranking)
    assert ranking.mrr > max(by_title.mrr, by_whole.mrr), (by_title, by_whole, by_text, ranking)
    assert ranking.recall > by_text.recall, (by_text, ranking)
    assert ranking.recall >= 0.8, ranking
    made = [*Need.objects.all(), *Offer.objects.all()]
    assert all(one.is_demo and one.title.startswith("見本 ") for one in made)


def test_the_same_seed_makes_the_same_city() -> None:
    first = [(one.offer.title, one.need.plain) for one in make_city(needs=12, offers=6, seed=7)]
    Need.objects.all().delete()
    Offer.objects.all().delete()
    Need.actor.field.related_model.objects.all().delete()
    assert [(one.offer.title, one.need.plain) for one in make_city(needs=12, offers=6, seed=7)] == first


def test_recall_and_mrr_are_counted_right() -> None:
    found = quality("x", [1, 2, 10, None])
    assert (found.tasks, found.recall, round(found.mrr, 3)) == (4, 0.5, 0.4)
    assert (place_of("b", ["a", "b"]), place_of("c", ["a", "b"])) == (2, None)
