"""What the editor understands of what was typed, and that nothing typed is lost."""

from typing import Any

import pytest
from django.http import QueryDict

from kyodo.commons.collaborations.models import Collaboration, Partner
from kyodo.commons.collaborations.queries import drawn
from kyodo.diagrams.forms.drawing import DrawingForm
from tests.factories.actors import an_actor
from tests.factories.people import Signed

pytestmark = pytest.mark.django_db


def typed(do: str, partners: list[dict[str, str]], ties: list[dict[str, str]], version: int = 1) -> dict[str, str]:
    """Return what a browser sends: rows of partners and ties, and the button."""
    sent = {"do": do, "version": str(version), "partner-count": str(len(partners)), "tie-count": str(len(ties))}
    for name, rows in (("partner", partners), ("tie", ties)):
        sent |= {f"{name}-{n}-{field}": value for n, row in enumerate(rows) for field, value in row.items()}
    return sent


def form_of(work: Collaboration, *args: Any) -> DrawingForm:
    """Return the form as it would read what was sent."""
    data = QueryDict(mutable=True)
    data.update(typed(*args))
    return DrawingForm.asked(drawn(Collaboration.objects.all()).get(pk=work.pk), data)


def wrong(form: DrawingForm) -> list[tuple[str, int, str]]:
    """Return what is wrong, as (kind of row, number, field)."""
    return [(str(label), number, field.name) for label, number, field in form.faults]


CLUB = {"key": "club", "name": "片平まちづくり会", "sought": "片平まちづくり会", "actor": "katahira"}
CHONAI = {"key": "chonai", "name": "青葉第一町内会", "sought": "青葉第一町内会", "actor": "-",
          "kind": "community_organization"}  # fmt: skip
TOOL = {"source": "club", "target": "chonai", "kind": "goods", "label": "草刈り機"}


# --- partners ------------------------------------------------------------------------------


def test_a_body_of_the_directory_is_recognized_by_its_name(work: Collaboration) -> None:
    an_actor("こども食堂の会", slug="shokudo")
    form = form_of(work, "save", [{"name": "こども食堂 の会", "role": "食事"}], [])
    assert form.is_valid()
    [draft] = form.keywords()["partners"]
    assert (draft.actor.slug, draft.kind, draft.name, draft.role) == ("shokudo", "civic_group", "", "食事")


def test_of_two_of_one_name_the_right_one_is_asked_for(work: Collaboration) -> None:
    for slug in ("north", "south"):
        an_actor("中央町内会", "community_organization", slug=slug)
    row = {"name": "中央町内会", "kind": "community_organization"}
    form = form_of(work, "save", [row], [])
    assert (form.is_valid(), wrong(form)) == (False, [("参加団体", 1, "actor")])
    chosen = form_of(work, "save", [{**row, "sought": "中央町内会", "actor": "south"}], [])
    assert (chosen.is_valid(), chosen.keywords()["partners"][0].actor.slug) == (True, "south")
    neither = form_of(work, "save", [{**row, "sought": "中央町内会", "actor": "-"}], [])
    assert (neither.is_valid(), neither.keywords()["partners"][0].actor) == (True, None)


def test_a_changed_name_lets_go_of_the_organization(work: Collaboration) -> None:
    form = form_of(work, "save", [{**CLUB, "name": "別の会", "kind": "civic_group"}], [])
    assert form.is_valid()
    [draft] = form.keywords()["partners"]
    assert (draft.actor, draft.name, draft.key) == (None, "別の会", "club")


def test_looking_up_offers_what_the_name_is_part_of(work: Collaboration) -> None:
    an_actor("八木山まちづくり協議会")
    an_actor("八木山の下書き", state="draft")
    form = form_of(work, "find:partner:0", [{"name": "八木山"}], [])
    assert [actor.name for actor in form.rows["partner"][0].candidates] == ["八木山まちづくり協議会"]


def test_what_the_directory_does_not_show_cannot_be_chosen_by_its_address(work: Collaboration) -> None:
    an_actor("まだ秘密の会", state="draft", slug="secret")
    form = form_of(work, "preview", [{"name": "何か", "sought": "何か", "actor": "secret"}], [])
    assert [row["name"] for row in form.raws["partner"]] == ["何か"]
    assert form.rows["partner"][0].candidates == []


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        ({"name": "だれか"}, [("参加団体", 1, "kind")]),
        ({"name": "", "role": "進行役", "kind": "business"}, [("参加団体", 1, "name")]),
        ({"name": "だれか", "kind": "business", "since": "そのうち"}, [("参加団体", 1, "since")]),
        ({"name": "だれか", "kind": "business", "since": "R6.4", "until": "令和5年"}, [("参加団体", 1, "until")]),
        ({"name": "", "role": "", "kind": "business"}, []),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    work: Collaboration, row: dict[str, str], faults: list[tuple[str, int, str]]
) -> None:
    form = form_of(work, "save", [row], [])
    assert (form.is_valid(), wrong(form)) == (not faults, faults)


