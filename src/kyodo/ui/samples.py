"""What the gallery shows. All of it is invented and belongs to no place."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone

from kyodo.ui import forms as ui_forms
from kyodo.ui import icons
from kyodo.ui.charts import bar_chart, line_chart

COMPONENTS = Path(__file__).parent / "templates/ui/components"
KINDS = [
    ("civic_group", "市民活動団体"),
    ("community_organization", "地域団体"),
    ("educational_institution", "教育機関"),
    ("business", "事業者"),
    ("public_body", "行政"),
    ("intermediary", "中間支援組織"),
]


class SampleForm(forms.Form):
    """Every kind of field once."""

    name = ui_forms.NameField(label="お名前")
    name_kana = ui_forms.KanaField(label="フリガナ", help_text="全角カタカナになおして保存します。")
    mail = forms.EmailField(label="メールアドレス", required=False, help_text="お返事がほしい方だけご記入ください。")
    postcode = ui_forms.PostcodeField(label="郵便番号", help_text="例：980-0811")
    address = forms.CharField(label="住所", widget=forms.TextInput({"autocomplete": "street-address"}))
    held_on = ui_forms.ThreePartDateField(label="開催日", help_text="例：2026年4月1日。年は「令和8」とも書けます。")
    founded_on = ui_forms.ThreePartDateField(label="設立日", has_era=True, required=False)
    people = ui_forms.FullWidthIntegerField(label="参加人数", unit="人", min_value=1)
    field = forms.ChoiceField(label="分野", choices=[("", "選んでください"), ("1", "まちづくり"), ("2", "防災")])
    way = forms.ChoiceField(
        label="返事の受け取り方",
        widget=forms.RadioSelect,
        choices=[("mail", "メール"), ("phone", "電話"), ("post", "郵便")],
    )
    help = forms.MultipleChoiceField(
        label="当日の配慮",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("sign", "手話通訳"), ("captions", "要約筆記"), ("chair", "車いす"), ("child", "託児")],
    )
    story = forms.CharField(
        label="活動の内容", widget=forms.Textarea({"rows": 5}), help_text="400字まで。箇条書きでもかまいません。"
    )
    paper = forms.FileField(label="企画書", required=False, help_text="PDF、Word、画像。10 MBまで。")
    agrees = forms.BooleanField(label="内容を確かめました")


WRONG = {
    "name": "",
    "name_kana": "仙台花子",
    "mail": "hanako",
    "postcode": "980",
    "held_on_year": "平成40",
    "held_on_month": "2",
    "held_on_day": "1",
    "people": "０",
    "story": "",
}


def everything(request: HttpRequest) -> dict[str, Any]:
    """Return the gallery's context."""
    today = timezone.localdate()
    return {
        "scheme": "dark" if request.GET.get("scheme") == "dark" else "light",
        "kinds": KINDS,
        "icons": sorted(icons.ICONS),
        "parameters": parameters(),
        "days": {name: today + timedelta(days=days) for name, days in
                 {"today": 0, "soon": 3, "later": 40, "over": -2, "fresh": -30, "old": -800}.items()},
        "now": timezone.now(),
        "page": Paginator(range(230), 20).get_page(request.GET.get("page", 5)),
        "facets": [
            {"name": "ward", "label": "区", "options": [
                {"value": "a", "label": "青葉区", "count": 42, "is_chosen": True},
                {"value": "m", "label": "宮城野区", "count": 18, "is_chosen": False},
                {"value": "w", "label": "若林区", "count": 9, "is_chosen": False}]},
            {"name": "field", "label": "分野", "options": [
                {"value": "1", "label": "まちづくり", "count": 31, "is_chosen": True},
                {"value": "2", "label": "子どもの健全育成", "count": 12, "is_chosen": False}]},
        ],
        "bars": bar_chart("相談の内容（見本）", [("助成金のこと", 128), ("団体の立ち上げ", 96), ("活動場所", 71),
                          ("会計と書類", 40), ("ほかの団体とのつながり", 22)], "件"),
        "lines": line_chart("利用者の数（見本）", ["2019年", "2020年", "2021年", "2022年", "2023年", "2024年"],
                            [("来館", [68.8, 31.2, 35.5, 44.1, 52.9, 58.3]),
                             ("オンライン", [None, 4.2, 9.8, 12.4, 13.1, 15.0])],
                            "千人", summary="来館は2020年に半分以下に減り、その後ふえています。"),
        "columns": [{"label": "部屋", "is_number": False}, {"label": "定員（人）", "is_number": True},
                    {"label": "料金（円）", "is_number": True}],
        "rows": [["研修室1", 24, "1,200"], ["研修室2", 48, "2,400"], ["交流ホール", 80, "0"]],
        "links": [{"href": "#main", "label": "はじめての助成金", "text": "申請書の書き方を、順を追って説明します。"},
                  {"href": "#main", "label": "会場の選び方", "meta": "2026年4月1日"}],
        "facts": [("場所", "仮の町1丁目 1番1号"), ("日時", "毎週土曜日 10:00–12:00"), ("締切", ""),
                  ("申込み", "電話または窓口\n当日参加もできます")],
        "steps": ["団体のこと", "計画", "お金", "確認"],
        "chips": [{"label": "青葉区", "href": "?"}, {"label": "まちづくり", "href": "?"}],
        "form": SampleForm(prefix="new"),
        "wrong": SampleForm(WRONG),
    }  # fmt: skip


def parameters() -> dict[str, str]:
    """Return what each component's file says of itself in its first comment."""
    found = {}
    for file in sorted(COMPONENTS.glob("*.html")):
        text = file.read_text(encoding="utf-8")
        found[file.stem] = text.partition("{% comment %}")[2].partition("{% endcomment %}")[0].strip()
    return found
