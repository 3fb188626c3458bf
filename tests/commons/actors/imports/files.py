"""Files as offices send them: the NPO portal's 60 columns, and our template, in any encoding."""

import csv
import io
import zipfile
from typing import Any

FULL_WIDTH = "０１２３４５６７８９"
FIELDS = [f"活動分野{''.join(FULL_WIDTH[int(d)] for d in str(n))}" for n in range(1, 21)]
NPO_HEADER = [
    "法人名称", "法人名称カナ", "所轄庁", "権限移譲先市町村", "主たる事務所の所在地", "主たる事業所の郵便番号",
    "従たる事務所の所在地", "代表者氏名", "団体代表者名（フリガナ）", "法人設立認証年月日", "設立年月日",
    "定款に記載された目的", *FIELDS, "認定・特例認定１", "認定・特例認定２", "認定・特例認定３",
    "認定・特例認定４", "ＰＳＴ基準１", "ＰＳＴ基準２", "ＰＳＴ基準３", "ＰＳＴ基準条例指定", "認定開始日",
    "認定満了日", "認定取消日", "特例認定開始日", "特例認定満了日", "特例認定取消日", "監督情報", "解散情報",
    "法人情報ＵＲＬ", "法人番号", "条例個別指定フラグ", "特定非営利活動に係る事業", "その他の事業",
    "事業年度開始日", "事業年度終了日", "条例個別指定開始日１", "条例個別指定満了日１", "条例個別指定開始日２",
    "条例個別指定満了日２", "条例個別指定取消日",
]  # fmt: skip
TEMPLATE_HEADER = [
    "名称", "名称_カナ", "種類", "法人格", "法人番号", "活動内容", "設立", "分野", "区", "事務所所在地", "電話番号",
    "メールアドレス", "ウェブサイト",
]  # fmt: skip


def npo_row(name: str, **cells: str) -> list[str]:
    """Return a row of the portal's file; ``cells`` by the name of their column, fields by ``on="3,13"``."""
    values = {
        "法人名称": name,
        "所轄庁": "仙台市",
        "代表者氏名": "秘密 太郎",
        "団体代表者名（フリガナ）": "ヒミツ タロウ",
    }
    for number in filter(None, cells.pop("on", "").split(",")):
        values[FIELDS[int(number) - 1]] = "○"
    values |= cells
    assert set(values) <= set(NPO_HEADER)
    return [values.get(column, "") for column in NPO_HEADER]


def template_row(name: str, **cells: str) -> list[str]:
    """Return a row of the template."""
    values = {"名称": name, **cells}
    assert set(values) <= set(TEMPLATE_HEADER)
    return [values.get(column, "") for column in TEMPLATE_HEADER]


def table(rows: list[list[str]], encoding: str = "cp932", delimiter: str = ",", **options: Any) -> io.BytesIO:
    """Return a table as a file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n", **options).writerows(rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def zipped(content: io.BytesIO, name: str = "gyousei_nyuryoku.csv", **others: bytes) -> io.BytesIO:
    """Return a zip that holds this file, and others by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content.getvalue())
        for other, data in others.items():
            archive.writestr(other, data)
    file.seek(0)
    return file
