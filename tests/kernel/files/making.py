"""Files for tests, made here: sound ones and hostile ones."""

# ruff: noqa: E501  (bytes as they stand in a file)

import io
import struct
import zipfile
import zlib

from PIL import Image, PngImagePlugin


def picture(form="JPEG", size=(64, 48), mode="RGB", **options):
    """Return a small picture."""
    out = io.BytesIO()
    Image.effect_noise(size, 40).convert(mode).save(out, form, **options)
    return out.getvalue()


def photo_with_place():
    """Return a JPEG that says where it was taken, lying on its side, with a comment and a thumbnail's maker."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SECRETCAMERA"
    exif.get_ifd(0x8825).update({1: "N", 2: (38.0, 16.0, 8.0), 3: "E", 4: (140.0, 52.0, 10.0)})
    return picture(exif=exif.tobytes(), comment=b"SECRETCOMMENT")


def png_with_text():
    """Return a PNG with text chunks."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "SECRETCOMMENT")
    info.add_itxt("XML:com.adobe.xmp", "<x>SECRETXMP</x>")
    return picture("PNG", pnginfo=info)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_pixels(width, height):
    """Return a PNG that claims so many pixels and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def pdf(*objects, tail=b"", streams=()):
    """Return a PDF with these further objects, and packed streams (each: its dictionary, its content)."""
    parts = [
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n",
    ]
    parts += [b"%d 0 obj\n%s\nendobj\n" % (n, content) for n, content in enumerate(objects, 3)]
    for n, (words, content) in enumerate(streams, 30):
        packed = zlib.compress(content)
        parts.append(
            b"%d 0 obj\n<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
            % (n, words, len(packed), packed)
        )
    body = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"".join(parts)
    return body + b"xref\n0 1\ntrailer << /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body) + tail


MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def office(kind="docx", extra=(), *, without=(), prefix=b"", tail=b"", comment=b""):
    """Return an Office file; ``extra`` are further entries (name, content) or ZipInfo pairs."""
    out = io.BytesIO()
    entries = [
        ("[Content_Types].xml", b'<?xml version="1.0"?><Types><Override ContentType="application/xml"/></Types>'),
        (
            "_rels/.rels",
            b'<?xml version="1.0"?><Relationships><Relationship Id="1" Type="x/officeDocument" Target="a"/></Relationships>',
        ),
        (MAIN[kind], b'<?xml version="1.0"?><document>text</document>'),
        ("docProps/app.xml", b"<Properties/>"),
        *extra,
    ]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            if name not in without:
                archive.writestr(name, content)
        archive.comment = comment
    return prefix + out.getvalue() + tail


def relations(kind, target="https://evil.example/x", mode="External"):
    """Return a list of relations with one that leads outside."""
    return (
        f'<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    ).encode()
