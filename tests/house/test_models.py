"""Foreign keys, also those written as strings, point downward."""

from django.apps import apps

from tests.house.checks.models import relations, wrong_relations


def test_every_relation_points_down() -> None:
    assert wrong_relations(relations(apps.get_models(include_auto_created=True))) == []


def test_relations_of_ours_are_seen() -> None:
    assert ("actors.Holding.person", "kyodo.commons.actors.models", "kyodo.commons.people.models") in relations(
        apps.get_models()
    )


def test_planted_relations_are_found() -> None:
    planted = [
        ("people.Person.actor", "kyodo.commons.people.models", "kyodo.commons.actors.models"),
        ("people.Person.home", "kyodo.commons.people.models", "kyodo.commons.places.models"),
        ("audit.Entry.person", "kyodo.kernel.audit.models", "kyodo.commons.people.models"),
        ("grants.Call.guide", "kyodo.grants.models", "kyodo.navigator.models"),
    ]
    assert wrong_relations(planted) == [
        "people.Person.actor: people points to actors",
        "people.Person.home: people points to places",
        "audit.Entry.person: kernel points to people",
        "grants.Call.guide: grants points to navigator",
    ]


def test_the_four_arrows_and_libraries_are_allowed() -> None:
    allowed = [
        ("grants.Call.expert", "kyodo.grants.models", "kyodo.experts.models"),
        ("actors.Seat.actor", "kyodo.commons.actors.models", "kyodo.commons.actors.models"),
        ("people.Account.groups", "kyodo.commons.people.models", "django.contrib.auth.models"),
        ("navigator.Programme.desk", "kyodo.navigator.models", "kyodo.commons.places.models"),
    ]
    assert wrong_relations(allowed) == []
