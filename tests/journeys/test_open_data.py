"""Somebody wants the city's places in a spreadsheet; a member of staff brings in the list of an office."""

import csv
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from kyodo.commons.places.models import City
from tests.commons.places.imports.test_imports import FULL, NEW, file_of
from tests.factories.people import sign_in


def opened_by_an_office(file: Path, folder: Path) -> list[list[str]]:
    """Return the cells as LibreOffice reads the file where it is installed, else as a spreadsheet does by its mark."""
    office = shutil.which("soffice")
    if not office:
        return list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    command = [
        office,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(file)], check=True, capture_output=True)
    return list(csv.reader(io.StringIO((folder / "office" / file.name).read_text("utf-8"), newline="")))


def test_somebody_finds_a_set_and_reads_it_without_mojibake(browser_page: Any, city: None, tmp_path: Path) -> None:
    page = browser_page
    page.goto("/")
    page.get_by_role("link", name="オープンデータ").first.click(force=True)
    page.get_by_role("heading", name="オープンデータ", level=1).wait_for()
    expect(page.get_by_role("main")).to_contain_text("利用条件は、市が定めるまで未定です。")
    page.get_by_role("link", name="公共施設一覧", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV をダウンロードする").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    head, place = opened_by_an_office(file, tmp_path)
    told = dict(zip(head, place, strict=True))
    assert (file.name, told["名称"], told["ID"], told["見本"]) == (
        "facilities.csv", "見本市民活動センター", "center", "見本",
    )  # fmt: skip


def test_staff_bring_in_the_list_of_an_office(browser_page: Any, live: str, city: None, tmp_path: Path) -> None:
    City.objects.update(code="041009")
    file = tmp_path / "一覧.csv"
    header = ["番号" if name == "ID" else name for name in NEW]
    file.write_bytes(file_of([{**FULL, "番号": "7"}], header, encoding="cp932").getvalue())
    cookie = sign_in("city_staff").client.cookies["sessionid"].value
    page = browser_page
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live}])
    page.goto("/desk/places/import/")
    page.get_by_label("ファイル").set_input_files(file)
    page.get_by_role("button", name="各行を確かめる").click()
    page.get_by_role("heading", name="どの列が、どの項目ですか").wait_for()
    page.get_by_label("番号 任意", exact=True).select_option(label="ID")
    page.get_by_role("button", name="各行を確かめる").click()
    page.get_by_role("heading", name="一覧.csv").wait_for()
    page.get_by_role("button", name="この内容で取り込む").click()
    page.get_by_role("link", name="見本市民センター").click()
    page.get_by_role("heading", name="見本市民センター", level=1).wait_for()
