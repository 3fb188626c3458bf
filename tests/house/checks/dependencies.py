"""Dependencies: few, each with a reason; the lock names only the public index; no trace of any machine."""

import hashlib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from tests.house.checks.places import shown

#: HOUSE allows 22; QR codes and the cryptography of sealed texts come with the sign-in library anyway and are named
#: because we import them.
MOST = 24
#: The public default index and its file host, by the beginning of their SHA-256: no host is named outside the lock.
PUBLIC_HOSTS = {"a4aa2ac280bb8d1a", "c899567ee9068517"}
_TRACES = (
    (re.compile(r"/(?:root|home/[a-z][\w-]*|Users/\w[\w-]*|workspace|builds)/\w"), "a path of one machine"),
    (re.compile(r"(?<![\w.])/(?:work|tmp)/[a-z][\w.-]*/"), "a path of one machine"),
    (re.compile(r"https?://[\w.-]*(?:artifactory|nexus|devpi|mirror)[\w.-]*/", re.I), "a package host"),
    (re.compile(r"https?://(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?/(?:simple|pypi|npm)"), "a package host"),
)


def without_reason(pyproject: str) -> list[str]:
    """Return what is wrong with the list of run-time dependencies in the text of ``pyproject.toml``."""
    block = pyproject.split("\ndependencies = [", 1)[1].split("\n]", 1)[0]
    lines = [line.strip() for line in block.splitlines() if line.strip().startswith('"')]
    count = len(tomllib.loads(pyproject)["project"]["dependencies"])
    found = [f"no reason: {line}" for line in lines if not re.search(r",\s*#\s*\S+", line)]
    if count > MOST:
        found.append(f"{count} direct dependencies, {MOST} are allowed")
    if count != len(lines):
        found.append("one line for each dependency")
    return found


def foreign_hosts(lock: str) -> list[str]:
    """Return the hosts in the lock file that are not the public index."""
    hosts = {urlsplit(url).hostname or "" for url in re.findall(r"https?://[^\s\"']+", lock)}
    return sorted(host for host in hosts if hashlib.sha256(host.encode()).hexdigest()[:16] not in PUBLIC_HOSTS)


def traces(files: Iterable[Path]) -> list[str]:
    """Return the lines of text files that name a machine's own path or a private package host."""
    found = []
    for path in files:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            found += [f"{shown(path)}:{number} {what}" for pattern, what in _TRACES if pattern.search(line)]
    return found
