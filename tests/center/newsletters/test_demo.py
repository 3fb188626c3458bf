"""The sample newsletter (見本) and what the city's own pack says."""

from pathlib import Path

import pytest
import yaml

from kyodo.center.newsletters.demo import make_sample_newsletter
from kyodo.center.newsletters.models import Article, Issue, Reader
from kyodo.center.newsletters.papers import issue_pdf
from kyodo.center.newsletters.queries.checklist import checklist
from kyodo.kernel.packs.load import load
from tests.factories.packs import a_pack
from tests.factories.places import a_desk

#: Wagtail leaves it to Python to close the files of pictures.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
PACK = Path(__file__).parents[3] / "cities/sendai"


def test_the_sample_is_marked_complete_and_made_once():
    a_desk()
    for _again in range(2):
        make_sample_newsletter()
    assert (Issue.objects.filter(is_demo=True).count(), Reader.objects.filter(is_demo=True).count()) == (2, 12)
    issue = Issue.objects.get(state="published")
    assert [point.label for point in checklist(issue) if not point.is_done] == []
    assert Article.objects.filter(issue=issue).count() >= 4
    assert issue_pdf(issue)[:5] == b"%PDF-"


def test_a_pack_brings_series_and_where_their_issues_lie(tmp_path):
    folder = a_pack(tmp_path)
    series = (PACK / "newsletters.yaml").read_text()
    (folder / "newsletters.yaml").write_text(series)
    (folder / "newsletters").mkdir()
    (folder / "newsletters/palette.yaml").write_text((PACK / "newsletters/palette.yaml").read_text())
    load(folder)
    assert sorted(Issue.objects.values_list("slug", "state", "number")) == [
        ("palette-112", "published", 112), ("palette-195", "published", 195), ("palette-2019-08", "published", None),
        ("palette-2025-09", "published", None), ("palette-207", "published", 207),
    ]  # fmt: skip
    assert all(issue.link in issue.source for issue in Issue.objects.all())
    assert Article.objects.count() == 0
    assert [one["slug"] for one in yaml.safe_load(series)["series"]] == ["palette", "kawaraban"]
