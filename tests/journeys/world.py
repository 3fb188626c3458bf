"""A small city for the stories: what a newcomer, a neighbor with a question and a machine may find in it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils import timezone

from kyodo.kernel.packs.load import load
from tests.factories.packs import a_pack
from tests.factories.people import a_person, an_account
from tests.factories.timeline import WAY

CENTER = """\
kind: support_center
name: 見本市民活動センター
kana: みほんしみんかつどうせんたー
summary: 市民活動の相談と、部屋の貸し出しをしています。
ward: kita
postcode: 980-0811
address: 見本市北区一番町1-1
access: 地下鉄「見本駅」から歩いて5分
phone: 03-1234-5678
mail: center@example.jp
url: https://center.example.jp/
hours: {mon-sat: "9:00-22:00", sun: "9:00-18:00", holiday: "9:00-18:00"}
closures:
  - {days: 24We, on_holiday: next_day}
  - {yearly: 12-29/01-03, reason: 年末年始}
closures_text: 毎月第2・第4水曜日、年末年始
spaces:
  - {slug: room-1, name: 研修室1, floor: 5F, use: 会議や講座, capacity: 30, bookable: true, demo: true}
demo: true
"""
DESK = """\
name: 市民協働課
facility: center
topics: 助成、町内会、協働の相談
phone: 03-1234-0000
mail: kyodo@example.jp
demo: true
"""
GUIDE = """\
---
title: はじめての協働
group: basics
demo: true
---
はじめに**相談**します。

## 手順

```steps
1. 相談する
   窓口へ行きます。
2. 始める
```

```desk kyodo
助成のこと
```
"""
FIGURE = """\
title: 町内会の加入率
unit: "%"
decimals: 1
rows:
  - {label: 2016年, year: 2016, value: 79.6, source: 見本の調べ}
  - {label: 2024年, year: 2024, value: 72.5, source: 見本の調べ}
demo: true
"""
VIDEO = "title: 見本の動画\nprovider: 動画サイト\nurl: https://video.example/1\nsummary: まち歩き。\ndemo: true\n"
WORK = """\
title: 花だんをいっしょに
aim: 公園の花だんを、町内会と市民グループで手入れします。
state: active
fields: [machizukuri]
wards: [kita]
partners:
  - {key: kai, actor: kai, role: 手入れ, confirmed: counter}
  - {key: chonaikai, actor: chonaikai, role: 場所の提供, confirmed: counter}
ties: [{from: kai, to: chonaikai, kind: people, label: 水やりの手伝い}]
figures: [{label: 植えた花, unit: 株, values: {2024: 120, 2025: 260}}]
demo: true
"""
CASE = """\
title: 花だんの一年
lead: 公園の花だんを、町内会と市民グループがいっしょに手入れしています。
collaboration: hanadan
fields: [machizukuri]
wards: [kita]
year_from: 2024
year_until: 2025
began: 花だんが荒れていました。
stumbled: 夏の水やりの当番が、最初の年は続きませんでした。
schemes: [{programme: hana, name: 花いっぱい助成}]
quotes: [{text: 花があると、立ち話が増えます。, origin: 北町内会}]
videos: [{title: 花だんの夏, provider: 動画サイト, url: https://video.example/2}]
demo: true
"""
#: How many small programmes stand beside the flower grant: together more than one page of a list.
SMALL_ONES = 30


def flower_grant(last_day: date) -> str:
    """Return the grant that a newcomer is to find, as a file of the pack."""
    return f"""\
---
name: 花いっぱい助成
kana: はないっぱいじょせい
kind: grant
provider: 見本市
desk: kyodo
summary: 公園や道に花を植える団体に、苗や土の費用を助成します。
parts:
  - {{name: 小さな花だん, ceiling_yen: 50000, rate: 全額}}
  - {{name: 大きな花だん, ceiling_yen: 300000, rate: 2分の1}}
for_whom: [civic_group, community_organization]
stages: [starting, running]
needs: [money]
ceiling_yen: 300000
rate_text: 費用の2分の1まで
wards: [kita]
fields: [machizukuri]
apply_until: {last_day}
conditions: |-
  - 市内で活動している
how_to_apply: 申請書を窓口に出してください。
url: https://grant.example.jp/
owner: 市民協働課
confirmed_on: {timezone.localdate()}
demo: true
---
### くわしく

**花**を植えます。
"""


def small_programme(number: int) -> str:
    """Return one of the many, as a file of the pack."""
    return (
        f"name: 見本の相談{number:02}\nkind: consultation\ndesk: kyodo\nsummary: {number}番目の相談です。\n"
        f"needs: [advice]\nalways_open: true\nconfirmed_on: {timezone.localdate()}\ndemo: true\n"
    )


def settle(folder: Path) -> date:
    """Load the small city; return the last day of the flower grant, twenty days from now."""
    last_day = timezone.localdate() + timedelta(days=20)
    files: dict[str, str | bytes | None] = {
        "places/center.yaml": CENTER,
        "desks/kyodo.yaml": DESK,
        "support/hana.md": flower_grant(last_day),
        "guides/hajimete.md": GUIDE,
        "data/kanyu.yaml": FIGURE,
        "videos/aruku.yaml": VIDEO,
        **WAY,
        "collaborations/hanadan.yaml": WORK,
        "cases/hanadan.yaml": CASE,
        **{f"support/small-{number:02}.yaml": small_programme(number) for number in range(SMALL_ONES)},
    }
    load(a_pack(folder, files))
    return last_day


def sign_in_on(page: Any, live: str, *roles: str) -> None:
    """Let a new person with these roles be signed in on a browser's page."""
    client = Client()
    client.force_login(an_account(a_person(), *roles))
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])
