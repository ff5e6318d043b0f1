"""System calls that this process gives up for good: a filter that the kernel runs (seccomp; Linux, x86-64 and ARM64).

Source: Linux `Documentation/userspace-api/seccomp_filter.rst`, `linux/bpf_common.h`; the numbers are those of
`arch/x86/entry/syscalls/syscall_64.tbl` and `include/uapi/asm-generic/unistd.h`.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from collections.abc import Iterable

NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2  # of prctl(2)
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # offsets in `struct seccomp_data` on little-endian machines
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000  # the latter with an error number in its lower half
MAKES_THREAD = 0x00010000  # CLONE_THREAD
SECOND_TABLE = 0x40000000  # numbers from here on name the calls of x86-64 once more

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
CLONE = {"x86_64": 56, "aarch64": 220}
CLONE3 = 435

REACHING_OUT: dict[str, tuple[int, ...]] = {
    # socket connect accept sendto bind listen socketpair io_uring_setup; execve execveat;
    # kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_open pidfd_getfd pidfd_send_signal;
    # ptrace process_vm_readv process_vm_writev; shmget memfd_create; mount unshare setns;
    # add_key request_key keyctl perf_event_open bpf userfaultfd
    "x86_64": (
        41, 42, 43, 44, 49, 50, 53, 425, 59, 322, 62, 200, 234, 129, 297, 434, 438, 424, 101, 310, 311, 29, 319,
        165, 272, 308, 248, 249, 250, 298, 321, 323,
    ),
    "aarch64": (
        198, 203, 202, 206, 200, 201, 199, 425, 221, 281, 129, 130, 131, 138, 240, 434, 438, 424, 117, 270, 271, 194,
        279, 40, 97, 268, 217, 218, 219, 241, 280, 282,
    ),
}  # fmt: skip
"""Calls that reach other processes, the network or the kernel's larger machinery."""

LIVING_ON: dict[str, tuple[int, ...]] = {
    # fork vfork setpgid setsid setrlimit prlimit64
    "x86_64": (57, 58, 109, 112, 160, 302),
    "aarch64": (154, 157, 164, 261),
}
"""Calls that make processes, leave the group that is killed as a whole, or lift limits."""


def forgo_reaching_out() -> bool:
    """Give up the network, other programs, and looking into or signalling other processes.

    Returns:
        Whether the kernel took the filter; False where there is none for this system.
    """
    return _forgo(REACHING_OUT, may_fork=True)


def forgo_living_on() -> bool:
    """Give up making processes and lifting limits; threads stay.

    Returns:
        Whether the kernel took the filter; False where there is none for this system.
    """
    return _forgo(LIVING_ON, may_fork=False)


def forgo_privileges() -> bool:
    """Give up gaining rights by starting programs, as a filter needs it. False where the system has no such thing."""
    return sys.platform == "linux" and bool(ctypes.CDLL(None).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0)


def _forgo(calls: dict[str, tuple[int, ...]], *, may_fork: bool) -> bool:
    machine = platform.machine()
    if sys.platform != "linux" or machine not in ARCHITECTURES or sys.maxsize < 1 << 32:
        return False
    program = _program(machine, calls[machine], may_fork=may_fork)
    code = ctypes.create_string_buffer(program, len(program))
    instructions = len(program) // 8

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]

    given = Program(instructions, ctypes.addressof(code))
    return bool(ctypes.CDLL(None).prctl(SECCOMP, FILTER, ctypes.byref(given), 0, 0) == 0)


def _program(machine: str, numbers: Iterable[int], *, may_fork: bool) -> bytes:
    """Return the filter: calls of another table or among `numbers` fail with EPERM, all others pass."""
    refuse = _do(RETURN, REFUSE | errno.EPERM)
    program = [
        _do(LOAD, ARCHITECTURE),
        _do(EQUAL, ARCHITECTURES[machine], 1, 0),
        refuse,
        _do(LOAD, NUMBER),
        _do(AT_LEAST, SECOND_TABLE, 0, 1),
        refuse,
    ]
    for number in numbers:
        program += [_do(EQUAL, number, 0, 1), refuse]
    if not may_fork:
        # The C library falls back to clone, whose flags a filter can see, where there is no clone3.
        program += [_do(EQUAL, CLONE3, 0, 1), _do(RETURN, REFUSE | errno.ENOSYS)]
        program += [
            _do(EQUAL, CLONE[machine], 0, 3),
            _do(LOAD, FIRST_ARGUMENT),
            _do(ANY_BIT, MAKES_THREAD, 1, 0),
            refuse,
        ]
    return b"".join([*program, _do(RETURN, ALLOW)])


def _do(operation: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    """Return one instruction; the jumps count the instructions that are left out."""
    return struct.pack("=HBBI", operation, if_so, if_not, value)
