import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def new_token() -> str:
    """Return 128 random bits for an address that cannot be guessed."""
    return secrets.token_urlsafe(16)


def place_for(stored: "StoredFile", name: str) -> str:
    """Return where a file lies below ``MEDIA_ROOT``: random, without its name and extension."""
    place = secrets.token_hex(20)
    return f"files/{place[:2]}/{place[2:]}"


class StoredFile(models.Model):
    """A file that somebody sent, checked, and the thing to which it belongs."""

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    kind = models.CharField(_("kind of file"), max_length=80)
    owner_kind = models.CharField(_("kind of thing"), max_length=80)
    owner_id = models.CharField(pgettext_lazy("stored file", "thing"), max_length=80)
    name = models.CharField(_("file name"), max_length=120)
    media_type = models.CharField(_("media type"), max_length=120)
    size = models.PositiveBigIntegerField(_("bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)
    width = models.PositiveIntegerField(pgettext_lazy("stored file", "width"), null=True, blank=True)
    height = models.PositiveIntegerField(pgettext_lazy("stored file", "height"), null=True, blank=True)
    content = models.FileField(
        pgettext_lazy("stored file", "place"), upload_to=place_for, max_length=120, editable=False
    )
    made_at = models.DateTimeField(pgettext_lazy("stored file", "received"), auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("stored file", "file")
        verbose_name_plural = pgettext_lazy("stored file", "files")
        ordering = ["pk"]
        indexes = [models.Index(fields=["owner_kind", "owner_id"], name="files_of_owner")]
        constraints = [models.UniqueConstraint(fields=["content"], name="files_one_row_each")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether this can be shown in an ``<img>``."""
        return self.width is not None
