"""A draw that anyone can check."""

import json
import subprocess
import sys
from hashlib import sha256
from itertools import permutations
from math import sqrt
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from kyodo.kernel.draws.drawing import Draw, drawn
from kyodo.kernel.draws.listing import Entry, Listing, Lot, Source, Unfit, dice, public, read_listing, sealed
from kyodo.kernel.draws.record import CHECKS, check, from_json, to_json

LOTS = (
    Lot("hall", ("room1@0306", "room2@0306")),
    Lot("room1", ("room1@0306",)),
    Lot("room2", ("room2@0306",)),
)
ENTRIES = (
    Entry("001", ("hall", "room1")),
    Entry("002", ("room1", "room2"), tickets=3),
    Entry("003", ("room1",), tickets=2),
)
THROWS = "31415 26535 61544 32211"
LISTING = Listing("研修室 2027年3月分", dice(20), LOTS, ENTRIES)
TEXT = """kyodo-draw/1
name 研修室 2027年3月分
source dice 20
lot hall room1@0306 room2@0306
lot room1 room1@0306
lot room2 room2@0306
entry 001 1 hall room1
entry 002 3 room1 room2
entry 003 2 room1
"""


def test_the_list_is_a_plain_text_and_its_hash_is_what_any_tool_says():
    assert LISTING.text == TEXT
    assert LISTING.commitment == "7bb179807e388abaf278f3401de30c20eed54b56f6dd0ddfe3724ec89db859e4"
    assert sha256(TEXT.encode()).hexdigest() == LISTING.commitment
    assert read_listing(TEXT) == LISTING


def test_the_order_in_which_entries_were_handed_in_changes_nothing():
    for entries in permutations(ENTRIES):
        for lots in permutations(LOTS):
            assert Listing(LISTING.name, dice(20), lots, entries).text == TEXT


def test_the_same_list_and_seed_give_the_same_result_for_ever():
    draw = drawn(Draw(LISTING), THROWS)
    assert draw.seed == "31415265356154432211"
    assert [(place.entry, place.ticket, place.number[:8]) for place in draw.order] == [
        ("002", 3, "2a4bad1e"),
        ("001", 1, "4214dbeb"),
        ("003", 2, "d8ad5d1d"),
    ]
    assert draw.given == {"002": "room1"}
    assert draw.proof == (
        "kyodo-draw/1 list="
        "7bb179807e388abaf278f3401de30c20eed54b56f6dd0ddfe3724ec89db859e4 r"
        "esult=d0ac812dd105b9cebb0892bb1967854fd47bb7958d09770ceb366d94722dd316 seed=31415265356154432211"
    )


def test_one_list_is_drawn_once():
    with pytest.raises(Unfit, match="again"):
        drawn(drawn(Draw(LISTING), THROWS), "6" * 20)


def test_dice_may_be_typed_as_people_write_them_and_nothing_else():
    assert dice(20).seed_from("１２３４５ 61234、56123・45612") == "12345612345612345612"
    for wrong in ("", "12345", "7" * 20, "1" * 21, "abc"):
        with pytest.raises(Unfit, match="seed"):
            dice(20).seed_from(wrong)
    with pytest.raises(Unfit, match="source"):
        dice(19)


def test_a_public_value_and_a_sealed_secret_are_seeds_too():
    assert public("  12月1日（火）の  終値 ") == Source("public", "12月1日（火）の 終値")
    assert public("終値").seed_from(" ３,４５６.７８ ") == "3,456.78"
    source, secret = sealed()
    assert source.seed_from(secret) == secret
    with pytest.raises(Unfit, match="seed"):
        source.seed_from(secret[::-1])


@pytest.mark.parametrize(
    "change",
    [
        ("entry 003 2", "entry 003 3"),
        ("entry 003 2 room1\n", ""),
        ("hall room1\n", "room1 hall\n"),
        ("room2@0306\n", "room3@0306\n"),
        ("3月分", "4月分"),
    ],
)
def test_a_changed_list_is_refused(change):
    data = to_json(drawn(Draw(LISTING), THROWS))
    changed = json.loads(data)
    changed["list"] = TEXT.replace(*change, 1)[:-1].split("\n")
    assert check(json.dumps(changed))[-1].code == "commitment"
    # Whoever changes the hash too meets a draw that no longer fits.
    changed["commitment"] = sha256(TEXT.replace(*change, 1).encode()).hexdigest()
    assert [check(json.dumps(changed))[-1].code, check(json.dumps(changed))[-1].is_right] == ["order", False]


