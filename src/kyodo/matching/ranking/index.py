"""All that may be ranked, in memory: by field, by place, by words. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import nlargest
from math import sqrt

from kyodo.commons.actors.public import Room, Standing
from kyodo.matching.ranking.facts import Between, Hands, Profile
from kyodo.matching.ranking.scoring import ALIKE, Fit, fit_of
from kyodo.matching.ranking.texts import Corpus

#: So many, best by what they are and where, are looked at closely.
SHORTLIST = 100
NO_HANDS = Hands()


@dataclass(frozen=True)
class Known:
    """What the ranking knows of organizations, by id: their hands, how they stand today, with whom they worked.

    ``anybody`` is how those stand of whom nothing is known.
    """

    hands: Mapping[int, Hands]
    standings: Mapping[int, Standing]
    anybody: Standing
    partners: Mapping[int, frozenset[int]]
    intermediaries: frozenset[int]

    def standing_of(self, actor: int | None) -> Standing:
        """Return how an organization stands today."""
        return self.standings.get(actor or 0, self.anybody)

    def in_room(self, room: Room) -> frozenset[int]:
        """Return the organizations that stand so today."""
        return frozenset(pk for pk, how in self.standings.items() if how.room == room)

    def knows_both(self, one: int | None, other: int | None, acting: Mapping[int, frozenset[int]]) -> frozenset[int]:
        """Return the intermediaries that worked with both or act for one; ``acting`` are those with a mandate."""
        if not one or not other:
            return frozenset()
        return self._near(one, acting) & self._near(other, acting) - {one, other}

    def _near(self, actor: int, acting: Mapping[int, frozenset[int]]) -> frozenset[int]:
        return self.partners.get(actor, frozenset()) & self.intermediaries | acting.get(actor, frozenset())


@dataclass(frozen=True)
class Wish:
    """For what others are ranked: ``words`` as made by ``texts.with_synonyms``, ``side`` is the ranked one's."""

    profile: Profile
    words: Mapping[str, tuple[float, str]]
    side: str
    acting: Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class Ranked:
    """One candidate with how it fits and stands."""

    profile: Profile
    fit: Fit
    standing: Standing


class Index:
    """Profiles of one side, ready to be ranked for any wish of the other."""

    def __init__(self, profiles: Sequence[Profile]):
        self.profiles = profiles
        self.corpus = Corpus([profile.forms for profile in profiles])
        self._by: dict[tuple[str, int], list[int]] = defaultdict(list)
        for at, profile in enumerate(profiles):
            for name in ("fields", "wards", "districts"):
                for pk in getattr(profile, name):
                    self._by[name, pk].append(at)
            if profile.actor:
                self._by["actor", profile.actor].append(at)

    @cached_property
    def _actors(self) -> list[int | None]:
        return [profile.actor for profile in self.profiles]

    @cached_property
    def _is_asked(self) -> list[bool]:
        return [profile.kind != "actor" for profile in self.profiles]

    def rank(
        self,
        wish: Wish,
        known: Known,
        weights: Mapping[str, int],
        today: date,
        *,
        without: Iterable[int] = (),
        limit: int = 20,
        only_free: bool = False,
    ) -> list[Ranked]:
        """Return the best for a wish, those beyond their capacity after all others; one for each organization.

        ``without`` are organizations that are not to come; who asked to be left in peace does not either.
        ``only_free`` leaves out whoever has as much as it can carry.
        """
        resembling = self.corpus.resembling(wish.words)
        points = self._rough(wish, known, weights, resembling)
        full = known.in_room(Room.FULL)
        left_out = {*without, wish.profile.actor or 0, *known.in_room(Room.NOT_NOW), *(full if only_free else ())}
        actors = self._actors
        rough = [(actors[at] not in full, score, -at) for at, score in points.items() if actors[at] not in left_out]
        short = [-at for _is_free, _score, at in nlargest(SHORTLIST, rough)]
        looked = [self._look(at, wish, known, weights, today, resembling) for at in short]
        ranked = [one for one in looked if one.fit.has_common]
        ranked.sort(key=lambda one: (one.fit.is_beyond, -one.fit.points, one.profile.kind, one.profile.pk))
        return _one_each(ranked)[:limit]

    def _rough(
        self, wish: Wish, known: Known, weights: Mapping[str, int], resembling: Mapping[int, float]
    ) -> dict[int, float]:
        """Return points by what is cheap to know, for whatever has anything in common with the wish."""
        most, alike = weights["text"], 1 / ALIKE
        found = {at: most * min(1.0, sqrt(like * alike)) for at, like in resembling.items()}
        own = wish.profile
        groups = [("fields", weights["field"]), ("districts", weights["district"]), ("wards", weights["ward"])]
        for name, weight in groups:
            near = {at for pk in getattr(own, name) for at in self._by.get((name, pk), ())}
            for at in near:
                found[at] = found.get(at, 0.0) + weight
        partners = known.partners.get(own.actor or 0, frozenset())
        for actors, weight in ((partners, weights["together"]), ({own.wished or 0}, weights["wished"])):
            for at in (at for actor in actors for at in self._by.get(("actor", actor), ())):
                found[at] = found.get(at, 0.0) + weight
        asked, need = self._is_asked, weights["need"]
        return {at: score + need if asked[at] else score for at, score in found.items()}

    def _look(
        self,
        at: int,
        wish: Wish,
        known: Known,
        weights: Mapping[str, int],
        today: date,
        resembling: Mapping[int, float],
    ) -> Ranked:
        profile, own = self.profiles[at], wish.profile
        host, guest = (profile, own) if wish.side == "host" else (own, profile)
        between = Between(
            resembling.get(at, 0.0),
            tuple(self.corpus.shared(wish.words, profile.forms)) if at in resembling else (),
            bool(profile.actor) and profile.actor in known.partners.get(own.actor or 0, frozenset()),
            known.knows_both(profile.actor, own.actor, wish.acting),
        )
        hands = known.hands.get(host.actor or 0, NO_HANDS)
        how = known.standing_of(profile.actor)
        return Ranked(profile, fit_of(host, guest, between, how, hands, weights, today, wish.side), how)


def _one_each(ranked: Iterable[Ranked]) -> list[Ranked]:
    """Keep the best of each organization; what belongs to none stays."""
    seen: set[int] = set()
    kept = []
    for one in ranked:
        if one.profile.actor is None or one.profile.actor not in seen:
            kept.append(one)
        seen.add(one.profile.actor or 0)
    return kept
