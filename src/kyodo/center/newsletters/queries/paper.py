"""Copies on paper: where they lie and where they go."""

from collections.abc import Sequence

from django.db.models import QuerySet, Sum

from kyodo.center.newsletters.models import CopyPlace, PrintRun, Series
from kyodo.center.newsletters.states import CopiesState


def shown_places() -> list[CopyPlace]:
    """Return the places where visitors may take a copy; one query."""
    found = CopyPlace.objects.filter(state=CopiesState.AGREED, is_shown=True, series__is_public=True)
    rows = found.select_related("series", "facility__ward")
    return sorted(rows, key=lambda one: (one.series.order, one.series.slug, one.name, one.pk))


def receiving(series: Series) -> QuerySet[CopyPlace]:
    """Return the places to which copies of a newsletter go."""
    return CopyPlace.objects.filter(series=series, state=CopiesState.AGREED).select_related("facility", "actor")


def places(state: str = "") -> QuerySet[CopyPlace]:
    """Return all places for the desk, what waits for an answer first."""
    found = CopyPlace.objects.select_related("series", "facility", "actor").order_by("series", "name", "pk")
    return found.filter(state=state) if state else found


def label_of(place: CopyPlace) -> dict[str, str]:
    """Return what stands on the label of a parcel; what was not written comes from the facility or organization."""
    facility, actor = place.facility, place.actor
    address = place.address or (facility.address if facility else "") or (actor.office_address if actor else "")
    postcode = place.postcode or (facility.postcode if facility and not place.address else "")
    return {
        "postcode": f"{postcode[:3]}-{postcode[3:]}" if len(postcode) == 7 else postcode,
        "address": address,
        "name": place.name,
        "addressee": place.addressee,
        "copies": str(place.copies),
    }


def standing(run: PrintRun) -> dict[str, int | None]:
    """Return a print run in numbers: printed, sent, kept at the center, left over; one query."""
    sent = run.parcels.aggregate(n=Sum("copies"))["n"] or 0
    return {"printed": run.printed, "sent": sent, "kept": run.printed - sent, "left_over": run.left_over}


def needed(places_: Sequence[CopyPlace]) -> int:
    """Return how many copies some places get in all."""
    return sum(place.copies for place in places_)
