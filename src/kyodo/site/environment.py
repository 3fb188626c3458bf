"""Settings come from the environment; one reader, and one clear line when something is missing."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ROOT = Path(os.environ.get("KYODO_ROOT") or Path(__file__).resolve().parents[3])


class SettingsError(SystemExit):
    """A setting is missing or cannot be read; the message is the whole output."""


def text(name: str, default: str | None = None) -> str:
    """Return a setting; without a default a missing one stops the program with one line."""
    value = os.environ.get(name, default)
    if value is None:
        raise SettingsError(f"kyodo: set {name} (see docs/OPERATE.md)")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Return a yes/no setting: 1, true, yes, on against 0, false, no, off."""
    value = os.environ.get(name, "").strip().lower()
    if value in ("",):
        return default
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise SettingsError(f"kyodo: {name} is {value!r}; write 1 or 0")


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated setting as a list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def kept_secret(path: Path) -> str:
    """Return the secret of a demo or development machine, made once and kept in ``var/``."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=path.parent) as file:  # readable by us alone
            file.write(secrets.token_urlsafe(48))
            file.flush()
            with suppress(FileExistsError):  # another process of the same start was faster; its secret holds
                os.link(file.name, path)
    return path.read_text(encoding="ascii")


def mail_server(url: str) -> dict[str, Any]:
    """Return the options of Django's SMTP mailer for ``smtp://user:password@host:port`` or ``smtps://…``.

    ``smtps`` is TLS from the first byte (port 465). With ``smtp`` a connection that signs in
    to another machine uses STARTTLS (port 587); ``?tls=1`` and ``?tls=0`` say it otherwise.
    Stops with one line for an address that cannot be read.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
        parts = urlsplit("")
    if parts.scheme not in ("smtp", "smtps") or not host:
        raise SettingsError("kyodo: KYODO_MAIL_URL is not smtp://user:password@host:port or smtps://…")
    at_once = parts.scheme == "smtps"
    asked = parse_qs(parts.query).get("tls", [""])[0]
    near = host in ("localhost", "::1") or host.startswith("127.")
    later = not at_once and (asked == "1" or (asked != "0" and bool(parts.username) and not near))
    return {
        "host": host, "port": port or (465 if at_once else 587 if later else 25), "use_ssl": at_once, "use_tls": later,
        "username": unquote(parts.username or ""), "password": unquote(parts.password or ""), "timeout": 30,
    }  # fmt: skip


def line_account(*names: str) -> tuple[str, ...]:
    """Return the settings of a LINE account: all of them, or none. Stops with one line for an account cut short."""
    found = tuple(os.environ.get(name, "").strip() for name in names)
    missing = [name for name, value in zip(names, found, strict=True) if not value]
    if missing and any(found):
        raise SettingsError(f"kyodo: set {' and '.join(missing)} too, or leave LINE off (see docs/OPERATE.md)")
    if any(not value.isascii() or not value.isprintable() or " " in value for value in found):
        raise SettingsError(f"kyodo: {', '.join(names)} are letters, digits and signs without spaces")
    return found
