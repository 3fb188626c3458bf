from django.db.models import QuerySet

from kyodo.kernel.notices.models import Notice

SHOWN = 200


def latest() -> QuerySet[Notice]:
    """Return the latest notices, newest first, without those that were put into a digest."""
    return Notice.objects.filter(digest=None).defer("body", "html")[:SHOWN]