@pytest.mark.parametrize(
    "text",
    [
        TEXT[:-1],
        TEXT + "\n",
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("entry 003 2 room1\n", "").replace("entry 001", "entry 003 2 room1\nentry 001"),
        TEXT.replace("dice 20", "dice 5"),
        TEXT.replace("002 3", "002 03"),
        TEXT.replace("002 3", "002 21"),
        TEXT.replace("002 3", "001 3"),
        TEXT.replace("003 2 room1", "003 2 room9"),
        TEXT.replace("003 2 room1", "003 2"),
        TEXT.replace("003 2 room1", "003 2 room1 room1"),
        TEXT.replace("lot room2 room2@0306", "lot room2"),
        TEXT.replace("entry 003", "entry \u0430"),
    ],
)  # fmt: skip
def test_there_is_one_right_way_to_write_a_list(text):
    with pytest.raises(Unfit):
        read_listing(text)


def test_a_file_holds_everything_and_any_change_of_it_is_found():
    text = to_json(drawn(Draw(LISTING), THROWS))
    assert [(one.code, one.is_right) for one in check(text)] == [(code, True) for code in CHECKS]
    assert from_json(text) == drawn(Draw(LISTING), THROWS)
    assert from_json(to_json(Draw(LISTING))) == Draw(LISTING)
    data = json.loads(text)
    changes = {
        "format": "kyodo-draw/2", "seed": "6" * 20, "order": data["order"][::-1], "given": {"001": "hall"},
        "proof": data["proof"] + "0", "commitment": "0" * 64, "list": ["\ud800"], "note": "x",
    }  # fmt: skip
    found = {name: check(json.dumps(data | {name: value}))[-1] for name, value in changes.items()}
    assert {name: (one.code, one.is_right) for name, one in found.items()} == {
        "format": ("file", False), "seed": ("order", False), "order": ("order", False), "given": ("given", False),
        "proof": ("proof", False), "commitment": ("commitment", False),
        "list": ("list", False), "note": ("file", False),
    }  # fmt: skip
    twice = text.replace('"seed"', '"seed": "1", "seed"', 1)
    for broken in ("", "[]", "{", "[" * 100_000, twice):
        assert [(one.code, one.is_right) for one in check(broken)] == [("file", False)]
    for name in ("seed", "order", "given", "proof"):
        assert not check(json.dumps({key: value for key, value in data.items() if key != name}))[-1].is_right


def test_an_independent_script_comes_to_the_same_result(tmp_path):
    script = Path(__file__).with_name("independent.py")
    assert "kyodo." not in script.read_text("utf-8")
    for number in range(3):
        file = tmp_path / f"{number}.json"
        file.write_text(to_json(drawn(Draw(LISTING), str(number + 1) * 20)), encoding="utf-8")
        done = subprocess.run([sys.executable, "-I", str(script), str(file)], check=False)
        assert done.returncode == 0
    file.write_text(file.read_text("utf-8").replace("entry 003 2", "entry 003 1"), encoding="utf-8")
    assert subprocess.run([sys.executable, "-I", str(script), str(file)], check=False).returncode == 1


def test_the_command_says_in_japanese_what_it_checked_and_needs_no_database(tmp_path, capsys):
    file = tmp_path / "draw.json"
    file.write_text(to_json(drawn(Draw(LISTING), THROWS)), encoding="utf-8")
    call_command("verify_draw", str(file))
    told = capsys.readouterr().out.splitlines()
    assert [line[0] for line in told[:7]] == ["○"] * 7
    assert told[2] == f"○ 名簿のハッシュ値を計算し直しました：{LISTING.commitment}"
    assert told[7] == "計算し直しました。名簿・シード・結果は一致しています。書きかえられたところはありません。"
    file.write_text(file.read_text("utf-8").replace("entry 003 2", "entry 003 1"), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("verify_draw", str(file))
    assert refused.value.returncode == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("× 名簿が書きかえられています。")
    file.write_text(to_json(Draw(LISTING)), encoding="utf-8")
    call_command("verify_draw", str(file))
    assert "名簿は締め切られています。抽選はまだです。" in capsys.readouterr().out


def test_ten_thousand_draws_are_fair():
    """First with probability tickets/all; second as the rules of successive drawing say; each within four sigma."""
    tickets = {"a": 1, "b": 2, "c": 3, "d": 1}
    lots = (Lot("x", ("x",)),)
    entries = tuple(Entry(key, ("x",), number) for key, number in tickets.items())
    closed = Draw(Listing("n", public("n"), lots, entries))
    draws, first, second = 10_000, dict.fromkeys(tickets, 0), dict.fromkeys(tickets, 0)
    for number in range(draws):
        one, two, *_ = drawn(closed, str(number)).order
        first[one.entry] += 1
        second[two.entry] += 1
    total = sum(tickets.values())
    for key, held in tickets.items():
        chance = held / total
        later = sum(n / total * held / (total - n) for other, n in tickets.items() if other != key)
        for found, expected in ((first[key], chance), (second[key], later)):
            assert abs(found - draws * expected) < 4 * sqrt(draws * expected * (1 - expected))
