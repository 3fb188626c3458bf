"""The kernel ends where a civic word begins."""

import re
from pathlib import Path

from tests.house.checks.places import shown

#: (The standard's "municipality code" and "municipality" of a postcode are facts of the country, not of a town.)
#: English words in any form of writing (snake_case, CamelCase, plural), and Japanese ones.
CIVIC = (
    "ward", "city", "cities", "citizen", "association",
    "neighborhood", "neighbourhood", "mayor", "grant", "ordinance", "committee", "consultation", "referral",
    "volunteer",
    "facility", "facilities", "district", "collaboration", "npo", "sendai",
)  # fmt: skip
CIVIC_JAPANESE = ("区役所", "市民", "市役所", "町内会", "自治会", "協働", "助成", "条例", "委員会", "学区", "仙台")
_ENGLISH = re.compile(rf"(?<![a-z])(?:{'|'.join(CIVIC)})s?(?![a-z])", re.I)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def civic_words(path: Path, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Return the civic words of a file with their lines; ``allowed`` are lower-case words."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        words = _ENGLISH.findall(_CAMEL.sub("_", line).replace("_", " "))
        words += [word for word in CIVIC_JAPANESE if word in line]
        found += [f"{shown(path)}:{number} {word}" for word in words if word.lower() not in allowed]
    return found
