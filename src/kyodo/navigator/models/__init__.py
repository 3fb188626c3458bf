"""What the navigation site keeps: support programmes, guides, figures, videos."""

from kyodo.navigator.models.figure import Dataset, DatasetRow
from kyodo.navigator.models.guide import GuideIndexPage, GuidePage
from kyodo.navigator.models.programme import SupportProgramme
from kyodo.navigator.models.video import Video

__all__ = ["Dataset", "DatasetRow", "GuideIndexPage", "GuidePage", "SupportProgramme", "Video"]
