"""Lives: every state can be reached, every verb has a label and a rule."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from kyodo.kernel.transitions import Life


def lives_in(module: ModuleType) -> Iterator[tuple[str, Life]]:
    """Yield the lives that stand in a module, by name."""
    for name, value in vars(module).items():
        if isinstance(value, Life):
            yield f"{module.__name__}.{name}", value


def unreachable(lives: Iterable[tuple[str, Life]]) -> list[str]:
    """Return states that no life can come to."""
    return [f"{name}: {state}" for name, life in lives for state in sorted(set(life.states.values) - life.reachable())]


def unlabelled(lives: Iterable[tuple[str, Life]]) -> list[str]:
    """Return verbs without words for a button and states without a name."""
    found = []
    for name, life in lives:
        found += [f"{name}: the verb {t.verb}" for t in life.transitions if not str(t.label).strip()]
        found += [f"{name}: the state {v}" for v, label in life.states.choices if not str(label).strip() or label == v]
    return found


def without_rule(lives: Iterable[tuple[str, Life]], may: Mapping[str, Any]) -> list[str]:
    """Return verbs that stand in the table of states but not in ``MAY``."""
    return [f"{name}: the verb {t.verb}" for name, life in lives for t in life.transitions if t.verb not in may]


def optional_module(name: str) -> ModuleType | None:
    """Import a module that an app may or may not have."""
    return import_module(name) if find_spec(name) else None
