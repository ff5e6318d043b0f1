"""The directory of platforms: what is packaged, what the user added, and what a name means."""

from __future__ import annotations

import json
import pathlib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import platformdirs

from vault import free_text
from vault.errors import BadInputError, ConflictError, NotFoundError, UsageError
from vault.language import Translator, mark
from vault.model import Role

if TYPE_CHECKING:
    from vault.opening import Vault
    from vault.reading import Directory, Platform


NEAR = mark("Did you mean: {near}? {hint}")


class PlatformNotFoundError(NotFoundError):
    """A name means no platform, or one of which the vault has nothing."""

    code = "platform-not-found"
    message = mark("No platform is called {name}.")
    hint = mark("See vault platforms, or add your own with vault platforms --new {name}.")

    def said(self, translate: Translator = mark) -> tuple[str, str]:
        """Return message and hint as every error does, the names that are near first, if any is."""
        message, hint = super().said(translate)
        near = self.values.get("near")
        return message, translate(NEAR).format(near=near, hint=hint) if near else hint


class PlatformNameError(UsageError):
    """A name of a platform holds nothing that names are compared by."""

    code = "platform-name"
    message = mark("The name of a platform holds letters, characters or digits.")
    hint = mark("Name it by brand, alias or id; see vault platforms.")


class PlatformKnownError(ConflictError):
    """A new platform has the name of a known one."""

    code = "platform-known"
    message = mark("{name} is known already, as {id}.")
    hint = mark("See vault platforms {id}.")


class OwnPlatformsError(BadInputError):
    """The user's own list cannot be read."""

    code = "own-platforms"
    message = mark("The list of your own platforms, {path}, cannot be read.")
    hint = mark("Open it in an editor and put it right, or move it away.")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name means: the ids that count (a brand and its products), the name to show, an ASCII name for files."""

    ids: tuple[str, ...]
    name: str
    slug: str


def own_file() -> pathlib.Path:
    """Return where the user's own platforms are listed; it is a plain TOML file outside any vault."""
    return pathlib.Path(platformdirs.user_config_dir("evidence-vault")) / "platforms.toml"


def directory(own: pathlib.Path | None = None) -> Directory:
    """Return the packaged platforms and the user's own.

    Raises:
        OwnPlatformsError: The user's list is no TOML.
        BadInputError: An entry of it lacks a field.
    """
    from vault import reading  # the rules and the directory take a fifth of a second to load

    return reading.load_directory(_own(own or own_file()))


def look_up(name: str) -> tuple[Platform, ...]:
    """Return the platform of this name and the products of its group.

    Raises:
        PlatformNameError: It is no name.
        PlatformNotFoundError: There is none; near names are given.
    """
    _ensure_names(name)
    known = directory()
    found = known.find(name)
    if found is None:
        raise PlatformNotFoundError(name=name, near=_near(known, name, {}))
    return known.members(found.id)


def resolve(known: Directory, name: str, present: Callable[[], Mapping[str, str]]) -> Resolved:
    """Say which ids a name means.

    Args:
        known: The directory.
        name: What the user typed.
        present: Gives ids and names of the platforms in the vault; some may be unknown to the directory.

    Returns:
        The meaning.

    Raises:
        PlatformNameError: It is no name.
        PlatformNotFoundError: It means nothing; near names are given.
    """
    _ensure_names(name)
    found = known.find(name)
    if found is not None:
        return Resolved(tuple(one.id for one in known.members(found.id)), found.brand, found.id)
    there = present()
    for identifier, shown in there.items():
        if name.casefold() in {shown.casefold(), identifier.casefold()}:
            return Resolved((identifier,), shown, "platform")
    raise PlatformNotFoundError(name=name, near=_near(known, name, there))


def present(vault: Vault) -> dict[str, str]:
    """Return the platforms that items of the vault are about, ids and names."""
    return {
        str(fact.value): fact.name or str(fact.value)
        for item in vault.unlocked().index.items()
        for fact in item.platforms
        if fact.role is Role.SUBJECT
    }


def add(
    file: pathlib.Path,
    name: str,
    *,
    aliases: Sequence[str] = (),
    hotline: str | None = None,
    source: str | None = None,
) -> Platform:
    """Add a platform to the user's own list.

    Returns:
        The new entry.

    Raises:
        PlatformNameError: The name or an alias is none.
        BlankTextError: The hotline or the source is blank.
        PlatformKnownError: The name or an alias is taken.
        OwnPlatformsError: The list cannot be read.
    """
    _ensure_names(name, *aliases)
    free_text.ensure(free_text.HOTLINE, hotline)
    free_text.ensure(free_text.SOURCE, source)
    known = directory(file)
    for taken in (name, *aliases):
        if found := known.find(taken):
            raise PlatformKnownError(name=taken, id=found.id)
    numbers = (entry.id.removeprefix("own-") for entry in known.entries if entry.id.startswith("own-"))
    number = 1 + max((int(one) for one in numbers if one.isdecimal()), default=0)
    entry = {
        "id": f"own-{number}",
        "brand": name,
        "aliases": list(aliases),
        "hotlines": [hotline] if hotline else [],
    }
    if source:
        entry["source"] = source
    text = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in entry.items())
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with file.open("a", encoding="utf-8") as out:
        out.write(f"\n[[platform]]\n{text}")
    added = directory(file).find(name)
    assert added is not None  # noqa: S101 - it was just written
    return added


def _ensure_names(*names: str) -> None:
    """Refuse names without a letter, character or digit: nothing else is compared.

    Raises:
        PlatformNameError: There is one.
    """
    if not all(any(map(str.isalnum, name)) for name in names):
        raise PlatformNameError


def _own(file: pathlib.Path) -> Sequence[Mapping[str, object]]:
    try:
        rows = tomllib.loads(file.read_text("utf-8")).get("platform", [])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise OwnPlatformsError(path=file) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise OwnPlatformsError(path=file)
    return rows


def _near(known: Directory, name: str, present: Mapping[str, str]) -> str:
    names = [entry.brand for entry in known.near(name)]
    names += [shown for shown in present.values() if shown not in names and (name in shown or shown in name)]
    return ", ".join(names)
