"""The candidates of an offer and of a need on the desk's pages, and the weights."""

import pytest

from kyodo.kernel.audit.models import Entry
from kyodo.matching.models import Weight
from kyodo.matching.ranking.scoring import Reason
from kyodo.matching.ranking.weights import DEFAULTS
from kyodo.matching.ranking.words import SENTENCES
from tests.factories.actors import a_field, an_actor
from tests.factories.ranking import an_open_need, an_open_offer

pytestmark = pytest.mark.django_db
WEIGHTS = "/desk/matching/weights/"


def test_the_desk_sees_candidates_with_reasons_and_never_a_number_for_a_fit(someone) -> None:
    desk = someone("coordinator").client
    need = an_open_need(actor=an_actor("川平町内会", "community_organization"), fields=[a_field()])
    offer = an_open_offer(fields=[a_field()])
    page = desk.get(f"/desk/offers/{offer.code}/introduce/").content.decode()
    for words in (
        "川平町内会",
        "活動の分野が同じです（まちづくり）。",
        "受け入れの余力を、まだうかがっていません。",
        need.title,
    ):
        assert words in page
    assert "score" not in page
    assert "手伝える団体を選ぶ" in desk.get(f"/desk/needs/{need.code}/introduce/").content.decode()
    assert (
        "分野と区があると、見つけやすくなります。"
        in desk.get(f"/desk/offers/{an_open_offer('竹', plain='竹', we_do='竹').code}/introduce/").content.decode()
    )
    for path in (f"/desk/offers/{offer.code}/introduce/", f"/desk/needs/{need.code}/introduce/", WEIGHTS):
        assert someone().client.get(path).status_code == 404


def test_weights_are_tried_on_an_offer_before_they_are_saved(someone) -> None:
    desk = someone("coordinator").client
    an_open_need("お年寄りの見守りを手伝ってほしい", an_actor("言葉の会"))
    an_open_need("竹を切る", an_actor("分野の会"), fields=[a_field()])
    offer = an_open_offer("お年寄りの見守り", fields=[a_field()])
    others = {**DEFAULTS, "text": 100, "field": 0, "offer": offer.code}
    tried = desk.post(WEIGHTS, {**others, "try": "1"})
    places = [(move.candidate.actor.name, move.before, move.after) for move in tried.context["moves"]]
    assert places == [("言葉の会", 2, 1), ("分野の会", 1, 2)]
    assert (Weight.objects.count(), "まだ保存していません。" in tried.content.decode()) == (0, True)
    assert desk.post(WEIGHTS, {**others, "save": "1"}).status_code == 302
    assert dict(Weight.objects.values_list("key", "value")) == {"text": 100, "field": 0}
    assert Entry.objects.filter(verb="weigh").count() == 2
    wrong = desk.post(WEIGHTS, {**others, "text": "101", "save": "1"})
    assert (wrong.status_code, Weight.objects.get(key="text").value) == (422, 100)
    unknown = desk.post(WEIGHTS, {**others, "offer": "ZZZZZZ", "try": "1"})
    assert "この番号の申し出はありません。" in unknown.content.decode()


def test_every_weight_has_a_sentence() -> None:
    assert set(DEFAULTS) <= set(SENTENCES)
    assert Reason("need", {}).points == 0
