"""Every planted mistake is named with its file, its line, what is wrong and what is allowed; all of them at once."""

import shutil
from pathlib import Path

import pytest
from django.utils.translation import override

from kyodo.kernel.packs.check import check
from tests.factories.packs import ACTORS, CENTER, CITY, DESK, a_pack

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def said(root: Path) -> list[str]:
    return [str(problem) for problem in check(root).problems]


def test_the_small_pack_is_clean(tmp_path: Path):
    assert said(a_pack(tmp_path)) == []


PLANTED = [
    ("places/center.yaml", CENTER.replace("phone:", "fone:"), 4, "the key fone is not known here; did you mean phone?"),
    (
        "places/center.yaml",
        CENTER.replace("kind: support_center", "kind: center"),
        1,
        "kind is center; allowed: support_center, community_center, office, library, hall, other",
    ),
    (
        "places/center.yaml",
        CENTER.replace("name: 見本市民活動センター\n", ""),
        1,
        "the key name is missing; it is required",
    ),
    (
        "places/center.yaml",
        CENTER.replace("ward: kita", "ward: kitta"),
        3,
        "ward points at kitta, but no record of the kind ward has that slug; did you mean kita?",
    ),
    (
        "places/center.yaml",
        CENTER.replace("demo: true\n", ""),
        1,
        "the key source is missing; write where the facts come from (a web address or a title), "
        "or demo: true for an invented sample",
    ),
    ("places/center.yaml", CENTER.replace("demo: true", "demo: perhaps"), 10, "demo is perhaps; write true or false"),
    (
        "places/center.yaml",
        CENTER.replace("03-1234-5678", "０３－１２３４－５６７８"),
        4,
        "phone is ０３－１２３４－５６７８; write area code and hyphens, half-width: 03-1234-5678",
    ),
    (
        "places/center.yaml",
        CENTER + "confirmed_on: 2025-02-30\n",
        11,
        "confirmed_on is 2025-02-30; write a day as 2018-04-01",
    ),
    (
        "places/center.yaml",
        CENTER + "source: https:/broken\n",
        11,
        "source is https:/broken; write a whole web address that begins with https:// or http://",
    ),
    ("places/center.yaml", CENTER + "url: javascript:alert(1)\n", 11, None),
    (
        "places/center.yaml",
        CENTER + f"short_name: {'長' * 41}\n",
        11,
        "short_name has 41 characters; at most 40 are allowed",
    ),
    ("places/center.yaml", CENTER + "latitude: 138\n", 11, "latitude is 138; allowed: ≤ 46"),
    (
        "places/center.yaml",
        CENTER.replace("{slug: room-1, name: 研修室1}", "{slug: Room 1, name: 研修室1}"),
        9,
        "slug is Room 1; write small Latin letters, digits and hyphens, such as main-hall",
    ),
    (
        "places/center.yaml",
        CENTER.replace("name: 研修室1", "name: 研修室1, capacity: 二十"),
        9,
        "capacity is 二十; write a whole number in half-width digits, without commas",
    ),
    (
        "places/center.yaml",
        CENTER.replace(
            "  - {slug: room-1, name: 研修室1}", "  - {slug: a, name: 研修室1}\n  - {slug: a, name: 研修室2}"
        ),
        10,
        "the space a stands twice in this place",
    ),
    ("places/center.yaml", CENTER.replace("mon-sat", "mon-sut"), 5, None),
    (
        "places/center.yaml",
        CENTER.replace("on_holiday: next_day", "on_holyday: next_day"),
        7,
        "the key on_holyday is not known here; did you mean on_holiday?",
    ),
    (
        "places/center.yaml",
        CENTER.replace("on_holiday: next_day", "on_holiday: tomorrow"),
        7,
        "on_holiday is tomorrow; allowed: none, open, next_day, next_weekday, open_then_next_day",
    ),
    ("places/center.yaml", CENTER.replace("days: 24We", "days: 24Xx"), 7, None),
    ("places/center.yaml", CENTER.replace("hours: {", "hours: [").replace('17:00"}', '17:00"]'), 5, None),
    ("places/hall.yaml", "- just text\n", 1, "a record is a group of keys with values, such as name: …"),
    ("places/hall.yaml", "", 1, "a record is a group of keys with values, such as name: …"),
    ("city.yaml", CITY.replace("npo_number: 3", "npo_number: 21"), 12, "npo_number is 21; allowed: ≤ 20"),
    ("city.yaml", CITY.replace("site_name: みほん協働ひろば\n", ""), 1, "the key site_name is missing; it is required"),
    ("city.yaml", CITY.replace("wards:", "ward:"), 6, None),
    (
        "city.yaml",
        CITY.replace("name: 見本市", "name: 見本市\ncode: '041008'"),
        3,
        "code: 041008 is not a code of a local government: its check digit does not fit",
    ),
    (
        "city.yaml",
        CITY.replace("districts:", "  - {slug: kita, name: 西区, demo: true}\ndistricts:"),
        9,
        "the slug kita is taken: it stands in city.yaml:7 already",
    ),
    (
        "actors/list.yaml",
        ACTORS.replace("[kita, minami]", "[kita, kita]"),
        1,
        "wards names the same thing twice; write it once",
    ),
    ("actors/list.yaml", ACTORS.replace("fields: [machizukuri]", "fields: machizukuri"), 1, None),
    ("actors/list.yaml", ACTORS + "- {slug: x, kind: business, name: 社, founded: 2019-13, demo: true}\n", 3, None),
    ("desks/kyodo.txt", "name: x\n", 1, "files of this type do not belong here; allowed: .yaml, .yml"),
    ("cities.yaml", CITY, 1, "this file is not part of a pack; did you mean city.yaml?"),
    (
        "desks/sjis.yaml",
        "name: 窓口\ndemo: true\n".encode("cp932"),
        1,
        "this is not UTF-8; save the file as UTF-8 (not Shift_JIS)",
    ),
    ("desks/bad.yaml", "name: 窓口\n  note: x\n", 2, None),
]


