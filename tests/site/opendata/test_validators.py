"""What public validators say of the files: CSVW, Frictionless, DCAT-AP and schema.org."""

import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pyshacl
import pytest
from csvw.metadata import CSVW
from rdflib import RDF, Graph
from rdflib.compare import isomorphic
from rdflib.namespace import SDO

from kyodo.commons.actors.models import Actor
from kyodo.commons.collaborations.models import Collaboration
from kyodo.commons.places.models import City, Facility
from kyodo.kernel.registry import OPEN_DATA
from kyodo.navigator.models import SupportProgramme
from tests.factories.cases import a_case
from tests.factories.gatherings import a_coming_gathering
from tests.navigator.things import a_guide
from tests.site.opendata.schema_org import misplaced

SHAPES = Path(__file__).with_name("dcat_ap_3.ttl")
Read = Callable[..., bytes]
pytestmark = [
    pytest.mark.django_db,
    # rdflib and pyshacl call what rdflib itself has deprecated.
    pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph)[. ].*deprecated:DeprecationWarning"),
]


@pytest.fixture
def unpacked(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The zip of everything, unpacked; validators refuse paths that lead out of their folder."""
    zipfile.ZipFile(io.BytesIO(read("/data/all.zip"))).extractall(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def faults_by_csvw(path: Path) -> list[str]:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        checked = CSVW(str(path), validate=True)
        is_valid = checked.is_valid
    return [] if is_valid and not said else [f"{path.name}: {[str(one.message) for one in said]}"]


def test_every_table_is_what_its_csvw_metadata_say(unpacked: Path) -> None:
    described = sorted(unpacked.glob("*.csv-metadata.json"))
    assert [path.name.split(".")[0] for path in described] == sorted(one.key for one in OPEN_DATA)
    assert [fault for path in described for fault in faults_by_csvw(path)] == []


def test_a_fault_would_be_found_by_csvw(unpacked: Path) -> None:
    file = unpacked / "facilities.csv"
    file.write_text(file.read_text("utf-8-sig").replace("38.268200", "北緯"), "utf-8-sig")
    assert len(faults_by_csvw(unpacked / "facilities.csv-metadata.json")) == 1


def test_the_zip_is_a_data_package(unpacked: Path) -> None:
    report = frictionless.validate("datapackage.json")
    assert report.flatten(["name", "type", "note"]) == []
    assert [task.name for task in report.tasks] == [one.key.replace("_", "-") for one in OPEN_DATA]
    assert report.valid


def test_a_fault_would_be_found_by_frictionless(unpacked: Path) -> None:
    file = unpacked / "support.csv"
    file.write_text(file.read_text("utf-8-sig").replace("2026-04-01", "2026/4/1"), "utf-8-sig")
    assert [one[0] for one in frictionless.validate("datapackage.json").flatten(["type"])] == ["type-error"]


def graph_of(text: bytes, kind: str) -> Graph:
    return Graph().parse(data=text, format=kind)


@pytest.mark.parametrize("license_url", ["", "https://creativecommons.org/licenses/by/4.0/"])
def test_the_catalogue_fits_the_shapes_of_dcat_ap(license_url: str, city: City, read: Read) -> None:
    City.objects.update(license_url=license_url, license_name="CC BY 4.0" if license_url else "")
    turtle = graph_of(read("/data/catalog.ttl"), "turtle")
    fits, _graph, words = pyshacl.validate(turtle, shacl_graph=str(SHAPES), advanced=True)
    assert fits, words
    licenses = turtle.query("SELECT ?l WHERE { ?d a dcat:Distribution ; dct:license ?l }")
    assert len(list(licenses)) == (2 * len(OPEN_DATA) if license_url else 0)


def test_both_ways_of_writing_the_catalogue_say_the_same(read: Read) -> None:
    turtle, linked = graph_of(read("/data/catalog.ttl"), "turtle"), graph_of(read("/data/catalog.jsonld"), "json-ld")
    assert len(turtle) > 100
    assert isomorphic(turtle, linked)


@pytest.mark.parametrize("gone", ["dct:title", "dct:description", "dct:publisher", "dcat:accessURL", "foaf:name"])
def test_a_catalogue_without_what_is_mandatory_is_found(gone: str, read: Read) -> None:
    graph = graph_of(read("/data/catalog.ttl"), "turtle")
    graph.update(f"DELETE {{ ?s {gone} ?o }} WHERE {{ ?s {gone} ?o }}")
    assert not pyshacl.validate(graph, shacl_graph=str(SHAPES), advanced=True)[0]


# --- schema.org ----------------------------------------------------------------------------


def blocks(page: bytes) -> list[dict[str, Any]]:
    return [json.loads(text) for text in re.findall(r'ld\+json">(.*?)</script>', page.decode(), re.S)]


def words_of(data: Any) -> set[str]:
    """Return the types and properties of a block, at any depth."""
    if isinstance(data, list):
        return set().union(*map(words_of, data))
    if not isinstance(data, dict):
        return set()
    types = data.get("@type", [])
    own = {types} if isinstance(types, str) else set(types)
    return own.union(*({key} | words_of(value) for key, value in data.items() if not key.startswith("@")))


def unknown_words(data: Any) -> list[str]:
    """Return the words that are not in schema.org's vocabulary, as rdflib carries it."""
    return sorted(word for word in words_of(data) if word not in SDO)


@pytest.mark.parametrize("path", ["/data/", "/data/facilities/", "/places/center/", "/support/", "/organizations/"])
def test_pages_speak_the_words_of_schema_org(path: str, read: Read) -> None:
    found = blocks(read(path))
    assert (unknown_words(found), misplaced(found)) == ([], [])


def test_pages_of_single_things_speak_them_too(read: Read) -> None:
    for things in (SupportProgramme.objects.filter(is_public=True), Actor.objects.filter(state="listed")):
        for thing in things:
            found = blocks(read(thing.get_absolute_url()))
            assert found
            assert (unknown_words(found), misplaced(found)) == ([], [])
    for work in Collaboration.objects.filter(is_public=True):
        found = blocks(read(f"/collaborations/{work.slug}/"))
        assert "Project" in {one["@type"] for one in found}
        assert (unknown_words(found), misplaced(found)) == ([], [])


def test_cases_guides_and_events_speak_them_too(read: Read) -> None:
    group = Actor.objects.get(state="listed")
    place = Facility.objects.get(is_public=True)
    a_case("川の事例", slug="river", collaboration=Collaboration.objects.get(is_public=True))
    guide = a_guide("はじめての協働")
    a_coming_gathering("協働のひろば", slug="plaza", place=place, organizer=group, capacity=30)
    a_coming_gathering("網上の講座", slug="online", kind="course", attendance="online")
    for path, kind in (
        ("/cases/river/", "Article"), (guide.url, "Article"), ("/events/plaza/", "Event"),
        ("/events/online/", "EducationEvent"),
    ):  # fmt: skip
        found = blocks(read(path))
        assert kind in {one["@type"] for one in found}, (path, found)
        assert (unknown_words(found), misplaced(found)) == ([], [])


def test_a_set_is_described_as_a_dataset_with_its_files(read: Read) -> None:
    [data] = blocks(read("/data/facilities/"))
    assert (data["@type"], [file["encodingFormat"] for file in data["distribution"]], "license" in data) == (
        "Dataset", ["text/csv", "application/json"], False,
    )  # fmt: skip
    graph = Graph().parse(data=json.dumps({**data, "@context": {"@vocab": str(SDO)}}), format="json-ld")
    assert {str(kind).removeprefix(str(SDO)) for kind in graph.objects(None, RDF.type)} == {
        "Dataset", "DataCatalog", "DataDownload", "Organization",
    }  # fmt: skip


def test_a_word_that_nobody_knows_is_found() -> None:
    assert unknown_words({"@type": "Dataset", "distribution": [{"@type": "Filee", "nam": "x"}]}) == ["Filee", "nam"]


def test_a_property_that_another_type_has_is_found() -> None:
    data = {"@type": "Project", "startDate": "2020", "member": [{"@type": "GovernmentOffice", "geo": {}, "opens": "9"}]}
    assert misplaced(data) == ["Project has no startDate", "GovernmentOffice has no opens"]
    assert misplaced({"@type": "Guild"}) == ["Guild is not known here"]
