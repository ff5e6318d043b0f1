"""Compile the gettext catalogues; runs as hatchling's build hook and by hand (`python .ci/catalogs.py`)."""

from __future__ import annotations

import pathlib

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = pathlib.Path(__file__).resolve().parent.parent / "vault" / "locale"


def compile_catalogues() -> None:
    """Write a `.mo` beside every `.po`."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:
    pass
else:

    class CatalogueHook(BuildHookInterface):
        """Compiles the catalogues before a wheel or an editable install is made."""

        def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002 - hatchling's names
            compile_catalogues()


if __name__ == "__main__":
    compile_catalogues()
