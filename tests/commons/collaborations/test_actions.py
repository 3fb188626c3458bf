"""What becomes of a joint work, of its partners and of its ties."""

from typing import Any

import pytest

from kyodo.commons.collaborations.actions import (
    confirm_partner,
    edit_collaboration,
    hide_collaboration,
    move_collaboration,
    set_drawing,
    set_story,
    show_collaboration,
    start_collaboration,
)
from kyodo.commons.collaborations.drafts import PartnerDraft, TieDraft
from kyodo.commons.collaborations.models import Collaboration, Partner, Span, Tie, YearFigure
from kyodo.commons.collaborations.states import Confirmation, TieKind
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.search.models import SearchDocument, SearchText
from tests.factories.actors import a_field, an_actor
from tests.factories.collaborations import a_collaboration, a_partner, a_tie
from tests.factories.places import a_ward

BY: dict[str, Any] = {"by": SYSTEM, "channel": "web"}
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def found() -> list[str]:
    return list(SearchDocument.objects.filter(kind="collaboration").values_list("key", flat=True))


def audit() -> list[str]:
    return list(Entry.objects.filter(lane="collaborations").order_by("number").values_list("verb", flat=True))


def drawing(work: Collaboration) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    partners = [(p.key, p.shown_name, p.confirmation) for p in Partner.objects.filter(collaboration=work)]
    ties = [(t.source.key, t.target.key, t.kind) for t in Tie.objects.filter(collaboration=work)]
    return partners, ties


def test_a_joint_work_begins_as_an_idea_that_only_its_keepers_see() -> None:
    work = start_collaboration(title="見本の協働", aim="川をきれいにする。", fields=[a_field()], wards=[a_ward()], **BY)
    assert (work.state, work.is_public, work.shown_at, found()) == ("idea", False, None, [])
    work = show_collaboration(collaboration=work, **BY)
    first = work.shown_at
    assert (work.is_public, found()) == (True, [work.slug])
    with pytest.raises(Conflict):
        show_collaboration(collaboration=work, **BY)
    work = hide_collaboration(collaboration=work, **BY)
    assert (work.is_public, found()) == (False, [])
    assert show_collaboration(collaboration=work, **BY).shown_at == first
    assert audit() == ["start", "show", "hide", "show"]


def test_its_life_goes_step_by_step_and_an_early_end_has_a_reason() -> None:
    work = a_collaboration(state="idea")
    for verb in ("prepare", "begin", "pause", "resume"):
        work = move_collaboration(collaboration=work, verb=verb, **BY)
    with pytest.raises(Unusable):
        move_collaboration(collaboration=work, verb="end", reason="  ", **BY)
    assert Collaboration.objects.get().state == "active"
    ended = move_collaboration(collaboration=work, verb="end", reason="担い手がいなくなったため", **BY)
    assert (ended.state, ended.end_reason) == ("ended", "担い手がいなくなったため")
    with pytest.raises(Conflict):
        move_collaboration(collaboration=work, verb="finish", **BY)


def test_an_edit_of_what_somebody_else_changed_meanwhile_is_refused() -> None:
    work = a_collaboration()
    changed = edit_collaboration(collaboration=work, title="新しい題", seen_at=work.changed_at, **BY)
    assert changed.title == "新しい題"
    with pytest.raises(Conflict):
        edit_collaboration(collaboration=work, title="別の題", seen_at=work.changed_at, **BY)
    assert Collaboration.objects.get().title == "新しい題"


