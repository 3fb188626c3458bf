"""What nobody needs any more, from a moment on."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from kyodo.commons.actors.public import Actor
from kyodo.commons.asks.public import Ask, Call, Reply
from kyodo.matching.models import DeskNote, FollowUp, Introduction, Letter, Need, Offer, Side

GONE = "—"


def ended_introductions(before: datetime) -> QuerySet[Introduction]:
    """Return the introductions that led to their end before a moment."""
    return Introduction.objects.filter(state__in=("declined", "closed", "formed"), moved_at__lt=before)


def _over(model: type[Need] | type[Offer], before: datetime) -> QuerySet[Need] | QuerySet[Offer]:
    return model.objects.filter(state__in=("closed", "withdrawn"), closed_at__lt=before)


def finished(model: type[Need] | type[Offer], before: datetime) -> QuerySet[Need] | QuerySet[Offer]:
    """Return needs or offers whose joint works all ended and were left alone since a moment, with somebody behind."""
    name = model._meta.model_name or ""
    formed = Introduction.objects.filter(**{name: OuterRef("pk")}, state="formed")
    going_on = formed.exclude(collaboration__state__in=("done", "ended"), collaboration__changed_at__lt=before)
    return model.objects.filter(Exists(formed), ~Exists(going_on), state="met", person__isnull=False)


def letters(before: datetime) -> QuerySet[Letter]:
    """Return the letters about what ended before a moment."""
    of_introduction = Q(introduction__in=ended_introductions(before))
    of_offer = Q(introduction=None) & (Q(offer__in=_over(Offer, before)) | Q(offer__state="met", at__lt=before))
    return Letter.objects.filter(of_introduction | of_offer).exclude(body=GONE)


def notes(before: datetime) -> QuerySet[DeskNote]:
    """Return the notes about what ended before a moment."""
    ended = {Introduction: ended_introductions(before), Need: _over(Need, before), Offer: _over(Offer, before)}
    about = Q()
    for model, found in ended.items():
        keys = found.annotate(key=Cast("pk", models.CharField())).values("key")
        about |= Q(about_kind=model._meta.label_lower, about_id__in=keys)
    return DeskNote.objects.filter(about).exclude(words=GONE)


def host_notes(before: datetime) -> QuerySet[DeskNote]:
    """Return the notes about hosts that were written before a moment."""
    return DeskNote.objects.filter(about_kind=Actor._meta.label_lower, at__lt=before).exclude(words=GONE)


def side_words(before: datetime) -> QuerySet[Introduction]:
    """Return the introductions that ended before a moment and of which something said is still known."""
    sides = Side.objects.filter(introduction=OuterRef("pk")).alias(worded=_worded("ask"))
    return ended_introductions(before).filter(Exists(sides.filter(~Q(words="") | Q(worded=True))))


def follow_up_asks(before: datetime) -> QuerySet[Ask]:
    """Return the questions whether it helped that were answered before a moment, with words that are still known."""
    asked = FollowUp.objects.filter(answered_at__lt=before, ask__isnull=False).values("ask")
    return Ask.objects.filter(_worded("pk"), pk__in=asked)


def _worded(name: str) -> Q:
    replies = Reply.objects.filter(ask=OuterRef(name)).exclude(words="")
    calls = Call.objects.filter(ask=OuterRef(name)).exclude(note="")
    return Q(Exists(replies)) | Q(Exists(calls))
