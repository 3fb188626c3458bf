"""The lives of a call, of a posting and of a report; what a questionnaire asks."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.transitions import Life, Transition


class CallState(models.TextChoices):
    """Where a call stands; whether proposals are taken is decided by its dates."""

    DRAFT = "draft", pgettext_lazy("call", "draft")
    PUBLISHED = "published", pgettext_lazy("call", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("call", "withdrawn")


CALL = Life(
    CallState,
    CallState.DRAFT,
    [
        Transition("publish_call", ("draft", "withdrawn"), "published", _("Publish the call"), _("Published")),
        Transition("withdraw_call", ("published",), "withdrawn", _("Withdraw the call"), _("Withdrawn")),
    ],
)


class PostingState(models.TextChoices):
    """Where an event stands that a group hands in."""

    SUBMITTED = "submitted", pgettext_lazy("posting", "handed in")
    PUBLISHED = "published", pgettext_lazy("posting", "published")
    RETURNED = "returned", pgettext_lazy("posting", "sent back to be mended")
    REFUSED = "refused", pgettext_lazy("posting", "refused")


POSTING = Life(
    PostingState,
    PostingState.SUBMITTED,
    [
        Transition("accept_posting", ("submitted",), "published", _("Publish it"), _("Published")),
        Transition("return_posting", ("submitted",), "returned", _("Send it back to be mended"), _("Sent back")),
        Transition("refuse_posting", ("submitted",), "refused", _("Refuse it"), _("Refused")),
        Transition("submit_again", ("returned",), "submitted", _("Hand it in again"), _("Handed in again")),
    ],
)


class RefusalReason(models.TextChoices):
    """Why an event is not published, or sent back. Everybody can read these on the page of the rule."""

    UNCLEAR = "unclear", _("When, where or for whom is not clear")
    SALES = "sales", _("It sells or advertises something")
    RELIGION = "religion", _("Its purpose is religious or for a political party")
    NO_CONTACT = "no_contact", _("Nobody is named whom people can ask")
    NOT_CIVIC = "not_civic", _("It is not an activity for the community")
    OTHER = "other", pgettext_lazy("refusal", "Another reason, in words")


class ReportState(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", pgettext_lazy("report", "draft")
    PUBLISHED = "published", pgettext_lazy("report", "published")


REPORT = Life(
    ReportState,
    ReportState.DRAFT,
    [
        Transition("publish_report", ("draft",), "published", _("Publish the report"), _("Published")),
        Transition("take_report_back", ("published",), "draft", _("Take the report back"), _("Taken back")),
    ],
)


class Satisfaction(models.TextChoices):
    """Was it good to have come?"""

    VERY = "very", _("very good")
    GOOD = "good", pgettext_lazy("questionnaire", "good")
    SO_SO = "so_so", _("so-so")
    POOR = "poor", _("not so good")


class LearntBy(models.TextChoices):
    """From where somebody heard of it."""

    CIRCULAR = "circular", _("the page that is passed round")
    POSTER = "poster", _("a poster or leaflet")
    SITE = "site", _("this site")
    NEWSLETTER = "newsletter", _("the newsletter or the city's paper")
    FRIEND = "friend", _("somebody told me")
    OTHER = "other", pgettext_lazy("questionnaire", "another way")


class NextStep(models.TextChoices):
    """What somebody would like to do after it."""

    JOIN = "join", _("take part in an activity")
    LEARN = "learn", _("come to another course")
    TELL = "tell", _("tell others of it")
    NOTHING = "nothing", _("nothing just now")
