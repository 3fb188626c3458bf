"""A pack is loaded as a whole, again without effect, and never over what staff changed."""

from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from kyodo.commons.actors.models import Actor, Field
from kyodo.commons.places.models import City, Desk, District, Facility, HoursException, OpeningHours, Space, Ward
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.audit.record import verify
from kyodo.kernel.packs import load as loading
from kyodo.kernel.packs.kinds import PACK_KINDS
from kyodo.kernel.packs.load import Options, Outcome, PackRefused, load
from kyodo.kernel.packs.models import Pack, PackRecord
from kyodo.kernel.registry import CHECKS
from kyodo.kernel.search.index import rebuild
from kyodo.kernel.search.models import SearchDocument, SearchText
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.gatherings import a_coming_gathering
from tests.factories.packs import ACTORS, CENTER, CITY, Counts, a_pack

pytestmark = pytest.mark.django_db
TABLES = (
    Ward,
    District,
    Facility,
    OpeningHours,
    Space,
    Desk,
    City,
    Field,
    Actor,
    Pack,
    PackRecord,
    Entry,
    SearchDocument,
)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def counts(outcomes: list[Outcome]) -> Counts:
    found = {
        one.kind: tuple(map(len, (one.created, one.updated, one.unchanged, one.withdrawn, one.kept)))
        for one in outcomes
    }
    return {kind: numbers for kind, numbers in found.items() if any(numbers)}


def outcome(outcomes: list[Outcome], kind: str) -> Outcome:
    return next(one for one in outcomes if one.kind == kind)


def rows() -> list[int]:
    return [model.objects.count() for model in TABLES]


def test_the_small_pack_is_loaded(tmp_path: Path):
    assert counts(load(a_pack(tmp_path))) == {
        "ward": (2, 0, 0, 0, 0),
        "district": (1, 0, 0, 0, 0),
        "facility": (1, 0, 0, 0, 0),
        "desk": (1, 0, 0, 0, 0),
        "city": (1, 0, 0, 0, 0),
        "field": (1, 0, 0, 0, 0),
        "actor": (2, 0, 0, 0, 0),
    }
    assert str(City.objects.get().contact_desk) == "市民協働課"
    assert list(Actor.objects.get(slug="kai").wards.values_list("slug", flat=True)) == ["kita", "minami"]


def test_a_second_load_changes_nothing(tmp_path: Path):
    load(a_pack(tmp_path))
    before = rows()
    assert counts(load(a_pack(tmp_path))) == {
        "ward": (0, 0, 2, 0, 0),
        "district": (0, 0, 1, 0, 0),
        "facility": (0, 0, 1, 0, 0),
        "desk": (0, 0, 1, 0, 0),
        "city": (0, 0, 1, 0, 0),
        "field": (0, 0, 1, 0, 0),
        "actor": (0, 0, 2, 0, 0),
    }
    assert rows() == before


def test_a_dry_run_writes_nothing_and_says_the_same(tmp_path: Path):
    before = rows()
    dry = counts(load(a_pack(tmp_path), Options(dry_run=True)))
    assert rows() == before
    assert dry == counts(load(a_pack(tmp_path)))


def test_a_change_in_the_pack_updates_one_record(tmp_path: Path):
    load(a_pack(tmp_path))
    changed = CENTER.replace("9:00-21:00", "9:00-22:00").replace("研修室1", "研修室A")
    found = load(a_pack(tmp_path, {"places/center.yaml": changed}))
    assert outcome(found, "facility").updated == ["center"]
    assert [(row.weekday, row.closes_at.hour) for row in OpeningHours.objects.all()] == [
        (1, 22), (2, 22), (3, 22), (4, 22), (5, 22), (6, 22), (8, 17),
    ]  # fmt: skip
    assert Space.objects.get().name == "研修室A"


def test_a_room_keeps_its_identity_when_the_pack_changes(tmp_path: Path):
    load(a_pack(tmp_path))
    room = Space.objects.get().pk
    load(a_pack(tmp_path, {"places/center.yaml": CENTER.replace("研修室1", "研修室A")}))
    assert Space.objects.get().pk == room


def test_what_staff_changed_is_kept_and_named(tmp_path: Path):
    load(a_pack(tmp_path))
    Facility.objects.update(phone="03-0000-0000", access="駅から5分")
    changed = CENTER.replace("03-1234-5678", "03-9999-9999")
    for text in (changed, CENTER):
        found = outcome(load(a_pack(tmp_path, {"places/center.yaml": text})), "facility")
        assert found.kept == {"center": "edited since: access, phone"}
        assert Facility.objects.get().phone == "03-0000-0000"


