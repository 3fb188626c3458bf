"""The catalogue as DCAT-AP 3: nodes once, written as JSON-LD and as Turtle.

Source: DCAT-AP 3.0 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/). What is not known, such as a
license that the city has not decided on, is left out.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo.kernel.registry import Text
from kyodo.site.opendata.catalog import LANGUAGES, Card, Terms, cards, in_language, last_change, page_of, terms, whole

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_MEDIA = "https://www.iana.org/assignments/media-types"
_TITLE = _("Open data")
_ABOUT = _("Data about collaboration in the city, as everybody may see them on this site.")
_FILES = (
    ("csv", "CSV", f"{_AUTHORITY}/file-type/CSV", f"{_MEDIA}/text/csv"),
    ("json", "JSON", f"{_AUTHORITY}/file-type/JSON", f"{_MEDIA}/application/json"),
)


@dataclass(frozen=True)
class Link:
    """The address of a node, as a value."""

    to: str


@dataclass(frozen=True)
class Literal:
    """A text with its language or its type."""

    text: str
    language: str = ""
    datatype: str = ""


@dataclass
class Node:
    """A thing of the catalogue: its address, its class, what is said of it."""

    id: str
    kind: str
    said: list[tuple[str, Link | Literal]] = field(default_factory=list)

    def say(self, name: str, *values: Link | Literal) -> None:
        """Say something of the thing."""
        self.said += [(name, value) for value in values]


def nodes() -> list[Node]:
    """Return the catalogue, its publisher and contact, each data set and each of its files."""
    found, known = cards(), terms()
    publisher = Node(whole("/data/#publisher"), "foaf:Agent", [("foaf:name", Literal(known.publisher, "ja"))])
    catalog = Node(whole("/data/"), "dcat:Catalog")
    _describe(catalog, _TITLE, _ABOUT)
    catalog.say("dct:publisher", Link(publisher.id))
    catalog.say("foaf:homepage", Link(page_of()))
    catalog.say("dct:language", Link(f"{_AUTHORITY}/language/JPN"))
    if known.license_url:
        catalog.say("dct:license", Link(known.license_url))
    if changed := last_change(found):
        catalog.say("dct:modified", Literal(changed.isoformat(), datatype="xsd:date"))
    result = [catalog, publisher, Node(page_of(), "foaf:Document")]
    result += [Node(known.license_url, "dct:LicenseDocument")] if known.license_url else []
    contact = _contact(known)
    result += [contact] if contact else []
    for card in found:
        catalog.say("dcat:dataset", Link(_id(card)))
        result += _data_set(card, known, publisher, contact)
    return result


def _id(card: Card) -> str:
    return whole(f"/data/{card.key}/#dataset")


def _describe(node: Node, title: Text, description: Text) -> None:
    for language in LANGUAGES:
        node.say("dct:title", Literal(in_language(title, language), language))
        node.say("dct:description", Literal(in_language(description, language), language))


def _contact(known: Terms) -> Node | None:
    if not known.desk:
        return None
    contact = Node(whole("/data/#contact"), "vcard:Kind", [("vcard:fn", Literal(known.desk, "ja"))])
    if known.mail:
        contact.say("vcard:hasEmail", Link(f"mailto:{known.mail}"))
    return contact


def _data_set(card: Card, known: Terms, publisher: Node, contact: Node | None) -> list[Node]:
    node = Node(_id(card), "dcat:Dataset")
    _describe(node, card.set.title, card.set.description)
    node.say("dct:identifier", Literal(card.key))
    node.say("dct:publisher", Link(publisher.id))
    node.say("dct:language", Link(f"{_AUTHORITY}/language/JPN"))
    node.say("dct:accessRights", Link(f"{_AUTHORITY}/access-right/PUBLIC"))
    node.say("dcat:landingPage", Link(page_of(card)))
    for word in card.set.keywords:
        node.say("dcat:keyword", *(Literal(in_language(word, language), language) for language in LANGUAGES))
    if contact:
        node.say("dcat:contactPoint", Link(contact.id))
    if card.updated:
        node.say("dct:modified", Literal(card.updated.isoformat(), datatype="xsd:date"))
    standard = _standard(card)
    files = [_file(card, known, standard, *about) for about in _FILES]
    node.say("dcat:distribution", *(Link(file.id) for file in files))
    result = [node, Node(page_of(card), "foaf:Document"), *files]
    if standard:
        node.say("dct:conformsTo", Link(standard.id))
        result.append(standard)
    return result


def _standard(card: Card) -> Node | None:
    if not card.set.standard:
        return None
    title = Literal(in_language(card.set.standard, "ja"), "ja")
    return Node(whole(f"/data/{card.key}/#standard"), "dct:Standard", [("dct:title", title)])


def _file(card: Card, known: Terms, standard: Node | None, ending: str, name: str, kind: str, media: str) -> Node:
    address = whole(card.file(ending))
    node = Node(f"{address}#distribution", "dcat:Distribution")
    node.say("dct:title", Literal(name))
    node.say("dcat:accessURL", Link(page_of(card)))
    node.say("dcat:downloadURL", Link(address))
    node.say("dct:format", Link(kind))
    node.say("dcat:mediaType", Link(media))
    if known.license_url:
        node.say("dct:license", Link(known.license_url))
    if card.updated:
        node.say("dct:modified", Literal(card.updated.isoformat(), datatype="xsd:date"))
    if standard and ending == "csv":
        node.say("dct:conformsTo", Link(standard.id))
    return node


# --- the two ways of writing it ------------------------------------------------------------


def as_json_ld(found: Sequence[Node]) -> dict[str, Any]:
    """Return the nodes as JSON-LD."""
    return {"@context": PREFIXES, "@graph": [_json_node(node) for node in found]}


def _json_node(node: Node) -> dict[str, Any]:
    described: dict[str, Any] = {"@id": node.id, "@type": node.kind}
    for name, value in node.said:
        described.setdefault(name, []).append(_json_value(value))
    return described


def _json_value(value: Link | Literal) -> dict[str, str]:
    if isinstance(value, Link):
        return {"@id": value.to}
    more = {"@language": value.language, "@type": value.datatype}
    return {"@value": value.text, **{key: word for key, word in more.items() if word}}


def as_turtle(found: Sequence[Node]) -> str:
    """Return the nodes as Turtle."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for node in found:
        said = [f"a {node.kind}", *(f"{name} {_turtle_value(value)}" for name, value in node.said)]
        lines += ["", f"<{_iri(node.id)}>", "  " + " ;\n  ".join(said) + " ."]
    return "\n".join(lines) + "\n"


def _turtle_value(value: Link | Literal) -> str:
    if isinstance(value, Link):
        return f"<{_iri(value.to)}>"
    # A JSON string is a Turtle string: the same signs are escaped in the same way.
    text = json.dumps(value.text, ensure_ascii=False)
    return text + (f"@{value.language}" if value.language else f"^^{value.datatype}" if value.datatype else "")


def _iri(address: str) -> str:
    return "".join(f"%{ord(sign):02X}" if sign in '<>"{}|^`\\' or ord(sign) <= 0x20 else sign for sign in address)
