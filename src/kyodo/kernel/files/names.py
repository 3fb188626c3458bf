"""File names as people may see and save them; never used as a path here."""

import re
import unicodedata

LONGEST = 100
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uff66-\uff9f]")
NAMELESS = "ファイル"


def in_japanese(name: str) -> str:
    """Return a Shift_JIS name that a browser sent as Latin letters as what it says; others unchanged."""
    if not any("\x80" <= c <= "\u2122" for c in name):
        return name
    for taken_for in ("latin-1", "cp1252"):
        try:
            found = name.encode(taken_for).decode("cp932")
        except UnicodeError:
            continue
        if _JAPANESE.search(found):
            return found
    return name


def clean_name(name: str, extension: str) -> str:
    """Return one harmless line that ends in ``extension`` (such as ``.pdf``), at most 100 characters long.

    Folders, control and direction characters, what Windows forbids and every other extension
    at the end go; a name of which nothing is left becomes ファイル.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", in_japanese(name)))[-1]
    spaced = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Zs") else c for c in last)
    kept = "".join(c for c in spaced if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn") and c != "\ufffd")
    plain = " ".join(re.sub(r'[<>:"|?*]', "_", kept).split()).rstrip(". ")
    if not plain.lower().endswith(extension):
        plain = _EXTENSION.sub("", plain)
    if plain.lower().endswith(extension):
        plain = plain[: -len(extension)]
    plain = plain.strip(". ") or NAMELESS
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    return plain[: LONGEST - len(extension)].rstrip(". ") + extension
