"""Exit codes: the one place where an error of ours becomes a number."""

from __future__ import annotations

from enum import IntEnum

from vault import errors


class ExitCode(IntEnum):
    """What the process tells its caller; scripts rely on these numbers."""

    DONE = 0
    BUG = 1
    USAGE = 2
    PARTLY = 3
    BAD_INPUT = 4
    NOT_FOUND = 5
    CONFLICT = 6
    NO_VAULT = 10
    LOCKED = 11
    WRONG_KEY = 12
    VAULT_DAMAGED = 20
    PACKET_INVALID = 21
    CAVEATS = 22
    ENGINE = 30
    AUTHORITY = 31
    NEWER_FORMAT = 40
    INTERRUPTED = 130


BY_CATEGORY: dict[type[errors.VaultError], ExitCode] = {
    errors.UsageError: ExitCode.USAGE,
    errors.BadInputError: ExitCode.BAD_INPUT,
    errors.NotFoundError: ExitCode.NOT_FOUND,
    errors.ConflictError: ExitCode.CONFLICT,
    errors.NoVaultError: ExitCode.NO_VAULT,
    errors.LockedError: ExitCode.LOCKED,
    errors.WrongKeyError: ExitCode.WRONG_KEY,
    errors.VaultDamagedError: ExitCode.VAULT_DAMAGED,
    errors.PacketInvalidError: ExitCode.PACKET_INVALID,
    errors.EngineError: ExitCode.ENGINE,
    errors.AuthorityError: ExitCode.AUTHORITY,
    errors.NewerFormatError: ExitCode.NEWER_FORMAT,
}


def exit_code(error: errors.VaultError) -> ExitCode:
    """Return the code of the error's category; an error without one is a bug."""
    for category, code in BY_CATEGORY.items():
        if isinstance(error, category):
            return code
    return ExitCode.BUG


def of_failures(failures: list[errors.VaultError], *, succeeded: int) -> ExitCode:
    """Return the code of a run over several inputs.

    Args:
        failures: One error for each input that failed.
        succeeded: How many inputs were done.

    Returns:
        `DONE` without failures, `PARTLY` when some were done or the failures are of several categories, else the
        code that all failures share.
    """
    codes = {exit_code(error) for error in failures}
    if not codes:
        return ExitCode.DONE
    if succeeded or len(codes) > 1:
        return ExitCode.PARTLY
    return codes.pop()
