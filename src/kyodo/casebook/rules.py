"""Who may see what: published cases are for everybody; drafts are seen in the CMS only."""

from kyodo.casebook.models import Case
from kyodo.kernel.permissions import YES, Answer, Predicate, Who, no


def may_see(who: Who, case: Case) -> Answer:
    """A case is seen once it is published and not hidden."""
    return YES if case.live and case.is_public else no("not published")


MAY: dict[str, Predicate] = {"see": may_see}
