"""The sample case shows every part of a case's page, and is marked as a sample."""

import pytest
from django.test import Client

from kyodo.casebook.demo import SLUG, make_sample_case
from kyodo.casebook.models import Case
from kyodo.casebook.states import Part
from kyodo.commons.actors.demo import make_sample_organizations
from kyodo.commons.collaborations.demo import make_sample_collaborations

pytestmark = pytest.mark.django_db


def test_the_sample_case_holds_every_part_and_says_that_it_is_invented(visitor: Client):
    make_sample_organizations()
    make_sample_collaborations()
    make_sample_case()
    make_sample_case()
    case = Case.objects.get(slug=SLUG)
    told = {block.value["kind"] for block in case.body if block.block_type == "part"}
    missing = {Part.CHALLENGE, Part.OTHER}
    assert {part for part in Part if part not in told} == missing
    assert {block.block_type for block in case.body} == {"part", "figures", "quote", "interview", "video"}
    html = visitor.get(f"/cases/{SLUG}/").content.decode()
    assert '<span class="tag sample">見本</span>' in html
    assert "638人" in html


def test_without_the_sample_collaboration_there_is_no_sample_case():
    assert make_sample_case() == "  見本の事例 0"
    assert not Case.objects.exists()
