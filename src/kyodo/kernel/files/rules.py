"""Who may open a file: whoever the rule of its kind lets."""

from dataclasses import dataclass
from typing import Any

from kyodo.kernel.permissions import Answer, Predicate, Who, no
from kyodo.kernel.registry import Wall


@dataclass(frozen=True)
class FileRule:
    """Who may open files of a kind. ``kind`` is ``room.word``; ``may_open(who, file)`` answers for one file."""

    kind: str
    may_open: Predicate


FILE_RULES: Wall[FileRule] = Wall("file rules", lambda rule: rule.kind)


def may_open(who: Who, stored: Any) -> Answer:
    """Ask the rule of the file's kind; a kind without one is closed."""
    rule = FILE_RULES.find(stored.kind)
    return rule.may_open(who, stored) if rule else no("no rule")
