"""The platform directory: packaged data and the user's own entries."""

from __future__ import annotations

from vault.reading.directory.directory import Directory, normal
from vault.reading.directory.loading import load_directory
from vault.reading.directory.platform import FormerName, Platform

__all__ = ["Directory", "FormerName", "Platform", "load_directory", "normal"]
