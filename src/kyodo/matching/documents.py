"""What the search over the house finds of needs and offers: what is public, never a person nor their own words."""

from collections.abc import Iterator
from typing import Any

from kyodo.kernel.search import index
from kyodo.kernel.search.sources import Document
from kyodo.matching.card import card_lines
from kyodo.matching.models import Need, Offer
from kyodo.matching.queries import needs, offers
from kyodo.matching.queries.addresses import address_of
from kyodo.matching.ranking.texts import forms_of, text_of_need, text_of_offer
from kyodo.matching.states import NeedState, OfferState

NEED, OFFER = "need", "offer"


def document_of_need(need: Need) -> Document:
    """Return a public need as the search knows it; reads its wards and fields."""
    words = [need.first_step, *(str(district) for district in need.districts.all())]
    return _document(NEED, need, need.plain, words)


def document_of_offer(offer: Offer) -> Document:
    """Return a public offer as the search knows it; reads its wards and fields."""
    return _document(OFFER, offer, offer.plain, [value for _label, value in card_lines(offer)])


def _document(kind: str, thing: Need | Offer, summary: str, words: list[str]) -> Document:
    wards, fields = list(thing.wards.all()), list(thing.fields.all())
    words = [needs.public_name(thing), *words, *(ward.name for ward in wards), *(field.name for field in fields)]
    return Document(
        kind=kind,
        key=thing.code,
        title=thing.title,
        summary=summary,
        body=" ".join(filter(None, words)),
        url=address_of(thing),
        facets={
            "actor_kind": [thing.actor_kind] if thing.actor_kind else [],
            "ward": [ward.slug for ward in wards],
            "field": [field.slug for field in fields],
        },
        at=thing.shown_at,
    )


def need_documents() -> Iterator[Document]:
    """Yield every public need."""
    yield from map(document_of_need, needs.public().order_by("pk").iterator(chunk_size=500))


def offer_documents() -> Iterator[Document]:
    """Yield every public offer."""
    yield from map(document_of_offer, offers.public().order_by("pk").iterator(chunk_size=500))


def need_document(key: str) -> Document | None:
    """Return the public need of this number."""
    need = needs.public().filter(code=key).first()
    return document_of_need(need) if need else None


def offer_document(key: str) -> Document | None:
    """Return the public offer of this number."""
    offer = offers.public().filter(code=key).first()
    return document_of_offer(offer) if offer else None


def names(**of: Any) -> Iterator[tuple[str, str]]:
    """Yield kind and number of the needs and offers that belong to something, such as ``wards=ward``."""
    for kind, model in ((NEED, Need), (OFFER, Offer)):
        for code in model.objects.filter(**of).values_list("code", flat=True):
            yield kind, code


def words_of(thing: Need | Offer) -> str:
    """Return the words of a need or an offer as the ranking compares them."""
    if isinstance(thing, Need):
        return " ".join(forms_of(text_of_need(thing.title, thing.plain, thing.first_step, thing.told)))
    return " ".join(forms_of(text_of_offer(thing.title, thing.plain, thing.we_do)))


def keep_need(need: Need) -> None:
    """Bring the search and the ranking in step with a need, inside the transaction that changed it."""
    keep_words(need)
    _keep(NEED, need.code, need_document(need.code))


def keep_offer(offer: Offer) -> None:
    """Bring the search and the ranking in step with an offer, inside the transaction that changed it."""
    keep_words(offer)
    _keep(OFFER, offer.code, offer_document(offer.code))


def keep_words(thing: Need | Offer) -> None:
    """Bring the words for the ranking in step with the description of a need or an offer."""
    words = words_of(thing)
    if words != thing.words:
        type(thing)._default_manager.filter(pk=thing.pk).update(words=words)
        thing.words = words


def _with_words() -> Iterator[Need | Offer]:
    yield from Need.objects.exclude(state=NeedState.TOLD).order_by("pk").iterator(chunk_size=500)
    yield from Offer.objects.exclude(state=OfferState.DRAFT).order_by("pk").iterator(chunk_size=500)


def words_out_of_step() -> Iterator[str]:
    """Yield a line for each need and offer whose words for the ranking are not those of its description."""
    for thing in _with_words():
        if thing.words != words_of(thing):
            yield f"matching: the words of {thing.code} differ from its description; save it again"


def mend_words() -> str:
    """Write the words that differ from their description, as after a change of the analyzer."""
    count = 0
    for thing in _with_words():
        if thing.words != words_of(thing):
            keep_words(thing)
            count += 1
    return f"{count} written"


def _keep(kind: str, code: str, found: Document | None) -> None:
    if found:
        index.put(found)
    else:
        index.drop(kind, code)
