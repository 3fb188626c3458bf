"""The file of a draw: JSON that holds list, commitment, seed and result, and what recomputes it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kyodo.kernel.draws.drawing import Draw, drawn
from kyodo.kernel.draws.listing import FORMAT, Listing, Unfit, read_listing

#: What is checked, in this order; each is a code for the words of whoever tells it.
CHECKS = ("file", "list", "commitment", "seed", "order", "given", "proof")
#: A file beyond this size is none of ours.
MOST_BYTES = 8_000_000
CLOSED = {"format", "list", "commitment"}
DRAWN = {"seed", "order", "given", "proof"}


@dataclass(frozen=True)
class Finding:
    """One thing that was checked. ``told`` is what a reader may compare: a hash, a seed, a number."""

    code: str
    is_right: bool
    told: str = ""


def to_json(draw: Draw) -> str:
    """Return the file. Before the draw it has no seed and no result."""
    listing = draw.listing
    data: dict[str, Any] = {"format": FORMAT, "list": listing.text[:-1].split("\n"), "commitment": listing.commitment}
    if draw.given is not None:
        data |= {"seed": draw.seed, "order": [str(place) for place in draw.order]}
        data |= {"given": dict(sorted(draw.given.items())), "proof": draw.proof}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Draw:
    """Return the draw of a file whose every part is right. Raises ``Unfit`` with the code of the first that is not."""
    for finding in check(text):
        if not finding.is_right:
            raise Unfit(finding.code, finding.told)
    data = json.loads(text)
    closed = Draw(_listing(data))
    return drawn(closed, data["seed"]) if "seed" in data else closed


def check(text: str) -> list[Finding]:
    """Recompute a file; the last finding is the first that is wrong, or all of ``CHECKS`` are right.

    A file of a list that is closed and not drawn yet has only the first three.
    """
    return list(_until_wrong(text))


def _until_wrong(text: str) -> Iterator[Finding]:
    try:
        yield from _steps(text)
    except Unfit as wrong:
        yield Finding(wrong.code, False, wrong.what)


def _steps(text: str) -> Iterator[Finding]:
    """Yield what is right; raise ``Unfit`` at the first that is not."""
    data = _read(text)
    yield Finding("file", True, FORMAT)
    listing = _listing(data)
    yield Finding("list", True, str(len(listing.entries)))
    yield _same("commitment", data.get("commitment"), listing.commitment, listing.commitment)
    if set(data) == CLOSED:
        return
    again = _drawn(listing, data.get("seed"))
    yield Finding("seed", True, again.seed)
    yield _same("order", data.get("order"), [str(place) for place in again.order], str(len(again.order)))
    yield _same("given", data.get("given"), again.given, str(len(again.given or {})))
    yield _same("proof", data.get("proof"), again.proof, again.proof)


def _same(code: str, found: object, right: object, told: str) -> Finding:
    if found != right:
        raise Unfit(code, told)
    return Finding(code, True, told)


def _read(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text, object_pairs_hook=_once) if len(text) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or data.get("format") != FORMAT or not set(data) <= CLOSED | DRAWN:
        raise Unfit("file")
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a file that says one thing twice: two readers could each see another."""
    if len({name for name, _value in pairs}) != len(pairs):
        raise Unfit("file")
    return dict(pairs)


def _listing(data: dict[str, Any]) -> Listing:
    lines = data.get("list")
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise Unfit("list")
    try:
        listing = read_listing("".join(f"{line}\n" for line in lines))
        listing.text.encode()
    except ValueError as error:
        raise Unfit("list", getattr(error, "what", "")) from error
    return listing


def _drawn(listing: Listing, seed: object) -> Draw:
    try:
        again = drawn(Draw(listing), seed if isinstance(seed, str) else "")
    except ValueError as error:
        raise Unfit("seed", str(listing.source)) from error
    if again.seed != seed:
        raise Unfit("seed", again.seed)
    return again
