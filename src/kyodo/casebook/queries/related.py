"""Other cases that have something in common with one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from kyodo.casebook.models import Case
from kyodo.casebook.queries.cases import published
from kyodo.casebook.states import Tie
from kyodo.commons.actors.public import ActorKind
from kyodo.commons.collaborations.public import Partner

#: How many are shown, and how many of each kind of tie are looked at, the newest first.
SHOWN, LOOKED_AT = 4, 40
_WEIGHT = {Tie.PARTNER: 4, Tie.FIELD: 2, Tie.WARD: 1}


@dataclass(frozen=True)
class Related:
    """Another case, and what it has in common."""

    case: Case
    ties: Sequence[Tie]


def related_to(case: Case, wards: Sequence[int], fields: Sequence[int]) -> list[Related]:
    """Return the cases that have most in common: partners, problem, place; five queries.

    Public bodies do not count as common partners: the city takes part in nearly everything.
    """
    others = published().exclude(pk=case.pk)
    ties: dict[int, list[Tie]] = defaultdict(list)
    for tie, found in (
        (Tie.PARTNER, others.filter(collaboration__in=_of_the_same_partners(case))),
        (Tie.FIELD, others.filter(fields__in=fields)),
        (Tie.WARD, others.filter(wards__in=wards)),
    ):
        newest = found.order_by("-first_published_at", "-pk").values_list("pk", flat=True).distinct()
        for pk in newest[:LOOKED_AT]:
            ties[pk].append(tie)
    best = sorted(ties, key=lambda pk: (-sum(_WEIGHT[tie] for tie in ties[pk]), -pk))[:SHOWN]
    cases = others.only("slug", "title", "title_reading", "lead", "is_demo").in_bulk(best)
    return [Related(cases[pk], ties[pk]) for pk in best if pk in cases]


def _of_the_same_partners(case: Case) -> QuerySet[Partner, int]:
    confirmed = Partner.objects.exclude(confirmation="").filter(collaboration__is_public=True)
    mine = confirmed.filter(collaboration=case.collaboration_id).exclude(kind=ActorKind.PUBLIC_BODY)
    actors = mine.exclude(actor=None).values("actor")
    return confirmed.filter(actor__in=actors).values_list("collaboration", flat=True)
