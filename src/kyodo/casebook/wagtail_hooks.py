"""A case that is written in the CMS came from its collaboration, as one that came with a pack."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from kyodo.casebook.models import Case
from kyodo.kernel.trail.walk import came_from


def keep_trail(request: HttpRequest, thing: Any) -> None:
    """Remember what a case grew out of; the trail shows it to the public once the case is published."""
    if isinstance(thing, Case) and thing.collaboration:
        came_from(thing, thing.collaboration)


for moment in ("after_create_snippet", "after_edit_snippet"):
    hooks.register(moment, keep_trail)
