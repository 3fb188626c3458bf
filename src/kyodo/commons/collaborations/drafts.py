"""What somebody wants a drawing to say, before it is written."""

from dataclasses import dataclass

from kyodo.commons.actors.public import Actor


@dataclass(frozen=True)
class PartnerDraft:
    """A partner as it was typed: an organization of the directory, or a name with its kind."""

    key: str
    kind: str
    actor: Actor | None = None
    name: str = ""
    role: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class TieDraft:
    """A tie as it was typed; ``source`` and ``target`` are keys of partners of the same drawing."""

    source: str
    target: str
    kind: str
    label: str = ""
    both_ways: bool = False
    since: str = ""
    until: str = ""
