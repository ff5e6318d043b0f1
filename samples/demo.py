"""The main job on the samples, with the real command line: `make demo`.

Makes a throw-away vault in `demo/`, starts the demo timestamp authority, and runs each command as a user
would type it. Ends with an error if any of them does not do what it should.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from samples.authority import DemoAuthority

PROJECT = Path(__file__).parent.parent
HERE = Path("demo")  # all paths are written as a user in the project's folder would write them
VAULT, IDENTITY, ROOT = HERE / "vault", HERE / "identity.txt", HERE / "demo-authority-root.pem"
MATERIAL = Path("samples") / "material"
PLATFORM = "京东金融"
DONE, CAVEATS = 0, 22
SPECIAL = "\"'$`\\&|;<>()*?[]#~!"  # what a shell would read as more than itself


class StepFailedError(Exception):
    """A command of the demo ended with a code that it should not end with."""


@dataclass(frozen=True, slots=True)
class Shell:
    """Runs commands in the project's folder and shows them as a terminal would."""

    environment: dict[str, str] = field(default_factory=dict)

    def run(
        self, *command: str | Path, expected: tuple[int, ...] = (DONE,), folder: Path = PROJECT, **extra: str
    ) -> None:
        """Show and run one command; what it says goes straight to the terminal.

        Args:
            *command: Program and arguments.
            expected: The exit codes that are right.
            folder: Where it runs.
            **extra: Further environment variables, shown before the command.

        Raises:
            StepFailedError: It ended with another code.
        """
        words = [str(word) for word in command]
        shown = " ".join([*(f"{name}={value}" for name, value in extra.items()), *map(_quoted, words)])
        print(f"\n$ {shown}", flush=True)
        started = time.monotonic()
        environment = os.environ | self.environment | extra
        code = subprocess.run(words, cwd=folder, env=environment, check=False).returncode
        if code not in expected:
            message = f"exit code {code}, expected {' or '.join(map(str, expected))}: {shown}"
            raise StepFailedError(message)
        print(f"  ({time.monotonic() - started:.1f} s{f', exit code {code}' if code else ''})", flush=True)

    def ask(self, *command: str) -> str:
        """Run one command unseen and return what it wrote to standard output."""
        environment = os.environ | self.environment
        done = subprocess.run(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, check=True)
        return done.stdout.decode()


def _quoted(word: str) -> str:
    return shlex.quote(word) if any(char.isspace() or char in SPECIAL for char in word) else word


def main() -> int:
    """Run the demo; 0 if all went as it should."""
    os.chdir(PROJECT)
    shutil.rmtree(HERE, ignore_errors=True)
    HERE.mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("VAULT_") or name == "VAULT_LANG"
    }
    os.environ.clear()
    os.environ.update(kept)
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    shell = Shell({"VAULT_DIR": str(VAULT), "VAULT_IDENTITY": str(IDENTITY), "PATH": programs})
    with DemoAuthority() as authority:
        ROOT.write_bytes(authority.root_pem)
        print(
            f"A demo timestamp authority answers at {authority.url}; nobody trusts it, its tokens are real."
        )
        try:
            packets = _main_job(shell, authority.url)
        except (StepFailedError, subprocess.CalledProcessError) as failure:
            print(f"\nThe demo failed: {failure}", file=sys.stderr)
            return 1
    print("\nThe packet, whole and opened:")
    for packet in packets:
        print(f"  {packet}\n  {packet.with_suffix('') / 'data' / 'packet.pdf'}")
    return 0


def _main_job(shell: Shell, authority: str) -> list[Path]:
    print(f"export VAULT_DIR={VAULT} VAULT_IDENTITY={IDENTITY}")
    shell.run("vault", "init", VAULT, "--identity", IDENTITY, "--tsa", authority, "--tsa-ca", ROOT)
    shell.run("vault", "add", MATERIAL)
    shell.run("vault", "search", "注销")
    shell.run("vault", "search", "结清", "--platform", PLATFORM)
    reference = ("--ref", "ZX2026030600158472", "--kind", "cancellation")
    shell.run("vault", "search", *reference)
    found = shell.ask("vault", "search", *reference, "--json").splitlines()
    if not found:
        raise StepFailedError("the cancellation was not found by its reference number")
    shell.run("vault", "show", json.loads(found[0])["id"])
    shell.run("vault", "check")
    packets = [HERE / "packet-zh.zip", HERE / "packet-en.zip"]
    for packet, language in zip(packets, ("zh", "en"), strict=True):
        shell.run("vault", "packet", "--platform", PLATFORM, "-o", packet, VAULT_LANG=language)
    for packet in packets:
        shell.run("vault", "verify", packet, "--tsa-ca", ROOT, expected=(DONE, CAVEATS))
        with zipfile.ZipFile(packet) as bag:
            bag.extractall(HERE)  # it holds one folder, named as the zip
    _check_with_stock_tools(shell, packets[0].with_suffix(""))
    return packets


def _check_with_stock_tools(shell: Shell, opened: Path) -> None:
    print("\nThe same, checked without this program:")
    root = PROJECT / ROOT
    token = ("-in", "tagmanifest-sha256.txt.tsr", "-CAfile", str(root))
    signature = ("-inform", "DER", "-in", "tagmanifest-sha256.txt.p7s", "-content", "tagmanifest-sha256.txt")
    commands = (
        ("sha256sum", "--check", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt"),
        ("openssl", "ts", "-verify", "-data", "tagmanifest-sha256.txt", *token),
        ("openssl", "cms", "-verify", "-binary", "-noverify", *signature, "-out", os.devnull),
    )
    for command in commands:
        if shutil.which(command[0]):
            shell.run(*command, folder=opened)
        else:
            print(f"\n({command[0]} is not installed here, left out)")


if __name__ == "__main__":
    sys.exit(main())
