from django.db import models
from django.db.models import QuerySet

from kyodo.kernel.files.models import StoredFile


def files_of(owner: models.Model, kind: str = "") -> QuerySet[StoredFile]:
    """Return the files of a thing, oldest first; ask the rule before showing them."""
    found = StoredFile.objects.filter(owner_kind=owner._meta.label_lower, owner_id=str(owner.pk))
    return found.filter(kind=kind) if kind else found
