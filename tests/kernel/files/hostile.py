"""A corpus of hostile files, made afresh: (what it is, its name, its bytes)."""

# ruff: noqa: E501  (one file a line)

import gzip
import io
import struct
import tarfile
import zipfile

from tests.kernel.files.making import office, pdf, picture, png_of_pixels, relations

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
EXE = b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + bytes(200)


def _markup():
    bodies = {
        "svg": SVG, "svg with xml head": b'<?xml version="1.0"?>' + SVG, "svg after a mark": b"\xef\xbb\xbf" + SVG,
        "svg after spaces": b" \n\t" + SVG, "html": HTML, "html in capitals": HTML.upper(), "xhtml": b"<?xml version='1.0'?><html/>",
        "script alone": b"<script>alert(1)</script>", "comment first": b"<!-- x --><script>alert(1)</script>",
        "image with a handler": b"<img src=x onerror=alert(1)>", "php": b"<?php system('id'); ?>",
        "html in utf-16": HTML.decode().encode("utf-16"), "html in utf-7": b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-\x00",
        "words, then html": "あいさつ\n".encode() + HTML, "html in shift_jis": "<p>日本</p>".encode("cp932"),
    }  # fmt: skip
    for what, body in bodies.items():
        for name in ("a.svg", "a.html", "a.txt", "a.csv"):
            yield f"{what} as {name}", name, body
    for name in ("a.jpg", "a.png", "a.pdf", "a.docx", "a.xlsx", "a.svgz", "a.xht", "a.shtml"):
        yield f"svg called {name}", name, SVG
    yield "packed svg", "a.svgz", gzip.compress(SVG)


def _programs():
    for name in ("a.exe", "a.pdf", "a.jpg", "a.txt", "a.csv", "a.docx"):
        yield f"program called {name}", name, EXE
    for name, body in {
        "a.bat": b"@echo off\ndel *.*", "a.ps1": b"Remove-Item *", "a.vbs": b"MsgBox 1", "a.js": b"alert(1)", "a.hta": HTML,
        "a.lnk": b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(80), "a.url": b"[InternetShortcut]\nURL=file://x", "a.sh": b"#!/bin/sh\nid",
        "a.jar": office(), "a": b"no extension", "a.eml": b"MIME-Version: 1.0\n\nx", "a.mht": b"MIME-Version: 1.0\n\n<html>",
    }.items():  # fmt: skip
        if name != "a.jar":
            yield f"{name} by name", name, body
    for what, body in {
        "shell script": b"#!/bin/sh\nid\n", "batch": b"@echo off\n", "rtf": rb"{\rtf1 x}", "postscript": b"%!PS-Adobe\n",
        "web archive": b"MIME-Version: 1.0\nContent-Type: text/html\n\nx", "shortcut": b"[InternetShortcut]\nURL=x",
        "control characters": b"a\x1b[2Jb", "zeros": bytes(100), "elf": b"\x7fELF" + bytes(60), "invalid letters": b"\x81\xff\xfe\x80\n",
    }.items():  # fmt: skip
        yield f"{what} as text", "a.txt", body


def _archives():
    def packed(form, name="a.txt"):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode=form) as archive:
            info = tarfile.TarInfo(name)
            archive.addfile(info, io.BytesIO(b""))
        return out.getvalue()

    yield "tar", "a.tar", packed("w")
    yield "tar.gz as docx", "a.docx", packed("w:gz")
    yield "7z", "a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50)
    yield "rar as xlsx", "a.xlsx", b"Rar!\x1a\x07\x00" + bytes(50)
    yield "old word", "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    yield "old excel as xlsx", "a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    yield "word with a password", "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16le")
    yield "plain zip", "a.zip", office(without=("word/document.xml",))
    yield "zip as docx", "a.docx", office(without=("word/document.xml",))
    yield "no list of types", "a.docx", office(without=("[Content_Types].xml",))
    yield "word and excel at once", "a.docx", office(extra=[("xl/workbook.xml", b"<x/>")])
    yield "empty zip", "a.docx", b"PK\x05\x06" + bytes(18)
    yield "cut short", "a.docx", office()[:-30]
    yield "cut in the middle", "a.docx", office()[:200]
    yield "a flipped byte", "a.docx", _flipped(office())
    yield "html before", "a.docx", office(prefix=HTML)
    yield "zip before", "a.docx", office(prefix=b"PK\x03\x04" + bytes(30))
    yield "html behind", "a.docx", office(tail=HTML)
    yield "html as its comment", "a.docx", office(comment=HTML)


def _flipped(data):
    place = data.index(b"word/document.xml") + len("word/document.xml") + 6
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


def _office():
    for name in (
        "../../evil.xml",
        "/etc/passwd",
        "..\\evil.xml",
        "word/../../x.xml",
        "C:/x.xml",
        "word/a\x01b.xml",
        "word/\u202ex.xml",
    ):
        yield f"path {name!r}", "a.docx", office(extra=[(name, b"x")])
    link = zipfile.ZipInfo("word/link.xml")
    link.external_attr = 0o120777 << 16
    yield "a link", "a.docx", office(extra=[(link, b"/etc/passwd")])
    yield "the same name in capitals", "a.docx", office(extra=[("WORD/document.xml", b"x")])
    yield "bomb", "a.xlsx", office("xlsx", [("xl/worksheets/sheet1.xml", bytes(60_000_000))])
    yield "bomb in parts", "a.xlsx", office("xlsx", [(f"xl/s{n}.xml", bytes(5_000_000)) for n in range(12)])
    yield "5001 entries", "a.docx", office(extra=[(f"word/{n}.xml", b"") for n in range(5001)])
    yield "claims to be small", "a.docx", _lying(office(extra=[("word/x.bin", bytes(100_000))]))
    bombed = office("xlsx", [("xl/x.xml", bytes(60_000_000))])
    yield "bomb in a chart's table", "a.docx", office(extra=[("word/embeddings/a.xlsx", bombed)])
    nested = office("xlsx", [("xl/embeddings/b.xlsx", office("xlsx"))])
    yield "workbook in workbook in word", "a.docx", office(extra=[("word/embeddings/a.xlsx", nested)])


