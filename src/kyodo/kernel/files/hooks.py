import hashlib
from collections.abc import Iterator
from datetime import time, timedelta

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.files.models import StoredFile
from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.registry import CHECKS, CheckItem

FOLDER = "files"
#: Bytes without a row are left by transactions that were rolled back; younger ones may still get theirs.
LEFT_ALONE = timedelta(days=1)


def sweep() -> str:
    """Delete bytes that belong to no row; returns how many in words."""
    gone = 0
    if not default_storage.exists(FOLDER):
        return "0 swept"
    for part in default_storage.listdir(FOLDER)[0]:
        places = [f"{FOLDER}/{part}/{name}" for name in default_storage.listdir(f"{FOLDER}/{part}")[1]]
        known = set(StoredFile.objects.filter(content__in=places).values_list("content", flat=True))
        for place in places:
            if place not in known and default_storage.get_modified_time(place) < timezone.now() - LEFT_ALONE:
                default_storage.delete(place)
                gone += 1
    return f"{gone} swept"


def wrong() -> Iterator[str]:
    """Yield a line for each file whose bytes are missing or not those that were received."""
    for stored in StoredFile.objects.order_by("pk").iterator():
        try:
            with stored.content.open("rb") as opened:
                found = hashlib.file_digest(opened, "sha256").hexdigest()
        except FileNotFoundError:
            yield f"files: the bytes of file {stored.pk} are missing"
            continue
        if found != stored.sha256:
            yield f"files: the bytes of file {stored.pk} were altered"


JOBS.hang(Job("files.sweep", _("sweep files without a row"), sweep, daily_at=time(3, 20), longest=timedelta(hours=1)))
CHECKS.hang(CheckItem("files", _("received files"), wrong))
