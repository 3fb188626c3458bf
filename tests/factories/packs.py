"""Packs as folders on disk."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: What a load says of each kind: (created, updated, unchanged, withdrawn, kept).
Counts = dict[str, tuple[int, int, int, int, int]]

CITY = """\
slug: mihon
name: 見本市
site_name: みほん協働ひろば
contact_desk: kyodo
demo: true
wards:
  - {slug: kita, name: 北区, demo: true}
  - {slug: minami, name: 南区, demo: true}
districts:
  - {slug: eki-mae, name: 駅前学区, ward: kita, demo: true}
fields:
  - {slug: machizukuri, name: まちづくり, npo_number: 3, source: 特定非営利活動促進法 別表第3号}
"""
CENTER = """\
kind: support_center
name: 見本市民活動センター
ward: kita
phone: 03-1234-5678
hours: {mon-sat: "9:00-21:00", holiday: "9:00-17:00"}
closures:
  - {days: 24We, on_holiday: next_day}
spaces:
  - {slug: room-1, name: 研修室1}
demo: true
"""
DESK = "name: 市民協働課\nfacility: center\nphone: 03-1234-0000\ndemo: true\n"
ACTORS = """\
- {slug: kai, kind: civic_group, name: 見本の会, fields: [machizukuri], wards: [kita, minami], demo: true}
- {slug: chonaikai, kind: community_organization, name: 北町内会, districts: [eki-mae], demo: true}
"""
SMALL = {"city.yaml": CITY, "places/center.yaml": CENTER, "desks/kyodo.yaml": DESK, "actors/list.yaml": ACTORS}


def a_pack(folder: Path, files: dict[str, str | bytes | None] | None = None, name: str = "mihon") -> Path:
    """Write the small pack into a folder; ``files`` replaces or adds some, None leaves one out."""
    root = folder / name
    root.mkdir(parents=True, exist_ok=True)
    for file, text in {**SMALL, **(files or {})}.items():
        path = root / file
        path.unlink(missing_ok=True)
        if text is None:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def documented_pack(folder: Path) -> tuple[Path, int]:
    """Write the complete city of ``docs/PACK.md`` into a folder; return it and its number of lines."""
    text = (ROOT / "docs/PACK.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^`([\w./-]+)`\n\n```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    root = folder / "mihon"
    for file, block in blocks:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")
    return root, sum(block.count("\n") for _file, block in blocks)
