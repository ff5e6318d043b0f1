"""Every pattern that a package compiles, and how long each takes on hostile text of growing length."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

SHORT = 500
LONGER = 4
"""How much longer the second text is: linear time makes it take four times as long, quadratic sixteen."""
MOST = 7.0
FLOOR = 0.003
"""Seconds below which a ratio tells nothing."""
UNITS = (
    *"1aZ年的已 \n.,-:*【([<¥",
    *("1 ", "1-", "1,", "1.", "12:", "a1", "a ", "A1-", "2O24-", "1\n", "1:11 ", "a@", "a.a", "A a "),
    *(
        "年月日",
        "月1至",
        "十月",
        "壹",
        "编 号 ",
        "编号:",
        "公司与",
        "未注销",
        "客服 ",
        "余额1",
        "【a",
        "路1号",
        "市区",
    ),
    *("李 明 ", "姓名", "一\n", "case no ", "1 day, ", "first of may "),
)


def patterns_of(package: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns for text of all modules of a package, those made from rule data too, each once."""
    seen: set[int] = set()
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        for name, value in list(vars(module).items()):
            is_own = getattr(value, "__wrapped__", None) is not None and value.__module__ == found.name
            for number, pattern in enumerate(_inside(_made_by(value) if is_own else value)):
                if id(pattern) not in seen and isinstance(pattern.pattern, str):
                    seen.add(id(pattern))
                    yield f"{found.name.removeprefix('vault.')}.{name}.{number}", pattern


def _made_by(cached: Any) -> object:
    """Return what a cached function without arguments returns: rules that are compiled from data."""
    takes_nothing = (
        isinstance(cached, functools._lru_cache_wrapper) and not cached.__wrapped__.__code__.co_argcount
    )
    return cached() if takes_nothing else None


def _inside(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from (pattern for one in value.values() for pattern in _inside(one))
    elif isinstance(value, list | tuple):
        yield from (pattern for one in value for pattern in _inside(one))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _inside(getattr(value, field.name))


def slow_on(pattern: re.Pattern[str]) -> str | None:
    """Return the unit whose repetition takes a pattern more than linear time, None where none does."""
    return next((unit for unit in UNITS if not _is_linear(pattern, unit)), None)


def _is_linear(pattern: re.Pattern[str], unit: str, tries: int = 3) -> bool:
    for _ in range(tries):
        long = _seconds(pattern, unit, SHORT * LONGER)
        if long < FLOOR or long < MOST * _seconds(pattern, unit, SHORT):
            return True
    return False


def _seconds(pattern: re.Pattern[str], unit: str, length: int) -> float:
    text = (unit * length)[:length]
    started = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - started