def test_nobody_stands_twice(work: Collaboration) -> None:
    form = form_of(work, "save", [CLUB, {**CLUB, "key": "p9"}], [])
    assert (form.is_valid(), wrong(form)) == (False, [("参加団体", 2, "name")])


# --- ties ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ties", "faults"),
    [
        ([{**TOOL, "target": "club"}], [("やりとり", 1, "target")]),
        ([{**TOOL, "target": "nobody"}], [("やりとり", 1, "target")]),
        ([{**TOOL, "label": "あ" * 41}], [("やりとり", 1, "label")]),
        ([{**TOOL, "kind": ""}], [("やりとり", 1, "kind")]),
        ([TOOL, TOOL], [("やりとり", 2, "label")]),
        ([TOOL, {**TOOL, "kind": "place"}, {"source": "", "target": "", "kind": "money"}], []),
    ],
)
def test_a_tie_joins_two_partners_once(
    work: Collaboration, ties: list[dict[str, str]], faults: list[tuple[str, int, str]]
) -> None:
    form = form_of(work, "save", [CLUB, CHONAI], ties)
    assert (form.is_valid(), wrong(form)) == (not faults, faults)


def test_with_a_partner_go_its_ties(work: Collaboration) -> None:
    form = form_of(work, "delete:partner:1", [CLUB, CHONAI], [TOOL])
    assert ([row["key"] for row in form.raws["partner"]], form.raws["tie"]) == (["club"], [])


def test_a_new_partner_can_be_tied_before_it_is_saved(work: Collaboration) -> None:
    form = form_of(work, "add:tie", [CLUB, {"name": "新しい店", "kind": "business"}], [])
    assert form.choices[1:] == [("club", "片平まちづくり会"), ("p1", "新しい店")]


@pytest.mark.parametrize("do", ["add:partner", "add:tie", "delete:tie:9", "find:partner:9", "preview", "nonsense", ""])
def test_no_button_loses_what_was_typed(work: Collaboration, do: str) -> None:
    rows = [{"name": "だれか", "kind": "", "role": "何か", "since": "むかし", "until": "!"}]
    form = form_of(work, do, rows, [{**TOOL, "source": "", "since": "いつか", "both_ways": "on"}])
    partner, tie = form.raws["partner"][0], form.raws["tie"][0]
    assert [partner[name] for name in ("name", "role", "since", "until")] == ["だれか", "何か", "むかし", "!"]
    assert [tie[name] for name in ("label", "since", "both_ways")] == ["草刈り機", "いつか", "on"]
    assert form.faults == []


# --- on the page ---------------------------------------------------------------------------


def test_an_officer_fixes_a_tie(officer: Signed, work: Collaboration, send: Any) -> None:
    shown = officer.client.get("/collaborations/kawa/drawing/").content.decode()
    assert ['value="草刈り機"' in shown, "ひみつ電機" in shown, "<svg" in shown] == [True, True, True]
    sent = typed("save", [CLUB, CHONAI], [{**TOOL, "label": "草刈り機と軍手", "since": "令和6年4月"}])
    assert send(officer.client, "/collaborations/kawa/drawing/", sent).headers["Location"] == "/collaborations/kawa/"
    [tie] = work.ties.all()
    assert (tie.source.key, tie.target.key, tie.label, tie.since) == ("club", "chonai", "草刈り機と軍手", "2024-04")
    assert [*work.partners.values_list("key", "confirmation")] == [
        ("club", "public_source"), ("chonai", "public_source"),
    ]  # fmt: skip


def test_whoever_was_faster_is_shown_and_nothing_is_lost(officer: Signed, work: Collaboration, send: Any) -> None:
    send(
        officer.client, "/collaborations/kawa/drawing/", typed("save", [CLUB, CHONAI], [{**TOOL, "label": "先の内容"}])
    )
    late = typed("save", [CLUB, CHONAI], [{**TOOL, "label": "後の内容"}])
    answer = send(officer.client, "/collaborations/kawa/drawing/", late)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert ["先の内容" in text, 'value="後の内容"' in text, 'name="version" value="2"' in text] == [True, True, True]
    assert work.ties.get().label == "先の内容"
    again = typed("save", [CLUB, CHONAI], [{**TOOL, "label": "後の内容"}], 2)
    assert send(officer.client, "/collaborations/kawa/drawing/", again).status_code == 302
    assert work.ties.get().label == "後の内容"


def test_the_preview_draws_and_writes_nothing(officer: Signed, work: Collaboration) -> None:
    sent = typed("", [CLUB, CHONAI], [{**TOOL, "label": "まだ書いていない"}])
    answer = officer.client.post("/collaborations/kawa/drawing/preview/", sent)
    text = answer.content.decode()
    assert ["まだ書いていない" in text, "<html" in text, Partner.objects.count()] == [True, False, 3]
    work.refresh_from_db()
    assert (work.version, work.ties.get().label) == (1, "草刈り機")
    assert officer.client.get("/collaborations/kawa/drawing/preview/").status_code == 405
