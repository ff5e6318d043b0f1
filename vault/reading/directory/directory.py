"""The platform directory: what is known under which name, and what lies near a name that is not."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, field

from vault.reading.directory.platform import Platform
from vault.traditional import simplified

_SEPARATORS = re.compile(r"[/()（）]")
_LEGAL_FORMS = ("股份有限公司", "有限责任公司", "股份公司", "有限公司")


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """The entries, the user's own first; of two that bear one name, the brand wins over an alias, then the order."""

    entries: tuple[Platform, ...]
    _by_name: dict[str, Platform] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        by_id = {entry.id: entry for entry in self.entries}
        for entry in self.entries:
            for name in _ids_and_brands(entry):
                self._by_name.setdefault(normal(name), entry)
        brands = frozenset(self._by_name)
        for names in (_official_names, _other_names):
            for entry in self.entries:
                for name in names(entry):
                    known = self._by_name.setdefault(normal(name), entry)
                    shared = normal(name) not in brands and known is not entry
                    if shared and known.group and known.group == entry.group:
                        # Two products of one lender: its legal name means their brand.
                        self._by_name[normal(name)] = by_id.get(known.group, known)

    def find(self, name: str) -> Platform | None:
        """Return the platform that `name` means: an id, a brand, an official or former name, or an alias.

        Of several names in one writing, such as 平安普惠/平安融易, the first that is known counts.
        """
        return next(
            (found for part in (name, *_SEPARATORS.split(name)) if (found := self._named(part))), None
        )

    def _named(self, name: str) -> Platform | None:
        wanted = normal(name)
        return self._by_name.get(wanted) or self._by_name.get(_without_legal_form(wanted))

    def of_hotline(self, number: str) -> Platform | None:
        """Return the platform that calls and writes from `number`, the brand before its products."""
        digits = "".join(char for char in number if char.isdigit())
        bearing = [entry for entry in self.entries if digits in entry.hotlines] if digits else []
        return min(bearing, key=lambda entry: entry.group is not None, default=None)

    def members(self, identifier: str) -> tuple[Platform, ...]:
        """Return the platform `identifier` and the products of its group; () when there is none."""
        return tuple(entry for entry in self.entries if identifier in {entry.id, entry.group})

    def near(self, name: str, n: int = 3) -> tuple[Platform, ...]:
        """Return at most `n` platforms whose names resemble `name`, best first."""
        wanted = normal(name)
        inside = [
            known
            for known in self._by_name
            if wanted and (wanted in known or known in wanted) and len(known) > 1
        ]
        inside.sort(key=lambda known: abs(len(known) - len(wanted)))
        close = difflib.get_close_matches(wanted, self._by_name, n=4 * n, cutoff=0.5)
        return tuple(dict.fromkeys(self._by_name[known] for known in (*inside, *close)))[:n]


def normal(name: str) -> str:
    """Return `name` as names are compared: width folded, lower case, simplified, without spaces and punctuation."""
    folded = simplified(unicodedata.normalize("NFKC", name).casefold())
    return "".join(char for char in folded if char.isalnum())


def _without_legal_form(name: str) -> str:
    for form in _LEGAL_FORMS:
        if name.endswith(form):
            return name.removesuffix(form)
    return name


def _ids_and_brands(entry: Platform) -> tuple[str, ...]:
    return (entry.id, entry.brand)


def _official_names(entry: Platform) -> tuple[str, ...]:
    official = normal(entry.official_name)
    return (official, _without_legal_form(official)) if official else ()


def _other_names(entry: Platform) -> tuple[str, ...]:
    return entry.names
