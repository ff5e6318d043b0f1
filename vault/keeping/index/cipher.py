"""Opening an encrypted SQLite file: the one module that knows sqlcipher3.

Source: https://www.zetetic.net/sqlcipher/sqlcipher-api/ (PRAGMA key with raw key data, cipher_log_level).
"""

from __future__ import annotations

import pathlib
from typing import Any

from sqlcipher3 import dbapi2

BUSY_SECONDS = 30.0


def connect(path: pathlib.Path, key: bytes, *, building: bool) -> Any:
    """Open the file, made where it is missing.

    Args:
        path: The file.
        key: 32 bytes, the raw key.
        building: Whether the file is new and is thrown away unless it is finished.

    Returns:
        A DB-API connection in autocommit mode.
    """
    connection = dbapi2.connect(
        str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    settings = [
        "cipher_log_level = NONE",
        f"key = \"x'{key.hex()}'\"",
        "temp_store = MEMORY",
        "cache_size = -65536",
        "trusted_schema = OFF",
    ]
    if building:
        settings += ["journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"]
    else:
        settings += ["journal_mode = DELETE", "synchronous = NORMAL"]
    for setting in settings:
        connection.execute(f"PRAGMA {setting}")
    return connection


module = dbapi2
