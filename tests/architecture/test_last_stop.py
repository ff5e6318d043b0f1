"""The last stop: whatever breaks ends in one line and a code, and shows no value that may be evidence."""

from __future__ import annotations

import sys

import pytest
from click.core import Group

from cli.main import run
from vault.language import Language, from_environment

SECRET = "您的账户已注销"


@pytest.mark.parametrize(
    ("raised", "code"),
    [(RuntimeError(SECRET), 1), (KeyboardInterrupt(), 130), (BrokenPipeError(), 0)],
    ids=["bug", "interrupted", "closed pipe"],
)
def test_every_end_has_its_code(
    raised: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.delenv("VAULT_DEBUG", raising=False)
    monkeypatch.setattr(Group, "main", broken)
    monkeypatch.setattr("os.dup2", lambda *_: None)
    monkeypatch.setattr(sys, "argv", ["vault"])
    assert run(["search"]) == code
    shown = "".join(capfd.readouterr())
    assert SECRET not in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"VAULT_LANG": "zh", "LANG": "en_US.UTF-8"}, Language.ZH),
        ({"VAULT_LANG": "en", "LANG": "zh_CN.UTF-8"}, Language.EN),
        ({"VAULT_LANG": "fr", "LANG": "zh_CN.UTF-8"}, Language.ZH),
        ({"LC_ALL": "zh_CN.UTF-8"}, Language.ZH),
        ({"LANG": "C.UTF-8"}, Language.EN),
        ({}, Language.EN),
    ],
)
def test_the_language_follows_the_environment(environment: dict[str, str], language: Language) -> None:
    assert from_environment(environment) is language
