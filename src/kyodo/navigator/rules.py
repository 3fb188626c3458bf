"""Who may see what: published entries are for everybody; drafts are seen in the CMS only."""

from typing import Any

from kyodo.commons.places.public import Desk
from kyodo.kernel.permissions import YES, Answer, Who, no
from kyodo.navigator.models import Dataset, GuidePage, SupportProgramme, Video


def may_see_programme(who: Who, programme: SupportProgramme) -> Answer:
    """A programme is seen once it is published and not hidden."""
    return YES if programme.live and programme.is_public else no("not published")


def may_see_guide(who: Who, guide: GuidePage) -> Answer:
    """A guide is seen once it is published; guides kept private in the CMS are not fetched at all."""
    return YES if guide.live else no("not published")


def may_see_shown(who: Who, thing: Dataset | Video) -> Answer:
    """Figures and videos are seen unless they are hidden."""
    return YES if thing.is_public else no("not public")


def may_see_desk(who: Who, desk: Desk) -> Answer:
    """Desks are there for everybody."""
    return YES


MAY: dict[str, Any] = {
    "see_programme": may_see_programme,
    "see_guide": may_see_guide,
    "see_shown": may_see_shown,
    "see_desk": may_see_desk,
}
