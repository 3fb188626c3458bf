"""Pictures and papers of the CMS: looked through when they come in, harmless when they go out."""

import mimetypes
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtail.images.models import Rendition
from wagtail.models import CollectionViewRestriction

from kyodo.kernel.errors import Unusable
from kyodo.kernel.files.contents import OFFICE, PAPER, PICTURE, TEXT, look_through
from kyodo.kernel.permissions import YES, Answer, Who, anyone, find_or_404, open_to
from kyodo.site.cms.gate import works_in_cms


class PictureForm(BaseImageForm):
    """Wagtail's form, keeping of a picture its pixels only: no place, no name of a camera, nothing hidden in it."""

    def clean_file(self) -> Any:
        return _looked_through(self, (PICTURE,))


class PaperForm(BaseDocumentForm):
    """Wagtail's form, taking only papers, tables and texts that are what their name says."""

    def clean_file(self) -> Any:
        return _looked_through(self, (PAPER, OFFICE, TEXT))


def _looked_through(form: Any, kinds: tuple[str, ...]) -> Any:
    upload = form.cleaned_data["file"]
    if "file" not in form.changed_data or not isinstance(upload, UploadedFile):
        return upload
    try:
        upload.seek(0)
        checked = look_through(upload, kinds)
    except Unusable as error:
        raise ValidationError(str(error.message), code="unusable") from None
    return SimpleUploadedFile(checked.name, checked.data, checked.media_type)


def may_see_picture(who: Who, rendition: Rendition) -> Answer:
    """Pictures are for everybody, those of a closed collection for whoever works in the CMS."""
    closed = CollectionViewRestriction.objects.filter(
        collection__in=rendition.image.collection.get_ancestors(inclusive=True)
    )
    return works_in_cms(who) if closed.exists() else YES


@open_to(anyone)
@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give out a picture in the size in which a page shows it. The file that was uploaded is never given out."""
    shown = Rendition.objects.select_related("image__collection")
    who = request.who  # type: ignore[attr-defined]
    rendition = find_or_404(shown, may_see_picture, who, file=f"images/{name}")
    try:
        opened = rendition.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(opened, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    # The name holds a hash of what is done to the picture; another picture gets another name.
    response["Cache-Control"] = "public, max-age=86400"
    return response
