"""The columns of the municipal list of public facilities (公共施設一覧): the standard of today and the one before.

Source: 自治体標準オープンデータセット (since 2023) and 推奨データセット, 公共施設一覧; 利用可能日時式 is that of
GIF 435 (施設). The new standard's full list is to be confirmed on its official text; files known so far fit.
"""

from kyodo.kernel.imports.columns import Target

#: Standard of today → the name that the standard before had, where it was another.
TARGETS = (
    Target("code", "全国地方公共団体コード", ("都道府県コード又は市区町村コード", "市区町村コード")),
    Target("number", "ID", ("NO",), is_required=True),
    Target("name", "名称", ("施設名", "施設名称"), is_required=True),
    Target("name_reading", "名称_カナ", ("施設名_カナ",)),
    Target("name_latin", "名称_英字"),
    Target("short_name", "名称_通称"),
    Target("place_code", "所在地_全国地方公共団体コード"),
    Target("address", "所在地_連結表記", ("住所", "所在地")),
    Target("address_prefecture", "所在地_都道府県"),
    Target("address_municipality", "所在地_市区町村"),
    Target("address_town", "所在地_町字"),
    Target("address_rest", "所在地_番地以下"),
    Target("building", "建物名等(方書)", ("方書",)),
    Target("latitude", "緯度"),
    Target("longitude", "経度"),
    Target("phone", "電話番号"),
    Target("extension", "内線番号"),
    Target("mail", "連絡先メールアドレス"),
    Target("postcode", "郵便番号"),
    Target("operator", "団体名"),
    Target("weekdays", "利用可能曜日"),
    Target("opens_at", "開始時間", ("利用開始時間",)),
    Target("closes_at", "終了時間", ("利用終了時間",)),
    Target("closures_text", "利用可能日時特記事項"),
    Target("summary", "説明"),
    Target("barrier_free", "バリアフリー情報"),
    Target("url", "URL"),
    Target("confirmed_on", "確認日", ("更新日",)),
)
#: Stand in the standard beside those above; read by nobody here.
OTHERS = ("地方公共団体名", "都道府県名", "市区町村名", "町字ID", "POIコード", "法人番号", "備考")
