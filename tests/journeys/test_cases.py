"""A student looks for cases of disaster readiness in one ward, reads, prints, walks back; others take all along."""

import csv
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kyodo.kernel.packs.load import load
from tests.factories.packs import CITY, a_pack

FIELD = "  - {slug: bosai, name: 防災力の向上, order: 36, demo: true}\n"
WORK = """\
title: 見本の避難所づくり
aim: だれも困らない避難所を、前もっていっしょに準備します。
state: active
fields: [bosai]
wards: [minami]
partners:
  - {key: kai, actor: kai, role: 進行役, confirmed: counter}
  - {key: chonaikai, actor: chonaikai, role: 場所の提供, confirmed: counter}
ties:
  - {from: chonaikai, to: kai, kind: place, label: 集会所を貸す}
  - {from: kai, to: chonaikai, kind: knowledge, label: 訓練の進め方}
demo: true
"""
CASE = """\
title: 見本 学生と開く避難所
lead: 町内会と市民グループが、学生といっしょに避難所を開く訓練を続けています。
collaboration: hinanjo
fields: [bosai]
wards: [minami]
year_from: 2025
year_until: 2026
began: 夜に地震が来たら鍵をだれが開けるのか、という一言から始まりました。
stumbled: 最初の訓練では、名簿が開けられませんでした。
demo: true
"""
OTHER = "title: 見本 花だん\nlead: 花を植えました。\nfields: [machizukuri]\nwards: [kita]\ndemo: true\n"


@pytest.fixture
def cases(live: str, tmp_path: Path) -> str:
    """A sample city whose second ward is 太白区, with a case of disaster readiness there; the address of its site."""
    city = CITY.replace("南区", "太白区") + FIELD
    files: dict[str, str | bytes | None] = {
        "city.yaml": city, "collaborations/hinanjo.yaml": WORK, "cases/hinanjo.yaml": CASE, "cases/hana.yaml": OTHER,
    }  # fmt: skip
    load(a_pack(tmp_path, files))
    return live


def test_a_student_finds_a_case_reads_its_diagram_as_text_prints_it_and_walks_back(
    cases: str, browser_page: Any, tmp_path: Path
) -> None:
    page = browser_page
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="事例", exact=True).click()
    page.get_by_role("checkbox", name="防災力の向上").check()
    page.get_by_role("checkbox", name="太白区").check()
    page.get_by_role("button", name="この条件で絞り込む").click()
    page.wait_for_url("**/cases/?*ward=minami*")
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="見本 花だん")).to_have_count(0)
    main.get_by_role("link", name="見本 学生と開く避難所").click()

    page.get_by_role("heading", name="見本 学生と開く避難所", level=1).wait_for()
    expect(page.locator(".diagram-room svg:visible")).to_have_count(1)
    page.get_by_text("文章で読む").click()
    twin = page.locator(".diagram-figure details")
    expect(twin).to_contain_text("集会所を貸す")
    expect(twin).to_contain_text("訓練の進め方")

    paper = tmp_path / "case.pdf"
    page.pdf(path=paper, format="A4")
    words = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout
    plain = "".join(words.split())
    wanted = ("見本学生と開く避難所", "集会所を貸す", "鍵をだれが開けるのか", "名簿が開けられませんでした")
    assert [text for text in wanted if text not in plain] == []
    assert [text for text in ("メニュー", "印刷する", "English") if text in plain] == []

    page.get_by_role("region", name="この事例をたどる").get_by_role("link", name="見本の避難所づくり").click()
    page.get_by_role("heading", name="見本の避難所づくり", level=1).wait_for()


def test_on_a_phone_the_list_is_narrowed_in_its_drawer_and_nothing_sticks_out(cases: str, phone_page: Any) -> None:
    page = phone_page
    page.goto("/cases/")
    page.locator("summary", has_text="絞り込む").tap()
    page.get_by_role("checkbox", name="太白区").check()
    page.locator(".facets button[type=submit]").tap()
    page.wait_for_url("**/cases/?*ward=minami*")
    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text(["見本 学生と開く避難所"])
    for path in ("/cases/", "/cases/?view=list", "/cases/?view=wards", "/cases/hinanjo/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_somebody_takes_all_cases_along_as_a_table(cases: str, browser_page: Any, tmp_path: Path) -> None:
    page = browser_page
    page.goto("/cases/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    file = tmp_path / "cases.csv"
    waiting.value.save_as(file)
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == 3
    rows = {row["ID"]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))}
    assert rows["hinanjo"]["タイトル"] == "見本 学生と開く避難所"
    assert rows["hinanjo"]["対象組織"] == "見本の会;北町内会"
    assert [cell for row in rows.values() for cell in row.values() if cell.startswith(("=", "+", "-", "@"))] == []
    if office := shutil.which("soffice"):
        command = [office, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "html"]
        subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120)
        assert "見本 学生と開く避難所" in (tmp_path / "cases.html").read_text("utf-8")
