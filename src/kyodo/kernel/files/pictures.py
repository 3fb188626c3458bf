"""Pictures are drawn anew: what comes out holds the pixels and nothing else."""

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from kyodo.kernel.errors import Unusable

#: More pixels than this are refused before anything is decoded.
MOST_PIXELS = 40_000_000
#: The longer side is brought down to this: A4 at 350 dots an inch.
LONGEST_SIDE = 4096
QUALITY = 88

_COMES_OUT_AS = {"JPEG": ("JPEG", "image/jpeg", ".jpg"), "PNG": ("PNG", "image/png", ".png"),
                 "GIF": ("PNG", "image/png", ".png"), "WEBP": ("WEBP", "image/webp", ".webp")}  # fmt: skip
SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept: its bytes, media type, extension, width and height in pixels."""

    data: bytes
    media_type: str
    extension: str
    width: int
    height: int


def looks_like_picture(data: bytes) -> bool:
    """Say whether data begins like a picture that we take."""
    return data.startswith(SIGNATURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def redraw(data: bytes) -> Picture:
    """Return the picture drawn anew: upright, at most 4096 pixels a side, without EXIF, GPS or comments.

    Of moving pictures the first frame is kept. Raises ``Unusable`` for more than 40 million
    pixels and for what cannot be drawn whole.
    """
    try:
        return _drawn(data)
    except Unusable:
        raise
    except Exception:
        # Pillow meets broken files with many kinds of errors; all mean the same here.
        raise Unusable(
            _("This picture cannot be read. Please save it again as JPEG or PNG and choose it once more.")
        ) from None


def _drawn(data: bytes) -> Picture:
    with Image.open(BytesIO(data), formats=tuple(_COMES_OUT_AS)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Unusable(_("This picture has too many pixels. Please make it smaller than 40 million pixels."))
        form, media_type, extension = _COMES_OUT_AS[str(opened.format)]
        if form == "JPEG":
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.load()
        image: Image.Image = _plain(opened, form)
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        image = _upright(image, opened)
        # Comments, profiles and text chunks lie here; the writers below would carry some of them over.
        image.info = {}
        out = BytesIO()
        if form == "PNG":
            image.save(out, "PNG")
        else:
            image.save(out, form, quality=QUALITY)
        return Picture(out.getvalue(), media_type, extension, image.width, image.height)


def _plain(opened: Image.Image, form: str) -> Image.Image:
    if form == "JPEG":
        return opened.convert("L" if opened.mode in ("L", "1") else "RGB")
    has_transparency = "transparency" in opened.info or opened.mode in ("RGBA", "LA", "PA", "RGBa", "La")
    return opened.convert("RGBA" if has_transparency else "RGB")


def _upright(image: Image.Image, opened: Image.Image) -> Image.Image:
    try:
        turn = opened.getexif().get(0x0112, 1)
    except Exception:  # a broken EXIF block: shown as it lies
        return image
    exif = Image.Exif()
    exif[0x0112] = turn
    image.info = {"exif": exif.tobytes()}
    return ImageOps.exif_transpose(image)
