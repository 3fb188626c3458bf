"""Every pair of colors that the styles use together can be told apart, in both schemes."""

import re
from pathlib import Path

import pytest

from kyodo import ui

STATIC = Path(ui.__file__).parent / "static/ui"
GROUNDS = ["paper", "surface", "sunken"]
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-muted") for ground in GROUNDS),
    *((ink, ground) for ink in ("accent", "accent-hover", "error") for ground in ("paper", "surface")),
    *((ink, f"{ink}-tint") for ink in ("error", "warning", "success", "info")),
    *(("ink", f"{tone}-tint") for tone in ("accent", "error", "warning", "success", "info")),
    ("accent-hover", "accent-tint"),
    ("ink-muted", "accent-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-emergency", "emergency"),
]
KINDS = ["civic-group", "community-organization", "educational-institution", "business", "public-body", "intermediary"]
GRAPHICS = [
    *((mark, ground) for mark in [*KINDS, "line-strong", "accent"] for ground in ("paper", "surface")),
    *((tone, "paper") for tone in ("error", "warning", "success", "info")),
    ("focus", "paper"),
    ("focus", "surface"),
    ("focus", "focus-glow"),
]


def values(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): ([^;]+);", css))


def schemes() -> dict[str, dict[str, str]]:
    tokens = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    light, dark, shown_dark = re.search(
        r":root \{(.*?)\n\}.*?@media \(prefers-color-scheme: dark\) \{\s*:root[^{]*\{(.*?)\n  \}"
        r".*?\.scheme-dark \{(.*?)\n\}",
        tokens,
        re.DOTALL,
    ).groups()  # type: ignore[union-attr]
    agency = values((STATIC / "dads/tokens.css").read_text(encoding="utf-8"))
    assert values(dark) == values(shown_dark)
    return {"light": agency | values(light), "dark": agency | values(light) | values(dark)}


SCHEMES = schemes()


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def resolved(scheme: dict[str, str], name: str) -> str:
    value = scheme[name]
    inner = re.fullmatch(r"var\(--([\w-]+)\)", value)
    return resolved(scheme, inner[1]) if inner else value


def contrast(scheme: dict[str, str], first: str, second: str) -> float:
    """Return the ratio of WCAG 2.2, from 1 to 21."""
    pair = sorted((luminance(resolved(scheme, first)), luminance(resolved(scheme, second))), reverse=True)
    return (pair[0] + 0.05) / (pair[1] + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_keeps_seven_to_one(scheme: str) -> None:
    found = {pair: round(contrast(SCHEMES[scheme], *pair), 2) for pair in TEXT}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 7} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_and_borders_of_controls_keep_four_and_a_half_to_one(scheme: str) -> None:
    found = {pair: round(contrast(SCHEMES[scheme], *pair), 2) for pair in GRAPHICS}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


def test_the_measure_itself_is_right() -> None:
    scheme = {"a": "#000000", "b": "#FFFFFF", "c": "#767676"}
    assert contrast(scheme, "a", "b") == 21
    assert round(contrast(scheme, "c", "b"), 2) == 4.54


def test_the_colors_are_those_of_the_city_s_look() -> None:
    names = ["paper", "surface", "ink", "ink-muted", "line", "accent", "accent-hover", "accent-tint"]
    assert [SCHEMES["light"][name] for name in names] == [
        "#FBFAF7", "#FFFFFF", "#1B1D1C", "#4A504D", "#D9D6CE", "#0B5D3B", "#084A2F", "#E7F2EB",
    ]  # fmt: skip


def test_styles_use_names_of_colors_only() -> None:
    for file in ("base", "layout", "components", "forms"):
        css = (STATIC / f"css/{file}.css").read_text(encoding="utf-8")
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b", css) == []
        known = SCHEMES["light"].keys() | {"tone", "tint", "hue"}
        assert {name for name in re.findall(r"var\(--([\w-]+)", css) if name not in known} == set()


def test_styles_and_scripts_stay_small() -> None:
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in STATIC.rglob("*.css")) <= 4000
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in STATIC.rglob("*.js")) <= 1500
