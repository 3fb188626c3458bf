"""The read API under generated questions: it keeps what its OpenAPI document promises, whatever is asked."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from kyodo.matching.models import Need, Offer
from tests.factories.actors import a_seat, an_actor
from tests.factories.gatherings import a_coming_gathering
from tests.factories.matching import a_shown_offer, an_open_need
from tests.factories.newsletters import an_article, an_issue
from tests.journeys.world import settle
from tests.support.examples import examples

DOCUMENT = "/api/v1/openapi.json"
PATHS = [
    "/api/v1/support",
    "/api/v1/support/{slug}",
    "/api/v1/places",
    "/api/v1/places/{slug}/hours",
    "/api/v1/organizations",
    "/api/v1/organizations/{slug}",
    "/api/v1/events",
    "/api/v1/events/{slug}",
    "/api/v1/cases",
    "/api/v1/cases/{slug}",
    "/api/v1/needs",
    "/api/v1/needs/{code}",
    "/api/v1/offers",
    "/api/v1/offers/{code}",
    "/api/v1/newsletters",
    "/api/v1/newsletters/{slug}",
    "/api/v1/timeline",
    "/api/v1/search",
]
#: What there is in the small city.
THERE = {
    "/api/v1/support/{slug}": "hana",
    "/api/v1/places/{slug}/hours": "center",
    "/api/v1/organizations/{slug}": "katahira",
    "/api/v1/events/{slug}": "kouza",
    "/api/v1/cases/{slug}": "hanadan",
    "/api/v1/needs/{code}": "ACEFHJ",
    "/api/v1/offers/{code}": "KLMNPR",
    "/api/v1/newsletters/{slug}": "palette-312",
}
#: Operations that take any text, so that no question to them can be malformed.
ANY_TEXT = (
    "/api/v1/organizations/{slug}", "/api/v1/events/{slug}", "/api/v1/cases/{slug}",
    "/api/v1/needs/{code}", "/api/v1/offers/{code}", "/api/v1/newsletters/{slug}",
)  # fmt: skip
#: Questions to each operation: as documented, and with something wrong in them.
EXAMPLES = examples(15)


@pytest.fixture(scope="module")
def one_connection(kept_world: Any) -> Iterator[None]:
    """Requests stay within the transaction of the tests, as those of Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def document(one_connection: None, kept_world: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The API of a small city as it describes itself."""
    with kept_world.unblock():
        settle(tmp_path_factory.mktemp("city"))
        a_seat(an_actor("片平まちづくり会", slug="katahira"))
        a_coming_gathering("会計講座", slug="kouza")
        Need.objects.filter(pk=an_open_need().pk).update(code="ACEFHJ")
        an_article(an_issue(number=312))
        Offer.objects.filter(pk=a_shown_offer().pk).update(code="KLMNPR")
        return schemathesis.openapi.from_wsgi(DOCUMENT, get_wsgi_application())


@pytest.mark.django_db
def test_the_document_is_openapi_3_1_and_names_every_operation(client: Any) -> None:
    described = client.get(DOCUMENT).json()
    assert described["openapi"].rsplit(".", 1)[0] == "3.1"
    assert sorted(described["paths"]) == sorted(PATHS)
    assert {method for path in described["paths"].values() for method in path} == {"get"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_a_documented_one(document: Any, path: str) -> None:
    operation = document[path]["GET"]
    ask(operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    ask(operation.as_strategy(generation_mode=GenerationMode.POSITIVE).map(about_what_exists))
    if path not in ANY_TEXT:
        ask(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))


def about_what_exists(case: Any) -> Any:
    """Let a question be about something that there is: its answer is full, and is checked against the document."""
    if case.path_parameters:
        case.path_parameters["slug"] = THERE[case.path]
    for narrowed in ("ward", "field", "kind", "need", "actor_kind", "offset", "page"):
        (case.query or {}).pop(narrowed, None)
    return case


def ask(questions: Any) -> None:
    """Ask as many questions, the same in every run; raises when an answer breaks a promise."""

    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=questions)
    def one(case: Any) -> None:
        # A ward that does not exist is a string as any other, and is answered with a documented 400.
        case.call_and_validate(headers={"Accept-Encoding": "identity"}, excluded_checks=[positive_data_acceptance])

    one()
