"""A fair draw that anyone can check, also with paper, pencil and any tool for SHA-256.

Who draws lots in public shows the slips, shakes the box, and lets somebody else reach in. Here:

1. **The slips**: :class:`~.listing.Listing` names the source of the seed, what can be drawn, and who takes part with
   how many tickets and which ordered wishes. It is a plain text; its SHA-256 is the *commitment*, published before.
2. **The hand**: a seed that nobody could know when the list was closed: dice thrown before witnesses, a value that
   others publish, or a secret whose SHA-256 stood in the list.
3. **The draw**: :func:`~.drawing.drawn` is a pure function of list and seed. The same slips and the same seed give
   the same result on every machine, for ever.
4. **The paper**: :mod:`~.record` writes all of it into one file, and :func:`~.record.check` recomputes it.

Only the standard library is used, no floating-point number and no random generator. What of it to use:
``listing`` (Entry, Lot, Listing, dice, public, sealed), ``drawing`` (Draw, drawn, closed), ``equals`` (a draw of which
only the order counts; a seed that two people type), ``record`` (to_json, from_json, check).
"""
