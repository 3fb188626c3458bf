"""``./kyodo bench packs``: how long ``./kyodo load`` takes for a city pack of ten thousand invented records.

The folder is Sendai's with so many records beside its own: organizations, support programmes and events, all marked as
samples. It is loaded as an operator does, by the command, on the city that is there; then once more, unchanged.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: Of ten records so many are of this kind.
SHARES = {"actors": 7, "support": 2, "events": 1}
WORDS = (
    "町内会の集会所で、月に二度、学生が相談会を開いています。はじめの約束は「一時間で終える」の一つだけでした。"
    "続けるために、小さく始めたそうです。"
)


def records(kind: str, number: int) -> Iterator[str]:
    """Yield so many invented records of a kind, as they stand in a YAML file."""
    for n in range(number):
        yield {
            "actors": f"- {{slug: mihon-dantai-{n}, kind: civic_group, name: 見本の会{n}, kana: みほんのかい, "
            f"purpose: {WORDS}, demo: true}}",
            "support": f"- {{slug: mihon-shien-{n}, name: 見本の助成{n}, kind: grant, summary: {WORDS}, "
            f"for_whom: [civic_group], needs: [money], always_open: true, demo: true}}",
            "events": f"- {{slug: mihon-moyooshi-{n}, title: 見本の催し{n}, kind: event, description: {WORDS}, "
            f"organizer_name: 見本の会{n}, dates: [{{on: 2027-01-{n % 28 + 1:02d}}}], demo: true}}",
        }[kind]


def pack(folder: Path, number: int) -> None:
    """Write the pack into a folder."""
    shutil.copytree(ROOT / "cities" / "sendai", folder)
    for kind, share in SHARES.items():
        (folder / kind).mkdir(exist_ok=True)
        text = "\n".join(records(kind, number * share // sum(SHARES.values())))
        (folder / kind / "mihon.yaml").write_text(f"{text}\n", "utf-8")


def main() -> int:
    """Measure on both databases and write ``bench/PACKS.md``."""
    from bench.run import databases, run

    parser = argparse.ArgumentParser(prog="./kyodo bench packs", description=__doc__)
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "PACKS.md")
    options = parser.parse_args(sys.argv[2:])
    lines = [
        f"# Packs\n\n{options.records:,} records beside the city's own, loaded by the command (to reach: 60 s):\n",
        "| database | loaded s | once more, unchanged s |\n|---|---|---|",
    ]
    with tempfile.TemporaryDirectory(prefix="kyodo-pack-") as name:
        pack(Path(name) / "sendai", options.records)
        for vendor in options.databases.split(","):
            with databases([vendor]) as [place]:
                place.load()
                spent = []
                for _time in range(2):
                    began = time.monotonic()
                    run(place.at(), "kyodo", "load", str(Path(name) / "sendai"))
                    spent.append(time.monotonic() - began)
                lines.append(f"| {place.title} | **{spent[0]:.0f}** | {spent[1]:.0f} |")
                print(lines[-1], flush=True)
    options.out.write_text("\n".join(lines) + "\n", "utf-8")
    return 0
