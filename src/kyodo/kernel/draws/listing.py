"""The list that is drawn from: a plain text of which every byte counts.

Its lines, each ending with a line feed, in UTF-8, in this order::

    kyodo-draw/1
    name 研修室 2027年3月分
    source dice 20
    lot A room1@27-03-06/1 room2@27-03-06/1
    lot B room1@27-03-06/1
    entry 001 1 A B
    entry 002 3 B

A *lot* is what can be won; it takes one or more *parts*, and of two lots that share a part only one can be given (a
large room made of two small ones). An *entry* has a key that names nobody, a number of tickets, and its wishes, the
dearest first. Lots and entries stand in the order of their keys by code point, parts likewise: the order in which
they were handed in changes nothing.
"""

import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

FORMAT = "kyodo-draw/1"
#: Tickets one entry may hold.
MOST_TICKETS = 20
#: Throws of a die below which a seed could be guessed: 6²⁰ is more than 2⁵¹.
FEWEST_THROWS = 20
#: Keys of lots, parts and entries: no space, nothing that two alphabets write alike.
KEY = re.compile(r"[0-9A-Za-z][0-9A-Za-z@/:.+_-]{0,159}")

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Unfit(ValueError):
    """What was given is no such list, seed or draw. ``code`` is a short stable word for the reason."""

    def __init__(self, code: str, what: str = ""):
        super().__init__(f"{code}: {what}" if what else code)
        self.code, self.what = code, what


@dataclass(frozen=True)
class Source:
    """Where the seed will come from: ``kind`` is dice, public or sealed; ``named`` says it exactly.

    dice: how many throws; public: which published value, in words; sealed: the SHA-256 of a secret.
    """

    kind: str
    named: str

    def __str__(self) -> str:
        return f"{self.kind} {self.named}"

    def seed_from(self, typed: str) -> str:
        """Return the seed as it counts. Raises ``Unfit`` (``seed``) where it does not fit the source."""
        text = _typed(typed)
        if self.kind == "dice":
            text = re.sub(r"[\s,.、・-]", "", text)
            if not re.fullmatch(r"[1-6]*", text) or len(text) != int(self.named):
                raise Unfit("seed", f"{self.named} throws of a die, each 1 to 6")
        elif self.kind == "sealed" and sha256(text.encode()).hexdigest() != self.named:
            raise Unfit("seed", "not the secret that was sealed")
        if not text:
            raise Unfit("seed", "empty")
        return text


@dataclass(frozen=True)
class Lot:
    """Something that can be won once; it takes these parts."""

    key: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(("lot", self.key, *sorted(self.parts)))


@dataclass(frozen=True)
class Entry:
    """Somebody who takes part; the wishes are keys of lots, the dearest first."""

    key: str
    wishes: tuple[str, ...]
    tickets: int = 1

    def __str__(self) -> str:
        return " ".join(("entry", self.key, str(self.tickets), *self.wishes))


@dataclass(frozen=True)
class Listing:
    """A closed list. Raises ``Unfit`` (``list``) where a key, a wish or a number cannot be."""

    name: str
    source: Source
    lots: tuple[Lot, ...]
    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "lots", tuple(sorted(self.lots, key=lambda lot: lot.key)))
        object.__setattr__(self, "entries", tuple(sorted(self.entries, key=lambda entry: entry.key)))
        _look_at(self)

    @property
    def text(self) -> str:
        """Return the list as it is published and hashed."""
        lines = (FORMAT, f"name {self.name}", f"source {self.source}", *map(str, self.lots), *map(str, self.entries))
        return "".join(f"{line}\n" for line in lines)

    @property
    def commitment(self) -> str:
        """Return the SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
        return sha256(self.text.encode()).hexdigest()


def dice(throws: int = FEWEST_THROWS) -> Source:
    """Return the source of a seed that is thrown with dice."""
    if throws < FEWEST_THROWS:
        raise Unfit("source", f"at least {FEWEST_THROWS} throws")
    return Source("dice", str(throws))


def public(what: str) -> Source:
    """Return the source of a seed that others publish; say exactly which value of which day."""
    return Source("public", _one_line(what))


def sealed() -> tuple[Source, str]:
    """Return a source for small draws without witnesses, and the secret to keep until the draw."""
    secret = secrets.token_hex(32)
    return Source("sealed", sha256(secret.encode()).hexdigest()), secret


def read_source(text: str) -> Source:
    """Return a source from ``kind named``. Raises ``Unfit`` (``source``)."""
    kind, _, named = text.partition(" ")
    right = {
        "dice": named.isascii() and named.isdigit() and FEWEST_THROWS <= int(named) <= 200 and named[0] != "0",
        "public": bool(named) and named == _one_line(named),
        "sealed": bool(_DIGEST.fullmatch(named)),
    }
    if not right.get(kind):
        raise Unfit("source", text)
    return Source(kind, named)


def read_listing(text: str) -> Listing:
    """Return the list that a text holds. Raises ``Unfit`` (``list``) for any other byte than the one right way."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[0] != FORMAT or lines[-1] or not lines[1].startswith("name "):
        raise Unfit("list", "not a list of this format")
    if not lines[2].startswith("source "):
        raise Unfit("list", "the source is not named")
    lots, entries = [], []
    for line in lines[3:-1]:
        match line.split(" "):
            case ["lot", key, *parts]:
                lots.append(Lot(key, tuple(parts)))
            case ["entry", key, tickets, *wishes] if re.fullmatch(r"[1-9][0-9]?", tickets):
                entries.append(Entry(key, tuple(wishes), int(tickets)))
            case _:
                raise Unfit("list", line)
    listing = Listing(lines[1][5:], read_source(lines[2][7:]), tuple(lots), tuple(entries))
    if listing.text != text:
        raise Unfit("list", "not in the one right order")
    return listing


def _look_at(listing: Listing) -> None:
    if not listing.name or listing.name != _one_line(listing.name):
        raise Unfit("list", "the name is one line")
    read_source(str(listing.source))
    lots, entries = listing.lots, listing.entries
    for keys in ([lot.key for lot in lots], [one.key for one in entries], *(lot.parts for lot in lots)):
        _all_different(keys)
    for lot in lots:
        if not lot.parts:
            raise Unfit("list", f"{lot.key} takes nothing")
    known = {lot.key for lot in lots}
    for entry in entries:
        _all_different(entry.wishes)
        if not entry.wishes or not known.issuperset(entry.wishes):
            raise Unfit("list", f"{entry.key} wishes for what is not there")
        if not 1 <= entry.tickets <= MOST_TICKETS:
            raise Unfit("list", f"{entry.key} holds {entry.tickets} tickets")


def _all_different(keys: Sequence[str]) -> None:
    if len(set(keys)) != len(keys) or not all(KEY.fullmatch(key) for key in keys):
        raise Unfit("list", f"a key that is there twice or cannot be: {' '.join(keys)[:200]}")


def _one_line(text: str) -> str:
    """Return a text as one line: stretches of spaces as one space."""
    return " ".join(text.split())


def _typed(text: str) -> str:
    """Return what was typed as one line, full-width digits and letters made plain."""
    return _one_line(unicodedata.normalize("NFKC", text))
