"""Who may do what: deny by default, one rule for every representation, a reason with every answer.

A view says who may open its address with :func:`open_to`; an address without a rule
stops start-up (:func:`check_urls`). What a view shows is fetched through
:func:`find_or_404`, which asks the object's rule: what a person may not see does not
exist for them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.functional import SimpleLazyObject, empty

from kyodo.kernel.errors import Refused
from kyodo.kernel.registry import Text, Wall


class Who(Protocol):
    """Whoever is asking. An account is optional: most people have none."""

    @property
    def pk(self) -> int | None: ...
    @property
    def is_known(self) -> bool: ...
    def holds(self, role: str) -> bool: ...


class Asked(HttpRequest):
    """A request as it reaches our views: it knows who is asking."""

    who: Who


class Nobody:
    """An anonymous visitor."""

    pk = None
    is_known = False

    def holds(self, role: str) -> bool:
        return False

    def __str__(self) -> str:
        return "-"


NOBODY = Nobody()


class System:
    """The house itself: the worker, the loader, a command typed by its operator."""

    pk = None
    is_known = True

    def holds(self, role: str) -> bool:
        return True

    def __str__(self) -> str:
        return "system"


SYSTEM = System()


@dataclass(frozen=True)
class Role:
    """A role is code: its key, its name, and in words who may hold it.

    ``groups`` names the CMS groups that a holder belongs to.
    """

    key: str
    label: Text
    who_may_hold_it: Text
    groups: tuple[str, ...] = ()
    order: int = 100


ROLES: Wall[Role] = Wall("roles", lambda role: role.key, lambda role: role.order)


@dataclass(frozen=True)
class Answer:
    """Yes or no, and why: the reason is shown to people, so it says what to do next."""

    allowed: bool
    reason: Text = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(True)


def no(reason: Text) -> Answer:
    """Return a refusal with its reason in words for the person who asked."""
    return Answer(False, reason)


Rule = Callable[[Who], Answer]
Predicate = Callable[[Who, Any], Answer]
View = Callable[..., HttpResponseBase]


def anyone(who: Who) -> Answer:
    """Open to everybody; what is shown is still fetched by rule."""
    return YES


def signed_in(who: Who) -> Answer:
    """Open to whoever has signed in."""
    return YES if who.is_known else no("sign in")


def holder_of(*roles: str) -> Rule:
    """Open to the holders of any of these roles."""

    def rule(who: Who) -> Answer:
        return YES if any(who.holds(role) for role in roles) else no("role")

    rule.__name__ = "holder_of_" + "_or_".join(roles)
    rule.roles = roles  # type: ignore[attr-defined]
    return rule


def open_to(rule: Rule) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """Declare who may open a view.

    Nobody who must sign in first is sent to the sign-in page; whoever is signed in and
    still may not, gets the same 404 as for an address that does not exist.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> View:
        @wraps(view)
        def guarded(request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not rule(request.who):
                if request.who.is_known:
                    raise Http404
                target = resolve_url(settings.LOGIN_URL)
                return HttpResponseRedirect(f"{target}?{urlencode({'next': request.get_full_path()})}")
            request.who = _itself(request.who)
            return view(request, *args, **kwargs)

        guarded.kyodo_rule = rule  # type: ignore[attr-defined]
        return guarded

    return decorate


def _itself(who: Who) -> Who:
    """Return who stands behind what is read late, once it was read: each question through it costs more than itself."""
    behind = vars(who).get("_wrapped", empty) if isinstance(who, SimpleLazyObject) else empty
    return who if behind is empty else cast(Who, behind)


def require(may: Mapping[str, Predicate], verb: str, who: Who, thing: Any) -> None:
    """Stop with the reason unless ``may[verb]`` allows ``who`` to do it to ``thing``.

    Raises :class:`~kyodo.kernel.errors.Refused`; a verb without a rule is refused too.
    """
    rule = may.get(verb)
    answer = rule(who, thing) if rule else no("no rule")
    if not answer:
        raise Refused(answer.reason)


def find_or_404[M: Model](queryset: QuerySet[M], rule: Predicate, who: Who, **lookup: Any) -> M:
    """Fetch one object that ``who`` may see; otherwise it does not exist (404, same body)."""
    thing = queryset.filter(**lookup).first()
    if thing is None or not rule(who, thing):
        raise Http404
    return thing


# --- every address has a rule -------------------------------------------------------------


@dataclass(frozen=True)
class ForeignUrls:
    """Addresses of a library that guards itself, declared with the rule that it keeps."""

    prefix: str
    rule: Rule
    why: str


FOREIGN: Wall[ForeignUrls] = Wall("foreign urls", lambda item: item.prefix)


def walk(
    patterns: Iterable[URLPattern | URLResolver] | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Yield (route, pattern) for every address that the site answers."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route, pattern


def rule_of(route: str, pattern: URLPattern) -> Rule | None:
    """Return the rule declared for an address, or None where none is."""
    declared = getattr(pattern.callback, "kyodo_rule", None)
    if declared:
        return cast(Rule, declared)
    plain = route.lstrip("^")
    for foreign in FOREIGN:
        if plain.startswith(foreign.prefix):
            return foreign.rule
    return None


def check_urls(**kwargs: Any) -> list[CheckMessage]:
    """Django system check: an address without a declared rule is an error."""
    return [
        Error(
            f"the address {route!r} has no rule",
            hint="decorate its view with kyodo.kernel.permissions.open_to(rule)",
            id="kyodo.E001",
        )
        for route, pattern in walk()
        if rule_of(route, pattern) is None
    ]
