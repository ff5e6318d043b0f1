"""The tree of errors: one base, stable codes, a hint for each, an exit code for each category."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import vault
from cli.exit_codes import BY_CATEGORY, ExitCode, exit_code, of_failures
from vault import errors
from vault.errors import BadInputError, NotFoundError, VaultError
from vault.language import Language, translator

for module in pkgutil.walk_packages(vault.__path__, "vault."):
    importlib.import_module(module.name)


def every(kind: type[VaultError]) -> list[type[VaultError]]:
    return [found for sub in kind.__subclasses__() for found in (sub, *every(sub))]


CATEGORIES = set(BY_CATEGORY)
CONCRETE = [kind for kind in every(VaultError) if kind not in CATEGORIES]


def test_there_are_errors() -> None:
    assert len(CONCRETE) > 50


@pytest.mark.parametrize("kind", CONCRETE, ids=lambda kind: kind.__name__)
def test_an_error_says_what_is_wrong_and_what_to_do(kind: type[VaultError]) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind.code)
    assert kind.code != VaultError.code
    assert kind.message != VaultError.message
    assert kind.hint != VaultError.hint
    assert "\n" not in kind.message + kind.hint
    assert any(issubclass(kind, category) for category in CATEGORIES)


def test_no_two_errors_share_a_code() -> None:
    codes: dict[str, str] = {}
    for kind in CONCRETE:
        if "code" in vars(kind):  # a case of an error may keep its code
            assert codes.setdefault(kind.code, kind.__qualname__) == kind.__qualname__, kind.code


@pytest.mark.parametrize("kind", CONCRETE, ids=lambda kind: kind.__name__)
def test_a_control_character_in_a_value_is_shown_escaped(kind: type[VaultError]) -> None:
    names = set(re.findall(r"{(\w+)}", kind.message + kind.hint))
    error = kind(**dict.fromkeys(names, "a\n\x1b[31mb"))
    for language in Language:
        said = " ".join(error.said(translator(language)))
        assert "\n" not in said
        assert "\x1b" not in said


def test_every_module_of_ours_raises_only_errors_of_the_tree() -> None:
    strangers = [
        kind
        for kind in every_exception(Exception)
        if kind.__module__.split(".")[0] in {"vault", "cli"} and not issubclass(kind, VaultError)
    ]
    # Internal signals between two modules of one room; none of them leaves it.
    assert {kind.__module__.split(".")[1] for kind in strangers} <= {
        "keeping",
        "proving",
        "reading",
        "session",  # of the command line: a person said no
        "sources",
    }


def every_exception(kind: type[BaseException]) -> list[type[BaseException]]:
    return [found for sub in kind.__subclasses__() for found in (sub, *every_exception(sub))]


def test_several_failures_make_one_exit_code() -> None:
    bad, missing = BadInputError(), NotFoundError()
    assert of_failures([], succeeded=3) is ExitCode.DONE
    assert of_failures([bad, bad], succeeded=0) is ExitCode.BAD_INPUT
    assert of_failures([bad], succeeded=1) is ExitCode.PARTLY
    assert of_failures([bad, missing], succeeded=0) is ExitCode.PARTLY
    assert exit_code(errors.LockedError()) is ExitCode.LOCKED
