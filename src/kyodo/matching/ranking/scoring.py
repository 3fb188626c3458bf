"""How well a host and a guest fit, and why. Pure: no database, no words of any language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, sqrt
from typing import Any

from kyodo.commons.actors.public import Room, Standing
from kyodo.matching.ranking.facts import FAR, Between, Hands, Profile, months_of, next_month

#: From here on two descriptions count as alike as far as points go; fewer are told in words below ``TOLD_FROM``.
ALIKE, TOLD_FROM = 0.5, 0.06
HOUR = 60
#: What two have in common; without one of these nobody is a candidate.
COMMON = frozenset({"text", "field", "theme", "district", "ward", "wished", "together", "intermediary"})


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact for, against, or about what would make it fit; ``facts`` fill its sentence."""

    key: str
    facts: Mapping[str, Any]
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How a pair fits: the reasons for it and the facts against it, the weightiest first, and what would help."""

    points: float
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    would_fit: tuple[Reason, ...]
    is_beyond: bool

    @property
    def has_common(self) -> bool:
        """Whether the two have anything in common that can be said in words."""
        return any(reason.key in COMMON for reason in self.reasons)


class _Sheet:
    """Where the facts of one pair are written down."""

    def __init__(self, weights: Mapping[str, int]):
        self.weights = weights
        self.good: list[Reason] = []
        self.bad: list[Reason] = []
        self.would: list[Reason] = []

    def speaks_for(self, key: str, share: float = 1.0, says: str = "", **facts: Any) -> None:
        self.good.append(Reason(says or key, facts, self.weights[key] * share))

    def speaks_against(self, key: str, **facts: Any) -> None:
        self.bad.append(Reason(key, facts))

    def would_fit(self, key: str, **facts: Any) -> None:
        self.would.append(Reason(key, facts))

    def fit(self, is_beyond: bool) -> Fit:
        told = [reason for reason in self.good if reason.key]
        return Fit(
            sum(reason.points for reason in self.good),
            tuple(sorted(told, key=lambda reason: -reason.points)),
            tuple(self.bad),
            tuple(self.would),
            is_beyond,
        )


def fit_of(
    host: Profile,
    guest: Profile,
    between: Between,
    standing: Standing,
    hands: Hands,
    weights: Mapping[str, int],
    today: date,
    ranked: str = "host",
) -> Fit:
    """Return how a host and a guest fit. ``hands`` are the host's; ``standing`` is of the side that is ``ranked``."""
    sheet = _Sheet(weights)
    _what(sheet, host, guest, between, hands)
    _where(sheet, host, guest)
    _asked_for(sheet, host, guest, ranked)
    _capacity(sheet, standing)
    if guest.kind == "offer":
        _hours(sheet, host, guest, hands, today)
        _months(sheet, host, guest, hands, today)
        _first_step(sheet, guest)
    if ranked == "guest" and guest.kind == "actor" and guest.works:
        sheet.speaks_for("experience", works=guest.works)
    if between.worked_together:
        sheet.speaks_for("together")
    if between.intermediaries:
        sheet.speaks_for("intermediary", intermediaries=between.intermediaries)
    return sheet.fit(standing.room == Room.FULL)


def _what(sheet: _Sheet, host: Profile, guest: Profile, between: Between, hands: Hands) -> None:
    shared = host.fields & guest.fields
    if shared:
        sheet.speaks_for("field", fields=shared)
    elif host.fields and guest.fields:
        sheet.speaks_against("other_field")
    if welcome := hands.themes & guest.fields:
        sheet.speaks_for("theme", fields=welcome)
    if between.resemblance:
        share = min(1.0, sqrt(between.resemblance / ALIKE))  # the first likeness counts for most
        is_told = bool(between.shared) and between.resemblance >= TOLD_FROM
        sheet.good.append(
            Reason("text" if is_told else "", {"words": between.shared[:8]}, sheet.weights["text"] * share)
        )


def _where(sheet: _Sheet, host: Profile, guest: Profile) -> None:
    if shared := host.districts & guest.districts:
        sheet.speaks_for("district", districts=shared)
    if shared := host.wards & guest.wards:
        sheet.speaks_for("ward", wards=shared)
    elif host.wards and guest.wards:
        sheet.speaks_against("other_ward")


def _asked_for(sheet: _Sheet, host: Profile, guest: Profile, ranked: str) -> None:
    if ranked == "host" and host.kind == "need":
        sheet.speaks_for("need")
    if ranked == "guest" and guest.kind == "offer":
        sheet.speaks_for("need", says="offered")
    if guest.wished is not None and guest.wished == host.actor:
        sheet.speaks_for("wished")


def _capacity(sheet: _Sheet, standing: Standing) -> None:
    if standing.room == Room.FREE:
        sheet.speaks_for("capacity", open_now=standing.open_now, most_open=standing.most_open)
    elif standing.room == Room.UNKNOWN:
        sheet.good.append(Reason("", {}, sheet.weights["capacity"] / 2))
        sheet.speaks_against("capacity_unknown")
    elif standing.room == Room.FULL:
        sheet.speaks_against("capacity_full", open_now=standing.open_now)
        sheet.would_fit("after_one_ends")


def _hours(sheet: _Sheet, host: Profile, guest: Profile, hands: Hands, today: date) -> None:
    known = [hours for hours in (host.hours, hands.hours_a_month) if hours is not None]
    if not known or guest.hours is None:
        return
    months = len(months_of(guest, today))
    can, takes = min(known), guest.hours / months
    if takes <= can:
        sheet.speaks_for("hours", takes=ceil(takes * 10) / 10, can=can)
        return
    sheet.speaks_against("hours_over", takes=ceil(takes * 10) / 10, can=can)
    sheet.would_fit("less_hours", hours=ceil(guest.hours - can * months))


def _months(sheet: _Sheet, host: Profile, guest: Profile, hands: Hands, today: date) -> None:
    begin = months_of(guest, today)[0]
    if not host.months and not hands.busy_months:
        return
    if _suits(begin, host, hands):
        sheet.speaks_for("months", month=begin)
        return
    sheet.speaks_against("month_busy" if begin.month in hands.busy_months else "month_unsuited", month=begin)
    later = begin
    for _step in range(FAR):
        later = next_month(later)
        if _suits(later, host, hands):
            sheet.would_fit("begin_in", month=later)
            return


def _suits(month: date, host: Profile, hands: Hands) -> bool:
    return (not host.months or month.month in host.months) and month.month not in hands.busy_months


def _first_step(sheet: _Sheet, guest: Profile) -> None:
    if guest.first_minutes is None:
        return
    if guest.first_minutes <= HOUR:
        sheet.speaks_for("first_hour", minutes=guest.first_minutes)
    else:
        sheet.speaks_against("first_long", minutes=guest.first_minutes)
        sheet.would_fit("first_short")
