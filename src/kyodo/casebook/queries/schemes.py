"""From the short name of a support programme to its page, without knowing the room that keeps it."""

from collections.abc import Collection
from dataclasses import dataclass

from kyodo.casebook.models import Case
from kyodo.kernel.search.links import links_to

#: The kind under which the search knows support programmes.
SUPPORT = "support"


@dataclass(frozen=True)
class Scheme:
    """Support that a case used; ``url`` is empty while the support directory does not publish it."""

    name: str
    note: str
    url: str
    programme: str = ""


def schemes_of(case: Case) -> list[Scheme]:
    """Return the support that a case used, each with its page where there is one; two or three queries."""
    used = list(case.schemes.all())
    pages = pages_of({row.programme for row in used if row.programme})
    return [Scheme(row.name, row.note, pages.get(row.programme, ""), row.programme) for row in used]


def pages_of(programmes: Collection[str]) -> dict[str, str]:
    """Return the addresses of those programmes that anybody can find."""
    return {key: link.url for key, link in links_to(SUPPORT, programmes).items()} if programmes else {}
