"""The words in which the navigation site sorts what it shows. No life is kept here: drafts are the CMS's."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import ActorKind


class ProgrammeKind(models.TextChoices):
    """What a support programme gives."""

    GRANT = "grant", _("grants and subsidies")
    JOINT_PROJECT = "joint_project", _("projects together with the city")
    DISPATCH = "dispatch", _("experts who come to you")
    CONSULTATION = "consultation", _("consultation")
    PLACE = "place", _("places to use")
    PUBLICITY = "publicity", _("help in becoming known")
    INFORMATION = "information", _("information by mail or page")
    REDUCTION = "reduction", _("reduced fees")
    OTHER = "other", _("other support")


class Need(models.TextChoices):
    """What somebody looks for."""

    MONEY = "money", pgettext_lazy("need", "money")
    PLACE = "place", pgettext_lazy("need", "a place")
    PEOPLE = "people", pgettext_lazy("need", "people and partners")
    ADVICE = "advice", pgettext_lazy("need", "advice")
    KNOW_HOW = "know_how", pgettext_lazy("need", "know-how and information")


class Audience(models.TextChoices):
    """For whom a programme is: the kinds of actor, and two kinds of people that are no organization yet."""

    COMMUNITY_ORGANIZATION = (
        ActorKind.COMMUNITY_ORGANIZATION.value,
        _("neighborhood association or other community organization"),
    )
    CIVIC_GROUP = ActorKind.CIVIC_GROUP.value, _("civic group or NPO")
    YOUTH_GROUP = "youth_group", _("group of young people")
    EDUCATIONAL_INSTITUTION = ActorKind.EDUCATIONAL_INSTITUTION.value, _("school or university")
    BUSINESS = ActorKind.BUSINESS.value, pgettext_lazy("audience", "business")
    INTERMEDIARY = ActorKind.INTERMEDIARY.value, pgettext_lazy("audience", "intermediary")
    PERSON = "person", _("a person who is about to begin")


class Stage(models.TextChoices):
    """How far an activity has come."""

    IDEA = "idea", _("still an idea")
    STARTING = "starting", _("begun, less than a year ago")
    RUNNING = "running", _("running for a year or more")
    TOGETHER = "together", _("wishing to work with other organizations")


class GuideGroup(models.TextChoices):
    """The shelves on which guides stand."""

    BASICS = "basics", _("Getting to know collaboration")
    HANDBOOK = "handbook", _("Handbook: step by step")
    NEIGHBORHOOD = "neighborhood", _("For neighborhood associations")
    PLACES = "places", _("Using places and desks")
    SITE = "site", _("About this site")


class ChartKind(models.TextChoices):
    """How figures are drawn."""

    BAR = "bar", pgettext_lazy("chart", "bars")
    LINE = "line", pgettext_lazy("chart", "line")
