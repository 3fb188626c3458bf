"""Who takes part in the collaborations of cases, and their diagrams, as anybody may see them."""

from collections.abc import Sequence

from django.utils.translation import get_language

from kyodo.commons.collaborations.public import Collaboration, Picture, address_of, pictures_of
from kyodo.diagrams.public import Figure, figure_of
from kyodo.kernel.clock.now import today
from kyodo.kernel.freshness.memo import remember


def pictures(collaborations: Sequence[Collaboration | None]) -> dict[int, Picture]:
    """Return the pictures of joint works by id, of those that are public and have partners; four queries."""
    shown = [work for work in collaborations if work and work.is_public]
    found = pictures_of(shown) if shown else {}
    return {pk: picture for pk, picture in found.items() if picture.partners}


def small_diagram(collaboration: Collaboration | None) -> str:
    """Return the address of a joint work's diagram as a file: in lists it is a picture, in no way of the keyboard."""
    return f"{address_of(collaboration.slug)}diagram.svg" if collaboration else ""


def cover(picture: Picture, href: str, year: int | None) -> Figure:
    """Return the diagram of a case's page, laid out once a day while no public data changes."""
    key = ("casebook:cover", href, year, today(), get_language())
    return remember(key, lambda: figure_of(picture, href=href, year=year))