def test_the_pack_wins_only_when_asked(tmp_path: Path):
    load(a_pack(tmp_path))
    Facility.objects.update(phone="03-0000-0000")
    Desk.objects.update(note="変更")
    found = load(a_pack(tmp_path), Options(take=frozenset({"facility/center"})))
    assert (outcome(found, "facility").updated, outcome(found, "desk").kept) == (
        ["center"],
        {"kyodo": "edited since: note"},
    )
    assert Facility.objects.get().phone == "03-1234-5678"
    assert outcome(load(a_pack(tmp_path), Options(take_all=True)), "desk").updated == ["kyodo"]
    assert Desk.objects.get().note == ""


def test_a_changed_part_or_link_counts_as_changed(tmp_path: Path):
    load(a_pack(tmp_path))
    Space.objects.update(capacity=30)
    Actor.objects.get(slug="kai").wards.clear()
    found = load(a_pack(tmp_path))
    assert outcome(found, "facility").kept == {"center": "edited since: space"}
    assert outcome(found, "actor").kept == {"kai": "edited since: wards"}


def test_a_single_closed_day_is_staffs_own(tmp_path: Path):
    load(a_pack(tmp_path))
    HoursException.objects.create(facility=Facility.objects.get(), date="2026-05-07", reason="点検")
    assert outcome(load(a_pack(tmp_path)), "facility").unchanged == ["center"]
    assert HoursException.objects.count() == 1


def test_what_staff_made_or_deleted_is_theirs(tmp_path: Path):
    Ward.objects.create(slug="kita", name="北の区")
    root = a_pack(tmp_path)
    assert outcome(load(root), "ward").kept == {"kita": "it was made here, not by a pack"}
    Actor.objects.get(slug="kai").delete()
    assert outcome(load(root), "actor").kept == {"kai": "it was deleted since"}
    load(root, Options(take_all=True))
    assert Ward.objects.get(slug="kita").name == "北区"
    assert Actor.objects.filter(slug="kai").exists()


def test_what_leaves_the_pack_is_hidden_or_deleted(tmp_path: Path):
    load(a_pack(tmp_path))
    files = {
        "city.yaml": CITY.replace("  - {slug: minami, name: 南区, demo: true}\n", "").replace(
            "contact_desk: kyodo\n", ""
        ),
        "places/center.yaml": None,
        "desks/kyodo.yaml": None,
        "actors/list.yaml": ACTORS.splitlines()[0].replace(", minami", "") + "\n",
    }
    found = load(a_pack(tmp_path, files))
    assert {one.kind: one.withdrawn for one in found if one.withdrawn} == {
        "ward": ["minami"],
        "facility": ["center"],
        "desk": ["kyodo"],
        "actor": ["chonaikai"],
    }
    assert not Facility.objects.get().is_public
    assert Actor.objects.get(slug="chonaikai").state == "withdrawn"
    assert not Desk.objects.exists()
    assert list(Ward.objects.values_list("slug", flat=True)) == ["kita"]
    assert not any(one.withdrawn or one.kept for one in load(a_pack(tmp_path, files)))


def test_what_comes_back_is_shown_again(tmp_path: Path):
    load(a_pack(tmp_path))
    load(a_pack(tmp_path, {"actors/list.yaml": ACTORS.splitlines()[0]}))
    assert outcome(load(a_pack(tmp_path)), "actor").updated == ["chonaikai"]
    assert Actor.objects.get(slug="chonaikai").state == "listed"


def test_what_others_need_stays(tmp_path: Path):
    load(a_pack(tmp_path))
    Facility.objects.create(slug="hall", name="会館", ward=Ward.objects.get(slug="minami"))
    files = {
        "city.yaml": CITY.replace("  - {slug: minami, name: 南区, demo: true}\n", ""),
        "actors/list.yaml": ACTORS.replace(", minami", ""),
    }
    found = outcome(load(a_pack(tmp_path, files)), "ward")
    assert (found.withdrawn, found.kept) == ([], {"minami": "other entries still point at it"})


def test_what_staff_changed_does_not_leave(tmp_path: Path):
    load(a_pack(tmp_path))
    Desk.objects.update(note="変更")
    files = {"desks/kyodo.yaml": None, "city.yaml": CITY.replace("contact_desk: kyodo\n", "")}
    assert outcome(load(a_pack(tmp_path, files)), "desk").kept == {"kyodo": "edited since: note"}


def test_a_pack_with_mistakes_writes_nothing(tmp_path: Path):
    before = rows()
    with pytest.raises(PackRefused) as refused:
        load(a_pack(tmp_path, {"actors/list.yaml": "- {slug: x}\n"}))
    assert len(refused.value.problems) == 3
    assert rows() == before


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path):
    before = rows()
    twice = "kind: business, name: 社, corporate_number: '8000020130001', demo: true"
    actors = f"- {{slug: a, {twice}}}\n- {{slug: b, {twice}}}\n"
    with pytest.raises(IntegrityError):
        load(a_pack(tmp_path, {"actors/list.yaml": actors}))
    assert rows() == before


