"""What the page of a case says to machines, in the words of schema.org."""

from typing import Any

from kyodo.casebook.queries.page import CasePage
from kyodo.casebook.words import address_of, whole_address


def article(page: CasePage) -> dict[str, Any]:
    """Return a case as an Article; partners are named as far as everybody may know them."""
    case = page.case
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": case.title,
        "description": case.lead,
        "url": whole_address(address_of(case.slug)),
        "inLanguage": "ja",
        "datePublished": case.published_on,
        "dateModified": case.last_published_at.isoformat() if case.last_published_at else "",
        "about": [{"@type": "Thing", "name": field.name} for field in page.fields],
        "spatialCoverage": [{"@type": "Place", "name": ward.name} for ward in page.wards],
        "mentions": [
            {"@type": "Organization", "name": member.name, **({"url": whole_address(member.url)} if member.url else {})}
            for member in page.members
            if member.is_named
        ],
        "isBasedOn": [source for source in case.source if source.startswith("http")],
    }
    return {name: value for name, value in data.items() if value}
