"""What the newsletters keep: series, issues and articles; readers and what they agreed to; copies on paper."""

from kyodo.center.newsletters.models.issue import Article, Issue
from kyodo.center.newsletters.models.paper import CopyPlace, Parcel, PrintRun
from kyodo.center.newsletters.models.reader import Bounce, Mailing, Reader, Subscription, Wish
from kyodo.center.newsletters.models.series import Series

__all__ = [
    "Article",
    "Bounce",
    "CopyPlace",
    "Issue",
    "Mailing",
    "Parcel",
    "PrintRun",
    "Reader",
    "Series",
    "Subscription",
    "Wish",
]