def test_every_change_has_one_audit_row_and_the_chain_holds(tmp_path: Path):
    load(a_pack(tmp_path))
    assert {(entry.verb, entry.channel, entry.by) for entry in Entry.objects.all()} == {("create", "pack", "system")}
    assert Entry.objects.count() == 9
    load(a_pack(tmp_path, {"actors/list.yaml": ACTORS.splitlines()[0].replace("見本の会", "新しい会")}))
    assert list(Entry.objects.filter(kind="actors.actor").order_by("number").values_list("verb", flat=True)) == [
        "create", "create", "update", "withdraw",
    ]  # fmt: skip
    assert list(verify()) == []


def test_references_may_point_at_what_others_brought(tmp_path: Path):
    load(a_pack(tmp_path))
    more = tmp_path / "more"
    (more / "actors").mkdir(parents=True)
    (more / "actors/x.yaml").write_text("kind: business\nname: 商店\nwards: [kita]\ndemo: true\n")
    with pytest.raises(PackRefused, match=r"city\.yaml:1: this file is missing"):
        load(more)
    (more / "city.yaml").write_text(CITY)
    found = load(more)
    assert outcome(found, "actor").created == ["x"]
    assert outcome(found, "ward").kept == dict.fromkeys(("kita", "minami"), "it belongs to the pack mihon")


def test_what_leaves_may_not_be_pointed_at(tmp_path: Path):
    load(a_pack(tmp_path))
    root = a_pack(tmp_path, {"city.yaml": CITY.replace("  - {slug: minami, name: 南区, demo: true}\n", "")})
    with pytest.raises(PackRefused, match="wards points at minami, but no record of the kind ward has that slug"):
        load(root)


def test_a_second_city_needs_its_own_database(tmp_path: Path):
    load(a_pack(tmp_path))
    with pytest.raises(PackRefused) as refused:
        load(a_pack(tmp_path, {"city.yaml": CITY.replace("slug: mihon", "slug: tonari")}))
    assert str(refused.value) == (
        "city.yaml:1: this database already serves the city mihon; load another city into a database of its own"
    )


def test_a_column_that_is_new_in_the_code_is_no_edit(tmp_path: Path):
    load(a_pack(tmp_path))
    record = PackRecord.objects.get(kind="desk")
    del record.written["note"]
    record.digest = "of an older schema"
    record.save()
    assert outcome(load(a_pack(tmp_path)), "desk").unchanged == ["kyodo"]
    assert "note" in PackRecord.objects.get(kind="desk").written


def test_the_search_follows_the_load(tmp_path: Path):
    load(a_pack(tmp_path))
    assert set(SearchDocument.objects.filter(kind="organization").values_list("key", flat=True)) == {"kai", "chonaikai"}
    load(a_pack(tmp_path, {"actors/list.yaml": ACTORS.splitlines()[0]}))
    assert set(SearchDocument.objects.filter(kind="organization").values_list("key", flat=True)) == {"kai"}


def test_what_names_a_renamed_organization_or_ward_in_other_rooms_is_found_by_the_new_name(tmp_path: Path):
    load(a_pack(tmp_path))
    group = Actor.objects.get(slug="kai")
    spent = []
    for first, name, ward in ((0, "流星群の会", "天の川区"), (25, "北斗星の会", "銀河区")):
        with transaction.atomic():
            for n in range(first, first + 25):
                a_coming_gathering(f"催し{n}", slug=f"e{n}", organizer=group)
                a_partner(a_collaboration(f"川の仕事{n}", slug=f"c{n}"), group)
            rebuild()
        files = {"actors/list.yaml": ACTORS.replace("見本の会", name), "city.yaml": CITY.replace("北区", ward)}
        with CaptureQueriesContext(connection) as asked:
            load(a_pack(tmp_path, files))
        # What is read is the same few queries; the index itself writes document by document.
        spent.append(sum(query["sql"].startswith("SELECT") for query in asked.captured_queries))
        check = CHECKS.find("search")
        assert check is not None
        assert list(check.run()) == []
        assert SearchText.objects.filter(document__kind="event", body__contains=name[:3]).count() == first + 25
    assert spent[0] == spent[1]


def test_batches_cost_few_queries(tmp_path: Path, django_assert_max_num_queries, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(loading, "put_many", lambda documents: 0)
    many = "".join(f"- {{slug: a{n}, kind: business, name: 社{n}, wards: [kita], demo: true}}\n" for n in range(400))
    with django_assert_max_num_queries(120):
        load(a_pack(tmp_path, {"actors/many.yaml": many}))


def test_every_kind_is_told_apart():
    names = [kind.name for kind in PACK_KINDS]
    assert len(names) == len(set(names))
    folders = [kind.folder for kind in PACK_KINDS if kind.folder]
    assert len(folders) == len(set(folders))
    assert all(kind.folder or kind.file for kind in PACK_KINDS)