def _active_office():
    for name in ("word/vbaProject.bin", "xl/vbaProject.bin", "word/vbaData.xml", "xl/macrosheets/sheet1.xml", "word/activeX/activeX1.xml",
                 "word/embeddings/oleObject1.bin", "word/embeddings/a.docx", "word/media/x.exe", "word/media/x.svg", "word/a.html",
                 "WORD/VBAPROJECT.BIN", "customUI/x.js"):  # fmt: skip
        yield f"holds {name}", "a.docx", office(extra=[(name, b"x")])
    yield "types say macroEnabled", "a.docx", _typed(b"application/vnd.ms-word.document.macroEnabled.main+xml")
    for kind in ("attachedTemplate", "oleObject", "frame", "image", "subDocument", "aFChunk"):
        yield (
            f"loads its {kind} from elsewhere",
            "a.docx",
            office(extra=[("word/_rels/settings.xml.rels", relations(kind))]),
        )
    yield (
        "entity",
        "a.docx",
        office(
            extra=[
                ("word/x.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
            ]
        ),
    )
    yield "entity in utf-16", "a.docx", office(extra=[("word/x.xml", "<!DOCTYPE a><a/>".encode("utf-16"))])


def _typed(content_type):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", b'<Types><Override ContentType="%s"/></Types>' % content_type)
        archive.writestr("word/document.xml", b"<x/>")
    return out.getvalue()


def _lying(data):
    size = struct.pack("<I", 100_000)
    return data.replace(size, struct.pack("<I", 10))


def _pdf():
    script = b"<< /S /JavaScript /JS (app.alert(1)) >>"
    yield "script", "a.pdf", pdf(script)
    yield "script with a written name", "a.pdf", pdf(b"<< /S /J#61vaScript /JS (x) >>")
    yield "script on opening", "a.pdf", pdf(b"<< /OpenAction " + script + b" >>")
    yield "script in a packed list", "a.pdf", pdf(streams=[(b"/Type /ObjStm /N 1 /First 5", b"9 0  " + script)])
    yield (
        "written name in a packed list",
        "a.pdf",
        pdf(streams=[(b"/Type /ObjStm /N 1 /First 5", b"9 0  << /S /Java#53cript >>")]),
    )
    for word in (
        "Launch",
        "EmbeddedFile",
        "EmbeddedFiles",
        "RichMedia",
        "XFA",
        "SubmitForm",
        "ImportData",
        "GoToE",
        "Rendition",
    ):
        yield word, "a.pdf", pdf(f"<< /S /{word} /F (cmd.exe) >>".encode())
    yield "password", "a.pdf", pdf(b"<< /Encrypt 9 0 R >>")
    yield "bomb", "a.pdf", pdf(streams=[(b"/Type /ObjStm /N 1 /First 5", b"9 0 " + b" " * 30_000_000)])
    yield "bomb in parts", "a.pdf", pdf(streams=[(b"/Type /ObjStm /N 1", b"9 0 " + b" " * 6_000_000)] * 5)
    yield "no end", "a.pdf", pdf()[:-8]
    yield "something before", "a.pdf", b"GIF89a" + pdf()
    yield "html before", "a.pdf", HTML + pdf()
    yield "html within", "a.pdf", pdf()[:20] + HTML + pdf()[20:]
    yield "html behind", "a.pdf", pdf(tail=HTML)
    yield "zip behind", "a.pdf", pdf(tail=office())
    yield "program behind", "a.pdf", pdf(tail=EXE)
    yield "no version", "a.pdf", b"%PDF-\n%%EOF"
    yield "only a head", "a.pdf", b"%PDF-1.7\n"


def _pictures():
    for width, height in ((30_000, 30_000), (40_000_001, 1), (8_000, 5_001), (2**31 - 1, 2**31 - 1)):
        yield f"{width} x {height}", "a.png", png_of_pixels(width, height)
    for form in ("JPEG", "PNG", "GIF", "WEBP"):
        whole = picture(form, size=(200, 200))
        yield f"{form} cut short", f"a.{form.lower()}", whole[: len(whole) // 2]
        yield f"{form}, the head alone", f"a.{form.lower()}", whole[:12]
    yield "gif that is a script", "a.gif", b"GIF89a=1;alert(1)//"
    yield "jpeg that is html", "a.jpg", b"\xff\xd8\xff\xe0" + HTML
    yield "png that is html", "a.png", b"\x89PNG\r\n\x1a\n" + HTML
    for form in ("BMP", "TIFF", "ICO", "PPM", "TGA", "PCX", "EPS"):
        yield form, f"a.{form.lower()}", picture(form)
        yield f"{form} called jpg", "a.jpg", picture(form)
    yield "photoshop", "a.psd", b"8BPS\x00\x01" + bytes(100)
    yield "no bytes", "a.png", b""


def corpus():
    """Return the whole corpus."""
    makers = (_markup, _programs, _archives, _office, _active_office, _pdf, _pictures)
    return [(f"{maker.__name__[1:]}: {what}", name, data) for maker in makers for what, name, data in maker()]