@pytest.mark.parametrize(("file", "text", "line", "words"), PLANTED)
def test_a_planted_mistake_is_named(tmp_path: Path, file: str, text: str, line: int, words: str | None):
    problems = check(a_pack(tmp_path, {file: text})).problems
    assert (file, line) in [(problem.file, problem.line) for problem in problems]
    assert all(problem.words for problem in problems)
    if words:
        assert [str(problem) for problem in problems] == [f"{file}:{line}: {words}"]


def test_the_words_of_the_less_usual_mistakes(tmp_path: Path):
    root = a_pack(
        tmp_path,
        {
            "places/center.yaml": CENTER.replace("mon-sat", "mon-sut").replace("24We", "24Xx"),
            "place/x.yaml": "a: b\n",
            "actors/list.yaml": ACTORS.replace("fields: [machizukuri]", "fields: machizukuri"),
        },
    )
    assert said(root) == [
        "actors/list.yaml:1: fields is machizukuri; write a list, one item a line with - before it",
        "place/x.yaml:1: no kind of record lives in the folder place; did you mean places?",
        "places/center.yaml:5: hours: mon-sut is not a day; write mon … sun, holiday, or a range such as mon-sat",
        "places/center.yaml:7: days: “24Xx” is not a repeating day. Write for example 0Mo (every Monday), "
        "24We (second and fourth Wednesday) or 6Fr (last Friday).",
    ]


def test_all_mistakes_of_all_files_are_said_at_once(tmp_path: Path):
    root = a_pack(
        tmp_path,
        {
            "city.yaml": CITY.replace("name: 北区", "nam: 北区"),
            "places/center.yaml": CENTER.replace("ward: kita", "ward: nishi").replace("demo: true", "demo: x"),
            "desks/kyodo.yaml": DESK + "facility: center\n",
            "actors/list.yaml": None,
        },
    )
    assert [(problem.file, problem.line) for problem in check(root).problems] == [
        ("city.yaml", 7),
        ("city.yaml", 7),
        ("desks/kyodo.yaml", 5),
        ("places/center.yaml", 3),
        ("places/center.yaml", 10),
    ]


def test_a_record_that_is_wrong_itself_may_still_be_pointed_at(tmp_path: Path):
    root = a_pack(tmp_path, {"city.yaml": CITY.replace("name: 北区", "name: ''")})
    assert said(root) == ["city.yaml:7: name is empty; write it or leave the key out"]


def test_a_missing_city_file_and_a_missing_folder(tmp_path: Path):
    root = a_pack(
        tmp_path, {"city.yaml": None, "places/center.yaml": None, "actors/list.yaml": None, "desks/kyodo.yaml": None}
    )
    assert said(root) == ["city.yaml:1: this file is missing; every pack has it"]
    shutil.rmtree(root)
    assert said(root) == [f"{root}:1: there is no such folder"]


def test_a_link_is_no_file_of_a_pack(tmp_path: Path):
    root = a_pack(tmp_path)
    (root / "desks/passwd.yaml").symlink_to("/etc/passwd")
    assert said(root) == ["desks/passwd.yaml:1: this is a link, not a file; put the file itself here"]


def test_notes_and_hidden_files_are_left_alone(tmp_path: Path):
    extra: dict[str, str | bytes | None] = {
        "README.md": "x",
        "LICENSE": "x",
        "places/README.txt": "x",
        ".git/config": "x",
    }
    assert said(a_pack(tmp_path, extra)) == []


def test_mistakes_are_said_in_japanese_too(tmp_path: Path):
    root = a_pack(tmp_path, {"places/center.yaml": CENTER.replace("phone:", "fone:")})
    with override("ja"):
        assert said(root) == [
            "places/center.yaml:4: キー fone はここでは使えません。phone の間違いではありませんか。",
        ]
