"""Joint works, who takes part and what passes between them."""

import itertools
from typing import Any

from django.utils import timezone

from kyodo.commons.actors.models import Actor, ActorKind
from kyodo.commons.collaborations.models import Collaboration, Partner, Tie
from kyodo.commons.collaborations.states import CollaborationState, Confirmation, TieKind

_numbers = itertools.count(1)


def a_collaboration(title: str = "広瀬川をきれいに", **values: Any) -> Collaboration:
    """Make a joint work that is public and under way."""
    given = {
        "slug": f"work-{next(_numbers)}", "state": CollaborationState.ACTIVE, "is_public": True,
        "shown_at": timezone.now(), **values,
    }  # fmt: skip
    return Collaboration.objects.create(title=title, **given)


def a_partner(collaboration: Collaboration, of: Actor | str = "片平町内会", **values: Any) -> Partner:
    """Let an organization, or a body that is only named, take part; confirmed unless said otherwise."""
    who = {"actor": of, "kind": of.kind} if isinstance(of, Actor) else {"name": of}
    given = {
        "key": f"p{next(_numbers)}", "kind": ActorKind.COMMUNITY_ORGANIZATION,
        "confirmation": Confirmation.PUBLIC_SOURCE, "order": next(_numbers), **who, **values,
    }  # fmt: skip
    return Partner.objects.create(collaboration=collaboration, **given)


def a_tie(source: Partner, target: Partner, kind: str = TieKind.MONEY, label: str = "助成金", **values: Any) -> Tie:
    """Let something pass between two partners of one joint work."""
    return Tie.objects.create(
        collaboration=source.collaboration, source=source, target=target, kind=kind, label=label, **values
    )