def test_a_drawing_is_replaced_as_a_whole_and_what_stayed_the_same_stays_confirmed() -> None:
    work, city, npo = a_collaboration(), an_actor("仙台市", "public_body"), an_actor("見本NPO")
    kept = a_partner(work, city, key="city")
    a_tie(kept, a_partner(work, "去る会", key="gone"))
    partners = [
        PartnerDraft("city", "public_body", actor=city, role="助成"),
        PartnerDraft("npo", "business", actor=npo),
        PartnerDraft("shop", "business", name="見本商店"),
    ]
    ties = [TieDraft("city", "npo", TieKind.MONEY, "助成金"), TieDraft("shop", "npo", TieKind.GOODS)]
    work = set_drawing(collaboration=work, partners=partners, ties=ties, version=1, **BY)
    assert work.version == 2
    assert drawing(work) == (
        [("city", "仙台市", "public_source"), ("npo", "見本NPO", ""), ("shop", "見本商店", "")],
        [("city", "npo", "money"), ("shop", "npo", "goods")],
    )
    assert Partner.objects.get(key="npo").kind == "civic_group"
    with pytest.raises(Conflict):
        set_drawing(collaboration=work, partners=[], ties=[], version=1, **BY)
    assert len(drawing(work)[0]) == 3


def test_a_partner_that_became_another_body_is_no_longer_confirmed() -> None:
    work, one, other = a_collaboration(), an_actor("一の会"), an_actor("二の会")
    a_partner(work, one, key="a")
    a_partner(work, other, key="b")
    swapped = [PartnerDraft("a", "civic_group", actor=other), PartnerDraft("b", "civic_group", actor=one)]
    set_drawing(collaboration=work, partners=swapped, ties=[], version=1, **BY)
    assert drawing(work)[0] == [("a", "二の会", ""), ("b", "一の会", "")]


@pytest.mark.parametrize(
    ("partners", "ties"),
    [
        (["a", "a2"], []),
        (["a"], [TieDraft("a", "nobody", TieKind.MONEY)]),
        (["a"], [TieDraft("a", "a", TieKind.MONEY)]),
        (["a", "b"], [TieDraft("a", "b", TieKind.MONEY), TieDraft("a", "b", TieKind.MONEY)]),
    ],
)
def test_a_drawing_that_cannot_be_leaves_everything_as_it_was(partners: list[str], ties: list[TieDraft]) -> None:
    work, actor = a_collaboration(), an_actor()
    a_tie(a_partner(work, "元の会", key="x"), a_partner(work, "元の市", key="y"))
    before = drawing(work)
    drafts = [
        PartnerDraft(key, "civic_group", actor=actor)
        if key.startswith("a")
        else PartnerDraft(key, "business", name=key)
        for key in partners
    ]
    with pytest.raises(Unusable):
        set_drawing(collaboration=work, partners=drafts, ties=ties, version=1, **BY)
    assert (drawing(work), Collaboration.objects.get().version) == (before, 1)


def test_a_partner_is_confirmed_once_with_the_channel_by_which_it_was_said() -> None:
    partner = a_partner(a_collaboration(), confirmation="")
    confirmed = confirm_partner(partner=partner, confirmation=Confirmation.PHONE, **BY)
    assert (confirmed.confirmation, confirmed.confirmed_on is not None) == ("phone", True)
    with pytest.raises(Conflict):
        confirm_partner(partner=partner, confirmation=Confirmation.WEB, **BY)
    assert audit() == ["confirm"]


def test_only_confirmed_partners_are_found_by_their_names() -> None:
    work = a_collaboration()
    partner = a_partner(work, "鵜沼カナリア商会", confirmation="")
    edit_collaboration(collaboration=work, aim="川の掃除", **BY)
    assert "カナリア" not in str(list(SearchText.objects.values("title", "opening", "body")))
    confirm_partner(partner=partner, confirmation=Confirmation.PAPER, **BY)
    assert "カナリア" in str(list(SearchText.objects.values("body")))


def test_the_story_is_replaced_and_no_figure_stands_twice() -> None:
    work = a_collaboration()
    figures = [YearFigure(label="参加者", unit="人", year=2025, value=20)]
    set_story(collaboration=work, spans=[Span(since="2024")], figures=figures, **BY)
    twice = [YearFigure(label="参加者", unit="人", year=2026, value=n) for n in (1, 2)]
    with pytest.raises(Unusable):
        set_story(collaboration=work, figures=twice, **BY)
    assert [(f.year, f.value) for f in work.figures.all()] == [(2025, 20)]
    assert [span.since for span in work.spans.all()] == ["2024"]
