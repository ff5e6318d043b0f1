"""`vault.toml`: what may be known of a vault without any key.

Source: https://toml.io/en/v1.0.0 (sections "String", "Array of Tables").
"""

from __future__ import annotations

import datetime as dt
import json
import pathlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vault.keeping import age
from vault.keeping.durable import Disk, reading
from vault.keeping.errors import NewerVaultError, NoVaultHereError, SettingsDamagedError
from vault.model import Authority, Sha256

FORMAT: Final = 1
FILE_NAME: Final = "vault.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The public part of a vault.

    `recipients` are age public keys, at least one. `sealed_identities` are the digests of the ciphertexts
    that `keys/identity.age` may have (two while the passphrase is being changed, none without a passphrase):
    they tell a wrong passphrase from a damaged file; `sealed_recoveries` are the same of `keys/recovery.age`.
    `encryptions` counts how often everything was encrypted anew; `reencrypting` says that the last time has not come
    to its end.
    """

    id: str
    created: dt.datetime
    recipients: tuple[str, ...]
    authorities: tuple[Authority, ...] = ()
    sealed_identities: tuple[Sha256, ...] = ()
    sealed_recoveries: tuple[Sha256, ...] = ()
    encryptions: int = 0
    reencrypting: bool = False


def dump(settings: Settings) -> str:
    """Write settings as TOML.

    Args:
        settings: What to write.

    Returns:
        The text of `vault.toml`.
    """
    lines = [
        f"format = {FORMAT}",
        f"id = {_string(settings.id)}",
        f"created = {settings.created.astimezone(dt.UTC).isoformat().replace('+00:00', 'Z')}",
        f"recipients = {_array(settings.recipients)}",
    ]
    if settings.sealed_identities:
        lines.append(f"sealed_identities = {_array(settings.sealed_identities)}")
    if settings.sealed_recoveries:
        lines.append(f"sealed_recoveries = {_array(settings.sealed_recoveries)}")
    if settings.encryptions:
        lines.append(f"encryptions = {settings.encryptions}")
    if settings.reencrypting:
        lines.append("reencrypting = true")
    for authority in settings.authorities:
        lines += ["", "[[authorities]]", f"url = {_string(authority.url)}"]
        if authority.roots:
            lines.append(f"roots = {_string(authority.roots)}")
    return "\n".join(lines) + "\n"


def parse(text: str, path: pathlib.Path) -> Settings:
    """Read the text of `vault.toml`.

    Args:
        text: The text.
        path: Where it stands, for errors.

    Returns:
        The settings.

    Raises:
        NewerVaultError: A newer program wrote it.
        SettingsDamagedError: It is no TOML, or something is missing or of the wrong type.
    """
    try:
        table = tomllib.loads(text)
    except ValueError:
        raise SettingsDamagedError(path=path, reason="TOML") from None
    version = table.get("format")
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
        raise NewerVaultError(path=path.parent, format=version, known=FORMAT)
    if version != FORMAT:
        raise SettingsDamagedError(path=path, reason="format")
    return Settings(
        id=_text(table, "id", path),
        created=_instant(table, "created", path),
        recipients=_recipients(table, path),
        authorities=tuple(_authority(entry, path) for entry in _tables(table, "authorities", path)),
        sealed_identities=_digests(table, "sealed_identities", path),
        sealed_recoveries=_digests(table, "sealed_recoveries", path),
        encryptions=_count(table, "encryptions", path),
        reencrypting=table.get("reencrypting") is True,
    )


def load(folder: pathlib.Path) -> Settings:
    """Read the settings of the vault in `folder`.

    Args:
        folder: The vault.

    Returns:
        Its settings.

    Raises:
        NoVaultHereError: There is no `vault.toml`.
        SettingsDamagedError: It cannot be understood.
    """
    path = folder / FILE_NAME
    try:
        with reading(path):
            content = path.read_bytes()
    except FileNotFoundError:
        raise NoVaultHereError(path=folder) from None
    try:
        return parse(content.decode("utf-8"), path)
    except UnicodeDecodeError:
        raise SettingsDamagedError(path=path, reason="UTF-8") from None


def save(folder: pathlib.Path, settings: Settings, disk: Disk, *, first: bool = False) -> None:
    """Write the settings of the vault in `folder`.

    Args:
        folder: The vault.
        settings: What to write.
        disk: How.
        first: Whether there must be none yet; if there are, `FileExistsError` is raised.
    """
    content = dump(settings).encode("utf-8")
    place = disk.create if first else disk.replace
    place(folder / FILE_NAME, lambda file: file.write(content))


def _string(text: str) -> str:
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _array(texts: tuple[str, ...]) -> str:
    return "[" + ", ".join(_string(text) for text in texts) + "]"


def _text(table: Mapping[str, object], name: str, path: pathlib.Path) -> str:
    value = table.get(name)
    if not isinstance(value, str) or not value:
        raise SettingsDamagedError(path=path, reason=name)
    return value


def _texts(table: Mapping[str, object], name: str, path: pathlib.Path) -> tuple[str, ...]:
    value = table.get(name, [])
    if not isinstance(value, list):
        raise SettingsDamagedError(path=path, reason=name)
    return tuple(_text({name: entry}, name, path) for entry in value)


def _count(table: Mapping[str, object], name: str, path: pathlib.Path) -> int:
    value = table.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise SettingsDamagedError(path=path, reason=name)
    return value


def _digests(table: Mapping[str, object], name: str, path: pathlib.Path) -> tuple[Sha256, ...]:
    return tuple(Sha256(digest) for digest in _texts(table, name, path))


def _tables(table: Mapping[str, object], name: str, path: pathlib.Path) -> tuple[Mapping[str, object], ...]:
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise SettingsDamagedError(path=path, reason=name)
    return tuple(value)


def _instant(table: Mapping[str, object], name: str, path: pathlib.Path) -> dt.datetime:
    value = table.get(name)
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        raise SettingsDamagedError(path=path, reason=name)
    return value.astimezone(dt.UTC)


def _recipients(table: Mapping[str, object], path: pathlib.Path) -> tuple[str, ...]:
    recipients = _texts(table, "recipients", path)
    if not recipients or not all(age.is_recipient(recipient) for recipient in recipients):
        raise SettingsDamagedError(path=path, reason="recipients")
    return recipients


def _authority(entry: Mapping[str, object], path: pathlib.Path) -> Authority:
    roots = _text(entry, "roots", path) if "roots" in entry else ""
    return Authority(_text(entry, "url", path), roots)
