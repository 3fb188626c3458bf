"""Backup and restore: identical afterwards, damaged archives refused, the old kept on failure."""

import io
import json
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kyodo.center.consultations.models import Consultation
from kyodo.center.consultations.queries.one import told
from kyodo.commons.people.models import Person
from kyodo.kernel.audit.record import verify
from kyodo.site.archive import seal
from kyodo.site.archive.read import opened
from kyodo.site.archive.seal import Damaged
from kyodo.site.archive.tables import Digest
from tests.site.archive.small import TOLD, everything

pytestmark = pytest.mark.both_databases


def restored(path: Path) -> None:
    call_command("restore", str(path), "--yes")


def test_what_was_archived_comes_back_identical(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything()
    call_command("backup", str(world / "a.tar"))
    assert "1 records in it are sealed" in capsys.readouterr().out
    assert TOLD.encode() not in (world / "a.tar").read_bytes()
    Person.objects.all().update(name="別人")
    (world / "media" / "empty.bin").write_bytes(b"changed")
    (world / "media" / "later.txt").write_text("later")
    restored(world / "a.tar")
    assert everything() == before
    assert sorted(p.relative_to(world).as_posix() for p in (world / "media").rglob("*") if p.is_file()) == [
        "media/empty.bin", "media/papers/規約.txt",
    ]  # fmt: skip
    assert (world / "media" / "empty.bin").read_bytes() == b""
    assert [told(one).words for one in Consultation.objects.all()] == [TOLD]
    assert "whether the keys of this site open what is sealed" in capsys.readouterr().out
    assert list(verify()) == []
    # New rows are numbered after the restored ones.
    last = Person.objects.order_by("-pk").values_list("pk", flat=True)[0]
    assert Person.objects.create(name="新しい人").pk > last


def test_the_manifest_counts_every_table(world: Path) -> None:
    call_command("backup", str(world / "a.tar"))
    with tarfile.open(world / "a.tar") as tar:
        member = tar.extractfile("manifest.json")
        assert member
        manifest = json.load(member)
    assert manifest["tables"]["people_person"]["rows"] == Person.objects.count()
    assert sorted(manifest["files"]) == ["media/empty.bin", "media/papers/規約.txt"]
    assert {name: Digest(**told) for name, told in manifest["tables"].items()} == everything()


def test_any_flipped_byte_is_refused(world: Path) -> None:
    path = world / "a.tar"
    call_command("backup", str(path))
    whole = path.read_bytes()
    places = [0, 150, 511, 600, len(whole) // 3, len(whole) // 2, len(whole) - seal.LENGTH - 1, len(whole) - 40]
    for place in [*places, len(whole) - 1]:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Damaged):
            seal.check(path)
    path.write_bytes(whole[:-100])
    with pytest.raises(Damaged):
        seal.check(path)


def test_a_damaged_archive_changes_nothing(world: Path) -> None:
    path = world / "a.tar"
    call_command("backup", str(path))
    Person.objects.all().update(name="別人")
    before = everything()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(CommandError, match="Nothing in use was changed"):
        restored(path)
    assert everything() == before


def resealed(path: Path, change: dict[str, object]) -> None:
    """Write an archive again with another manifest and a right seal, as a forger or a defect would."""
    other = path.with_suffix(".other")
    with tarfile.open(path) as tar, tarfile.open(other, "w", format=tarfile.PAX_FORMAT) as new:
        for member in tar:
            data = tar.extractfile(member)
            assert data
            content = data.read()
            if member.name == "manifest.json":
                content = json.dumps(json.loads(content) | change).encode()
                member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    seal.put(other)
    other.replace(path)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"tables": {"people_person": {"rows": 1, "sha256": "0" * 64}}}, "people_person"),
        ({"format": 99}, "format 99"),
        ({"files": {"media/../../outside": {"rows": 1, "sha256": ""}}}, "outside its folders"),
        ({"files": {"media/missing.txt": {"rows": 1, "sha256": ""}}}, "lacks media/missing.txt"),
        ({"migrations": [["people", "9999_from_the_future"]]}, "newer kyodo"),
    ],
)
def test_a_forged_archive_changes_nothing(world: Path, change: dict[str, object], reason: str) -> None:
    path = world / "a.tar"
    call_command("backup", str(path))
    resealed(path, change)
    Person.objects.all().update(name="別人")
    before = everything()
    with pytest.raises(CommandError, match=reason):
        restored(path)
    assert everything() == before
    assert (world / "media" / "empty.bin").exists()
    assert not list(world.glob("*.restoring"))


def test_an_archive_is_never_overwritten(world: Path) -> None:
    (world / "a.tar").write_text("precious")
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", str(world / "a.tar"))
    assert (world / "a.tar").read_text() == "precious"


def test_another_file_is_not_an_archive(world: Path) -> None:
    (world / "b.tar").write_text("no archive")
    with pytest.raises(Damaged), opened(world / "b.tar"):
        pass


def test_writers_go_on_during_a_backup(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is committed after the snapshot is not in the archive, and nobody waits for it."""
    from kyodo.site.archive import write as writing

    original = writing._write_table
    done: list[str] = []

    def meanwhile(view: object, table: object, work: object) -> Digest:
        if not done:
            done.append(Person.objects.create(name="その間の人").name)
        return original(view, table, work)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "_write_table", meanwhile)
    manifest = writing.write(world / "a.tar")
    assert done == ["その間の人"]
    assert manifest["tables"]["people_person"]["rows"] == Person.objects.count() - 1
