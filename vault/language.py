"""Two languages for every text that a person sees.

Texts are written in English in the code and marked with `mark` (which returns them unchanged) or given straight
to a translator. Each room has its own gettext catalogue, `vault/locale/zh/LC_MESSAGES/<room>.po`; a test compares
the marked texts with the catalogues, so a missing translation fails the build.
"""

from __future__ import annotations

import functools
import gettext
import pathlib
from collections.abc import Callable, Mapping
from enum import StrEnum

CATALOGUES = ("errors", "wording", "sources", "reading", "keeping", "proving", "document", "hall", "cli")
LOCALE_FOLDER = pathlib.Path(__file__).parent / "locale"

Translator = Callable[[str], str]


class Language(StrEnum):
    """A language of screens and packets."""

    ZH = "zh"
    EN = "en"


def mark(text: str) -> str:
    """Mark a text for translation without translating it yet."""
    return text


@functools.cache
def translator(language: Language) -> Translator:
    """Return the function that turns an English text of ours into `language`.

    A text without a translation comes back in English; the catalogue test keeps that from happening unseen.
    """
    if language is Language.EN:
        return mark
    chain: gettext.NullTranslations = gettext.NullTranslations()
    for name in CATALOGUES:
        catalogue = gettext.translation(name, LOCALE_FOLDER, languages=[language.value], fallback=True)
        catalogue.add_fallback(chain)
        chain = catalogue
    return chain.gettext


def from_environment(environment: Mapping[str, str]) -> Language:
    """Choose the language: `VAULT_LANG` (`zh` or `en`), else the locale's, else English.

    Args:
        environment: The process environment.

    Returns:
        The chosen language. An unknown `VAULT_LANG` counts as absent.
    """
    for name in ("VAULT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").lower()
        if value.startswith("zh"):
            return Language.ZH
        if value.startswith("en") or (value and name != "VAULT_LANG"):
            return Language.EN
    return Language.EN
