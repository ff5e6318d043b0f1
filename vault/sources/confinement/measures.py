"""What confines the process that decodes, and how each measure is taken."""

from __future__ import annotations

import contextlib
import ctypes
import pathlib
import sys
import zoneinfo
from enum import StrEnum

from vault import core_dumps
from vault.sources.confinement.files import forgo_files
from vault.sources.confinement.system_calls import forgo_living_on, forgo_privileges, forgo_reaching_out

MEBIBYTE = 1 << 20
MEMORY = 896 * MEBIBYTE
"""Private memory in bytes: the largest picture that the limits let in needs 720 MiB when it is transparent."""
ADDRESSES = 4096 * MEBIBYTE
OPEN_FILES = 48
CPU_SECONDS = 600
"""Of one input, all pages together; a page that is waited for in vain is ended much sooner."""

FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts")
"""Where PDFium finds typefaces that a document names and does not bring."""
LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache")

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # of unshare(2)


class Measure(StrEnum):
    """One thing that the decoding process cannot do; that its time is limited is sure on every system."""

    MEMORY = "memory"  # take more of it than the limit
    FILES = "files"  # make, change or read files of the user
    NETWORK = "network"  # reach it
    PROCESSES = "processes"  # start, see or signal other processes


def confine() -> frozenset[Measure]:
    """Take the measures that last for the process and all it starts. Call it once, before any foreign byte.

    Returns:
        Those that the system takes; the others are not to be had here.
    """
    taken: set[Measure] = set()
    if _limited():
        taken.add(Measure.MEMORY)
    privileges = forgo_privileges()
    if privileges and forgo_files(_readable()):
        taken.add(Measure.FILES)
    if privileges and forgo_reaching_out():
        taken |= {Measure.NETWORK, Measure.PROCESSES}
    elif _leave_network():
        taken.add(Measure.NETWORK)
    return frozenset(taken)


def confine_one(taken: frozenset[Measure]) -> None:
    """Take the measures for one input: the time of the CPU, and no further processes where `taken` promises that.

    Raises:
        OSError: What was promised is refused.
    """
    with contextlib.suppress(ImportError):
        import resource  # Windows has none

        _limit(resource.RLIMIT_CPU, CPU_SECONDS)
    if Measure.PROCESSES in taken and not forgo_living_on():
        raise OSError


def _limited() -> bool:
    """Limit memory and files, and forbid core dumps. Only Linux holds a process to the limit of its memory."""
    core_dumps.forbid()
    try:
        import resource
    except ImportError:
        return False
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    return (
        _limit(resource.RLIMIT_DATA, MEMORY)
        and _limit(resource.RLIMIT_AS, ADDRESSES)
        and sys.platform == "linux"
    )


def _limit(kind: int, most: int) -> bool:
    """Return whether a limit stands, now and for good; one that is lower already stays."""
    import resource

    _, hardest = resource.getrlimit(kind)
    if hardest != resource.RLIM_INFINITY:
        most = min(most, hardest)
    try:
        resource.setrlimit(kind, (most, most))
    except (OSError, ValueError):
        return False
    return True


def _leave_network() -> bool:
    """Move to a network of its own, which has nothing, where a user may do that."""
    return sys.platform == "linux" and bool(ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK) == 0)


def _readable() -> list[str]:
    """Return what the decoders load while they work: code, typefaces, time zones. Nothing of it is the user's."""
    prefixes = {pathlib.Path(place).resolve() for place in (sys.prefix, sys.base_prefix)}
    code = [
        place
        for place in map(pathlib.Path, sys.path)
        if place.name in {"site-packages", "dist-packages"} or prefixes & {place, *place.resolve().parents}
    ]
    package = pathlib.Path(__file__).parents[2]
    libraries = [prefix / "lib" for prefix in prefixes]
    return [*map(str, [*code, *libraries, package]), *LIBRARIES, *FONTS, *zoneinfo.TZPATH]
