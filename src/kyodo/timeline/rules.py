"""Who may see what: milestones are for everybody unless they are hidden."""

from typing import Any

from kyodo.kernel.permissions import YES, Answer, Who, no
from kyodo.timeline.models import Milestone


def may_see_milestone(who: Who, milestone: Milestone) -> Answer:
    """A milestone is seen unless it is hidden."""
    return YES if milestone.is_public else no("not public")


MAY: dict[str, Any] = {"see_milestone": may_see_milestone}
