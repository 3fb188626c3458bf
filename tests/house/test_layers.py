"""Storeys and doors: HOUSE.md section 2."""

import tomllib
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.configuration import configure
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract

from tests.house.checks import imports
from tests.house.checks.places import ROOT, SRC

KINDS = {
    "layers": LayersContract, "independence": IndependenceContract, "forbidden": ForbiddenContract,
    "acyclic_siblings": AcyclicSiblingsContract,
}  # fmt: skip
SESSION: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]

configure()


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("kyodo", cache_dir=None)


def broken(graph: grimp.ImportGraph, asked: list[str] | None = None) -> list[str]:
    """Return the names of the contracts of ``pyproject.toml`` that a graph breaks: of all, or of those asked for."""
    names = []
    for options in SESSION["contracts"]:
        if asked is not None and options["name"].split(":")[0] not in asked:
            continue
        rest = {k: v if isinstance(v, list) else str(v) for k, v in options.items() if k not in ("name", "type")}
        contract = KINDS[options["type"]](
            name=options["name"], session_options={"root_packages": ["kyodo"]}, contract_options=rest
        )
        if not contract.check(graph, verbose=False).kept:
            names.append(options["name"].split(":")[0])
    return names


def test_every_import_keeps_to_its_storey(graph: grimp.ImportGraph) -> None:
    assert broken(graph) == []


STOREYS = "Storeys"
COMMONS = "Commons"
INSIDE = "Inside a room"
KNOT = "No packages in a knot"


@pytest.mark.parametrize(
    ("importer", "target", "names"),
    [
        ("kyodo.kernel.registry", "kyodo.commons.people.models", [STOREYS, KNOT]),
        ("kyodo.kernel.registry", "kyodo.ui.words", [STOREYS, KNOT]),
        ("kyodo.commons.people.queries", "kyodo.navigator.states", [STOREYS, KNOT]),
        ("kyodo.navigator.states", "kyodo.site.urls", [STOREYS]),
        ("kyodo.commons.people.states", "kyodo.commons.actors.models", [COMMONS, KNOT]),
        ("kyodo.commons.people.models", "kyodo.commons.places.models", [COMMONS]),
        ("kyodo.ui.words", "kyodo.kernel.audit.models", ["The face knows no model"]),
        ("kyodo.commons.actors.models", "kyodo.commons.actors.actions", [INSIDE]),
        ("kyodo.commons.people.rules", "kyodo.commons.people.queries", [INSIDE]),
    ],
)
def test_a_planted_import_is_found(graph: grimp.ImportGraph, importer: str, target: str, names: list[str]) -> None:
    planted = graph
    for module in (importer, target):
        planted.add_module(module)
    was_there = planted.direct_import_exists(importer=importer, imported=target)
    planted.add_import(importer=importer, imported=target)
    try:
        assert set(names) == set(broken(planted, names))
    finally:
        if not was_there:
            planted.remove_import(importer=importer, imported=target)


def test_rooms_are_strangers(graph: grimp.ImportGraph) -> None:
    contract = IndependenceContract(
        name="rooms", session_options={"root_packages": ["kyodo"]},
        contract_options={"modules": ["kyodo.navigator", "kyodo.ui"]},
    )  # fmt: skip
    assert not contract.check(graph, verbose=False).kept  # the navigator uses the face: the contract sees imports


def test_rooms_use_the_commons_through_their_door() -> None:
    assert imports.past_the_door(imports.all_of()) == []


def test_reaching_past_the_door_is_found(tmp_path: Path) -> None:
    room = tmp_path / "navigator" / "queries.py"
    room.parent.mkdir()
    room.write_text("from kyodo.commons.people.models import Person\nfrom kyodo.commons.people.public import find\n")
    assert [line.split(" imports ")[1] for line in imports.past_the_door([room], tmp_path)] == [
        "kyodo.commons.people.models, not through public.py",
        "kyodo.commons.people.models.Person, not through public.py",
    ]


def test_the_face_knows_no_database() -> None:
    assert imports.face_with_a_database(imports.all_of(SRC / "ui")) == []


def test_a_face_with_a_database_is_found(tmp_path: Path) -> None:
    (tmp_path / "words.py").write_text("from django.db import models\n")
    assert imports.face_with_a_database([tmp_path / "words.py"]) == [
        "words.py:1 imports django.db", "words.py:1 imports django.db.models",
    ]  # fmt: skip
