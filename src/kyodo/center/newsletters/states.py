"""The lives of an issue and of a place where copies lie."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.transitions import Life, Transition


class IssueState(models.TextChoices):
    """How far an issue has come."""

    DRAFT = "draft", pgettext_lazy("newsletter issue", "being written")
    REVIEWED = "reviewed", pgettext_lazy("newsletter issue", "checked")
    PUBLISHED = "published", pgettext_lazy("newsletter issue", "published")
    SENT = "sent", pgettext_lazy("newsletter issue", "published and sent")


#: What everybody may read.
PUBLIC_STATES = (IssueState.PUBLISHED, IssueState.SENT)

ISSUE = Life(
    IssueState,
    IssueState.DRAFT,
    [
        Transition("review", (IssueState.DRAFT,), IssueState.REVIEWED, _("Confirm that it is right")),
        Transition("reopen", (IssueState.REVIEWED,), IssueState.DRAFT, _("Give it back to be changed")),
        Transition("publish", (IssueState.REVIEWED,), IssueState.PUBLISHED, pgettext_lazy("newsletter", "Publish")),
        Transition("take_back", (IssueState.PUBLISHED,), IssueState.DRAFT, _("Take it off the site")),
        Transition("finish", (IssueState.PUBLISHED,), IssueState.SENT, _("Note that all letters went out")),
    ],
)


class CopiesState(models.TextChoices):
    """How it stands with a place where copies lie."""

    ASKED = "asked", pgettext_lazy("copies", "asked for")
    AGREED = "agreed", pgettext_lazy("copies", "copies are sent")
    ENDED = "ended", pgettext_lazy("copies", "ended")


COPIES = Life(
    CopiesState,
    CopiesState.ASKED,
    [
        Transition("agree", (CopiesState.ASKED, CopiesState.ENDED), CopiesState.AGREED, _("Send copies from now on")),
        Transition("end", (CopiesState.ASKED, CopiesState.AGREED), CopiesState.ENDED, _("Send no more copies")),
    ],
)


class Ended(models.TextChoices):
    """Why nothing goes to an address any more."""

    SELF = "self", pgettext_lazy("subscription", "ended by the reader")
    DESK = "desk", pgettext_lazy("subscription", "ended at the desk")
    BOUNCED = "bounced", pgettext_lazy("subscription", "the address does not exist any more")
    UNREACHED = "unreached", pgettext_lazy("subscription", "the mailbox did not answer again and again")
    ERASED = "erased", pgettext_lazy("subscription", "erased")


class PictureConsent(models.TextChoices):
    """Whether those who are to be seen on a picture agreed."""

    UNKNOWN = "", _("not asked yet")
    NOBODY = "nobody", _("nobody can be recognized on it")
    GIVEN = "given", _("everybody who can be recognized agreed")
