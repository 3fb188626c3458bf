"""Eras, lanes and milestones, and a small way of a sample city as files of its pack."""

import itertools
from typing import Any

from kyodo.timeline.models import Era, Lane, Milestone

_numbers = itertools.count(1)

FRAME = """\
eras:
  - {slug: sodachi, name: 育ちの時代, since: 1999, until: 2014, mark: 条例ができました。, demo: true}
  - {slug: hirogari, name: 広がりの時代, since: 2015, official: true, source: 見本市の方針}
lanes:
  - {slug: system, name: 制度・政策, order: 10, demo: true}
  - {slug: center, name: センター, order: 20, demo: true}
"""
MILESTONES = """\
- {slug: mizu, title: 川をきれいにする運動, on: 1965s, lane: center, source: 見本市史}
- slug: jorei
  title: 見本条例 施行
  kana: みほんじょうれい しこう
  on: 1999-04
  lane: system
  text: 市民と市が話し合ってつくりました。
  link: /guides/hajimete/
  source: [https://www.city.example.jp/jorei/1, https://www.city.example.jp/jorei/2, 見本市史]
- {slug: kaikan, title: センター 開館, on: 1999-06-30, lane: center, source: 見本市史}
- {slug: teian, title: 提案制度 開始, on: FY2012, lane: system, source: 見本市史}
- {slug: iken, title: 意見の募集, on: 2014-09-01, until: 2014-09-30, lane: system, source: 見本市史}
- {slug: aruki, title: まち歩き, on: 2015, lane: center, demo: true}
"""
WAY: dict[str, str | bytes | None] = {"timeline.yaml": FRAME, "timeline/list.yaml": MILESTONES}


def a_lane(slug: str = "system", name: str = "制度・政策", **values: Any) -> Lane:
    """Return the lane of this slug, made where there is none."""
    return Lane.objects.get_or_create(slug=slug, defaults={"name": name, **values})[0]


def an_era(name: str, since: str, until: str = "", **values: Any) -> Era:
    """Make an era."""
    return Era.objects.create(name=name, since=since, until=until, **{"slug": f"era-{next(_numbers)}", **values})


def a_milestone(title: str = "条例の施行", on: str = "1999-04", **values: Any) -> Milestone:
    """Make a milestone on the lane of policy."""
    values = {"slug": f"step-{next(_numbers)}", "lane": values.pop("lane", None) or a_lane(), **values}
    return Milestone.objects.create(title=title, on=on, **values)
