"""How wide a text is, and where it may be broken. Widths are in em and rather too large than too small."""

import re
from functools import lru_cache
from unicodedata import east_asian_width

from kyodo.ui.words import phrases_in

NARROW = frozenset("iljtfrI.,:;'!|()[]{}/ ")
BROAD = frozenset("MW@mw%&—")
#: May not stand at the beginning of a line.
NOT_FIRST = frozenset("、。，．・：；？！）」』】〉》〕ーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ々〜,.)]!?:;")
#: May not stand at the end of a line.
NOT_LAST = frozenset("（「『【〈《〔([")
_RUN = re.compile(r"[ァ-ヺー・]+|[0-9A-Za-z][0-9A-Za-z.,'’&+-]*|[一-龠々〇]+[ぁ-ん]*|[ぁ-ん]+|\s+|.", re.DOTALL)
_KANJI = re.compile(r"[一-龠々〇]+")
_KANJI_KANA = re.compile(r"([一-龠々〇]{2,})([ぁ-ん]{2,})")
_JOINED = re.compile(r"[ァ-ヺー]{2}|[0-9A-Za-z]{2}")


def _letter(letter: str) -> float:
    if letter.isascii():
        return 0.36 if letter in NARROW else 0.98 if letter in BROAD else 0.72 if letter.isupper() else 0.6
    return 1.0 if east_asian_width(letter) in "WFA" else 0.62


@lru_cache(maxsize=16384)
def measure(text: str) -> float:
    """Return the width of a text in em."""
    return sum(map(_letter, text))


@lru_cache(maxsize=8192)
def wrapped(text: str, width: float, most: int = 99) -> tuple[str, ...]:
    """Return the lines of a text: broken between phrases, then between scripts, a letter only where nothing else fits.

    The lines are about as long as each other. Beyond ``most`` lines the last one ends with 「…」.
    """
    pieces = _pieces(text.strip(), width)
    found = _filled(pieces, width)
    if len(found) > most:
        return (*found[: most - 1], _shortened("".join(found[most - 1 :]), width))
    narrower = max(measure(text) / max(len(found), 1), max(map(measure, pieces), default=0.0))
    while len(found) > 1 and narrower < width:
        evenly = _filled(pieces, narrower)
        if len(evenly) == len(found):
            return evenly
        narrower += 1
    return found


def _filled(pieces: list[str], width: float) -> tuple[str, ...]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and measure((lines[-1] + piece).rstrip()) > width:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return tuple(line.strip() for line in lines if line.strip())


@lru_cache(maxsize=8192)
def longest_word(text: str) -> float:
    """Return the width of the longest piece that should not be broken: a run of katakana or of Latin letters."""
    return max((measure(run) for run in _RUN.findall(text) if _JOINED.search(run)), default=1.0)


def _pieces(text: str, width: float) -> list[str]:
    found: list[str] = []
    for phrase in _phrases(text):
        if measure(phrase) <= width:
            found.append(phrase)
            continue
        for run in _kept_together(_RUN.findall(phrase)):
            found.extend([run] if measure(run) <= width else _broken(run, width))
    return found


def _phrases(text: str) -> list[str]:
    """Return phrases, none of which ends within a katakana or Latin word."""
    found: list[str] = []
    for phrase in phrases_in(text):
        for part in re.findall(r"\S+\s*|\s+", phrase):
            if found and _JOINED.fullmatch(found[-1][-1] + part[0]):
                found[-1] += part
            else:
                found.append(part)
    return found


def _kept_together(runs: list[str]) -> list[str]:
    found: list[str] = []
    for run in runs:
        if found and (run[0] in NOT_FIRST or found[-1][-1] in NOT_LAST or run.isspace()):
            found[-1] += run
        else:
            found.append(run)
    return found


def _broken(run: str, width: float) -> list[str]:
    """Break a run of letters: kanji before their kana and in pairs, other letters into even parts."""
    if halves := _KANJI_KANA.fullmatch(run):
        return [
            part for half in halves.groups() for part in ([half] if measure(half) <= width else _broken(half, width))
        ]
    if _KANJI.fullmatch(run) and width >= 2:
        lines = -(-len(run) // (int(width) // 2 * 2))
        size = -(-len(run) // lines // 2) * 2
        return [run[place : place + size] for place in range(0, len(run), size)]
    whole = measure(run)
    width = min(width, whole / -(-whole // width) + 0.5)
    found = [""]
    for letter in run:
        last = found[-1]
        if last and measure(last + letter) > width:
            at = _break_at(last + letter)
            found[-1] = last[:at]
            found.append(last[at:])
        found[-1] += letter
    return found


def _break_at(text: str) -> int:
    """Return the last place before its last letter where a text may be broken, or just that letter's."""
    for place in range(len(text) - 1, 0, -1):
        if text[place] not in NOT_FIRST and text[place - 1] not in NOT_LAST:
            return place
    return len(text) - 1


def _shortened(text: str, width: float) -> str:
    while text and measure(text) + 1 > width:
        text = text[:-1]
    return text + "…"
