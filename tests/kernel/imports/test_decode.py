"""What arrives as a file, and what is said where it is none."""

import io
import zipfile

import pytest
from django.utils import translation

from kyodo.kernel.errors import Unusable
from kyodo.kernel.imports import decode
from kyodo.kernel.imports.decode import open_table
from tests.commons.actors.imports.files import table, zipped

ROWS = [["名称", "区"], ["見本会", "青葉区"], ["髙﨑①会", "泉区"]]


@pytest.mark.parametrize(
    ("encoding", "delimiter", "named"),
    [
        ("utf-8", ",", "utf-8-sig"),
        ("utf-8-sig", ",", "utf-8-sig"),
        ("cp932", ",", "cp932"),
        ("utf-16", "\t", "utf-16"),
        ("utf-8", "\t", "utf-8-sig"),
    ],
)
def test_every_encoding_that_offices_use(encoding: str, delimiter: str, named: str) -> None:
    read = open_table(table(ROWS, encoding, delimiter))
    assert (read.header, list(read.rows), read.encoding) == (ROWS[0], [(2, ROWS[1]), (3, ROWS[2])], named)


def test_a_zip_with_one_table_is_opened() -> None:
    read = open_table(zipped(table(ROWS)))
    assert list(read.rows) == [(2, ROWS[1]), (3, ROWS[2])]


def test_a_cell_with_lines_is_one_row() -> None:
    read = open_table(table([["名称", "目的"], ["見本会", "一行\n二行"], ["次の会", ""]]))
    assert list(read.rows) == [(2, ["見本会", "一行\n二行"]), (3, ["次の会", ""])]


def refusal(file: io.BytesIO) -> str:
    with pytest.raises(Unusable) as refused:
        list(open_table(file).rows)
    return str(refused.value.message)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"\r\n\r\n", "The file is empty"),
        (b"\xd0\xcf\x11\xe0 old excel", "Excel workbook"),
        (b"PK\x03\x04 broken", "cannot be opened"),
        ('名称\r\n"見本会\r\n次の会\r\n'.encode(), "quotation mark"),
        (("名称\r\n" + "あ" * 60_000).encode(), "quotation mark"),
    ],
)
def test_what_is_no_table_is_refused_with_words(content: bytes, said: str) -> None:
    with translation.override("en"):
        assert said in refusal(io.BytesIO(content))


def test_a_zip_with_two_tables_or_none_is_refused() -> None:
    assert refusal(zipped(table(ROWS), **{"second.csv": b"x"}))
    assert refusal(zipped(table(ROWS), name="readme.md"))


def test_a_workbook_is_named_as_such() -> None:
    assert refusal(zipped(table(ROWS), name="xl/sheet.xml", **{"[Content_Types].xml": b"<x/>"}))


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "LARGEST_UNPACKED", 1000)
    assert refusal(zipped(io.BytesIO("名称\r\n".encode() + b"a,b\r\n" * 1000)))


def test_a_zip_whose_directory_lies_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    file = zipped(io.BytesIO("名称\r\n".encode() + b"a,b\r\n" * 1000))
    honest = zipfile.ZipFile.infolist

    def lying(self: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
        entries = honest(self)
        monkeypatch.setattr(decode, "LARGEST_UNPACKED", 1000)
        for entry in entries:
            entry.file_size = 10
        return entries

    monkeypatch.setattr(zipfile.ZipFile, "infolist", lying)
    assert refusal(file)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "LARGEST", 20)
    assert refusal(table(ROWS))
