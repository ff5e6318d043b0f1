"""Files that a person writes: own platforms, particulars; and the zone that the environment names."""

from __future__ import annotations

import functools
import pathlib
import tempfile

from tests.fuzz.target import Target, as_text, texts
from vault import particulars, platforms
from vault.language import from_environment
from vault.world import local_zone

_PLATFORM = (
    '[[platform]]\nid = "own-1"\nbrand = "某某贷"\ntype = "other"\naliases = ["某贷"]\nhotlines = ["95118"]\n'
)
_FORMER = (
    'former = [{ name = "旧名", until = 2025-01-01, aliases = ["旧"] }]\nsource = "https://example.com"\n'
)
_PERSON = 'name = "张三"\nid_number = "110101199003074514"\nphone = "13800138000"\naddress = "x"\n'


@functools.cache
def _file() -> pathlib.Path:
    return pathlib.Path(tempfile.mkdtemp(prefix="vault-fuzz-")) / "platforms.toml"


def _platforms(data: bytes) -> None:
    _file().write_bytes(data)
    known = platforms.directory(_file())
    for entry in known.entries[:3]:
        assert known.find(entry.brand) is not None


def _particulars(data: bytes) -> None:
    """Read what a person wrote; what the sealed file then holds is read in the same way."""
    if data.startswith(b"{"):
        particulars.decode(data)
        return
    given = particulars.parse(data, "-")
    assert particulars.decode(particulars.encode(given)) == given
    particulars.is_id_number(given.id_number)


def _environment(data: bytes) -> None:
    value = as_text(data)
    local_zone({"TZ": value})
    from_environment({"VAULT_LANG": value, "LANG": value})


TARGETS = (
    Target("platforms", lambda: texts(_PLATFORM, _PLATFORM + _FORMER), _platforms),
    Target("particulars", lambda: (*texts(_PERSON), b'{"name": "x", "phone": "1"}'), _particulars),
    Target("environment", lambda: texts("Asia/Shanghai", "UTC", "zh_CN.UTF-8"), _environment, longest=100),
)
