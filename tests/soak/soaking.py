"""Kill, fail, check, again: one vault lives through all of it, and nothing that was acknowledged may be lost.

`python -m tests.soak.soaking [RUNS] [SEED]`, as `make soak` does.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from samples.authority import DemoAuthority
from tests.soak import faults
from tests.soak.faults import NOT_FAILED, Ended, Fault, Point
from vault.check import check
from vault.keeping import age
from vault.keeping.errors import RecipientsChangedError
from vault.opening import Vault
from vault.world import World

UNFINISHED = {"reencryption-unfinished", "signer-mismatch"}
"""What `vault recipients finish` completes."""

HARMLESS = {"object-orphaned", "unfinished-file", "index-rebuilt", "signer-changed"} | UNFINISHED
"""What a check may say after a fault: the orphan, the leftover, what is built anew, what waits to be completed."""

PASSPHRASES = ("correct horse battery staple", "tee mit milch und zucker")
LIFE = 60
"""Runs after which a new vault begins."""


class LostError(Exception):
    """Something that was acknowledged is lost, or something damaged is not said to be."""


@dataclass
class Tally:
    """What came about."""

    runs: int = 0
    injected: int = 0
    fired: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0
    by_operation: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"runs {self.runs} · faults injected {self.injected} · faults that fired {self.fired} · "
            f"items acknowledged {self.acknowledged} · items lost {self.lost} · items unreadable {self.unreadable}"
        )


class Life:
    """One vault with what it acknowledged."""

    def __init__(self, home: Path, chance: random.Random, authority: str) -> None:
        self.home = home
        self.chance = chance
        self.items: dict[str, str] = {}
        self.other = age.generate()
        self.passphrase = 0
        self._points: dict[str, list[Point]] = {}
        self._trace = False
        self._number = 0
        self._measured: list[Point] = []
        self.environment: dict[str, str] = {
            "HOME": str(home),
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "VAULT_DIR": str(home / "vault"),
            "VAULT_IDENTITY": str(home / "identity.txt"),
            "VAULT_TSA": "none",
            "VAULT_LANG": "en",
        }
        self._stamping = {"VAULT_TSA": authority}
        self._ok(faults.run(["init"], self.environment))
        self._ok(self._add(None, None))

    @property
    def operations(self) -> Mapping[str, Callable[[Fault | None, Point | None], Ended]]:
        """What is done under faults, by name."""
        return {
            "add": self._add,
            "edit": self._edit,
            "rm": self._rm,
            "packet": self._packet,
            "passwd": self._passwd,
            "recipients": self._recipients,
            "timestamp": self._timestamp,
            "rebuild": self._rebuild,
            "backup": self._backup,
        }

    def points(self, name: str) -> list[Point]:
        """Return where an operation can be broken; it is let run twice, the second time as it usually is."""
        if name not in self._points:
            for _ in range(2):
                self._trace = True
                self._ok(self.operations[name](None, None))
                self._trace = False
            self._points[name] = self._measured
        return self._points[name]

    def examine(self, tally: Tally) -> None:
        """Check the vault and open every acknowledged item.

        Raises:
            LostError: Something is wrong that should not be.
        """
        with self._opened() as vault:
            report = check(vault, read_data=True)
            found = {finding.code for finding in report.findings}
            if found - HARMLESS:
                raise LostError(f"check: {sorted(found)}")
            unlocked = vault.unlocked()
            known = {str(item.id): item for item in unlocked.index.items()}
            for item, digest in self.items.items():
                if item not in known:
                    tally.lost += 1
                    raise LostError(f"{item} is lost")
                unlocked.copy_original(known[item], target := io.BytesIO())
                if hashlib.sha256(target.getvalue()).hexdigest() != digest:
                    tally.unreadable += 1
                    raise LostError(f"{item} does not open")
        if found & UNFINISHED:
            self._ok(faults.run(["recipients", "finish"], self.environment))
        if "signer-changed" in found:
            self._ok(faults.run(["recipients", "accept", "--yes"], self.environment))

    def _opened(self) -> Vault:
        """Open the vault in this process, as the next command would; the list of readers was agreed to before."""
        os.environ["XDG_STATE_HOME"] = self.environment["XDG_STATE_HOME"]
        return Vault.open(self.home / "vault", world=World(environment=self.environment))

    def _run(self, fault: Fault | None, at: Point | None, *arguments: str | Path, **more: str) -> Ended:
        ended = faults.run(arguments, self.environment | more, fault=fault, at=at, trace=self._trace)
        if self._trace:
            self._measured = faults.points(self.home / "strace.log")
        return ended

    def _add(self, fault: Fault | None, at: Point | None) -> Ended:
        self._number += 1
        folder = self.home / "new"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        contents = {}
        for part in range(self.chance.choice((1, 1, 3))):
            number = f"{self._number:05}{part}{self.chance.randrange(10**8):08}"
            text = f"您的借呗账户已于2026年3月10日注销成功，受理编号{number}。" + "附" * self.chance.choice(
                (0, 90_000)
            )
            (folder / f"{number}.txt").write_text(text)
            contents[f"{number}.txt"] = hashlib.sha256(text.encode()).hexdigest()
        ended = self._run(fault, at, "add", folder, "--json")
        for line in ended.out.splitlines():
            record = json.loads(line) if line.endswith("}") else {}
            if record.get("status") == "added":
                self.items[record["id"]] = contents[Path(record["path"]).name]
        return ended

    def _edit(self, fault: Fault | None, at: Point | None) -> Ended:
        return self._run(fault, at, "edit", self._one(), "--note", f"note {self._number}")

    def _rm(self, fault: Fault | None, at: Point | None) -> Ended:
        item = self._one()
        ended = self._run(fault, at, "rm", item, "--reason", "soak", "--yes")
        back = faults.run(["rm", item, "--undo", "--reason", "soak"], self.environment)
        if back.code not in {0, 6}:
            raise LostError(f"undo: {back.code} {back.err[-200:]}")
        return ended

    def _packet(self, fault: Fault | None, at: Point | None) -> Ended:
        path = self.home / "packet.zip"
        path.unlink(missing_ok=True)
        ended = self._run(fault, at, "packet", "--item", self._one(), "--platform", "借呗", "-o", path)
        if path.exists():
            with zipfile.ZipFile(path) as archive:
                if archive.testzip() is not None:
                    raise LostError("half a packet under its final name")
            if faults.run(["verify", path], self.environment).code != 22:
                raise LostError("a packet that does not verify under its final name")
        elif ended.code in {0, 31}:
            raise LostError("a packet was said to be made, and is not there")
        return ended

    def _passwd(self, fault: Fault | None, at: Point | None) -> Ended:
        wanted = 1 - self.passphrase
        for number, passphrase in enumerate(PASSPHRASES):
            (self.home / f"passphrase{number}").write_text(passphrase)
        ended = self._run(
            fault, at, "passwd", VAULT_NEW_PASSPHRASE_FILE=str(self.home / f"passphrase{wanted}")
        )
        runs = [
            faults.run(
                ["search", "--json", "--limit", "1"],
                self.environment | {"VAULT_IDENTITY": "", "VAULT_PASSPHRASE_FILE": str(path)},
            )
            for path in (self.home / "passphrase0", self.home / "passphrase1")
        ]
        opens = [run.code == 0 for run in runs]
        if ended.code == 0 and not (opens[wanted] and not opens[1 - wanted]):
            raise LostError(f"passwd said it was done: {runs}")
        if (self.home / "vault/keys/identity.age").exists() and sum(opens) != 1:
            raise LostError(f"neither or both passphrases open: {runs}")
        self.passphrase = opens.index(True) if any(opens) else self.passphrase
        return ended

    def _recipients(self, fault: Fault | None, at: Point | None) -> Ended:
        other = self.other.recipients[0]
        settings = (self.home / "vault/vault.toml").read_text()
        action = "remove" if other in settings else "add"
        ended = self._run(fault, at, "recipients", action, other, "--yes")
        try:
            self._opened().close()
        except RecipientsChangedError:  # killed between the two places that know: asking the user is right
            self._ok(faults.run(["recipients", "accept", "--yes"], self.environment))
        return ended

    def _timestamp(self, fault: Fault | None, at: Point | None) -> Ended:
        self._ok(self._add(None, None))
        return self._run(fault, at, "timestamp", **self._stamping)

    def _rebuild(self, fault: Fault | None, at: Point | None) -> Ended:
        (self.home / "vault/index.db").unlink(missing_ok=True)
        return self._run(fault, at, "search", "注销")

    def _backup(self, fault: Fault | None, at: Point | None) -> Ended:
        ended = self._run(fault, at, "backup", self.home / "backup")
        self._ok(faults.run(["backup", self.home / "backup"], self.environment))
        return ended

    def _one(self) -> str:
        return self.chance.choice(list(self.items))

    def _ok(self, ended: Ended) -> None:
        if ended.code not in {0, 31}:
            raise LostError(f"{ended.code}: {ended.err[-300:]}")


def soak(runs: int, seed: int, home: Path, *, say: Callable[[str], None] = print) -> Tally:
    """Break `runs` commands, each at another point, and look at the vault after each.

    Args:
        runs: How many.
        seed: Chooses operations, points and faults; the same seed, the same choices.
        home: An empty folder.
        say: Told how it goes.

    Returns:
        The tally; nothing is lost and nothing unreadable in it.

    Raises:
        LostError: Something acknowledged is lost.
    """
    chance, tally = random.Random(seed), Tally()  # noqa: S311 - a choice, no secret
    with DemoAuthority() as authority:
        while tally.runs < runs:
            shutil.rmtree(home)
            home.mkdir()
            life = Life(home, chance, authority.url)
            for _ in range(min(LIFE, runs - tally.runs)):
                name = chance.choice(list(life.operations))
                fault = chance.choices(list(Fault), (7, 2, 1))[0]
                at = chance.choice(life.points(name))
                if at.call in NOT_FAILED:
                    fault = Fault.KILL
                try:
                    ended = life.operations[name](fault, at)
                    life.examine(tally)
                except LostError as error:
                    raise LostError(f"{name} {fault.value} at {at} (run {tally.runs}): {error}") from None
                say(f"{name} {fault.value} at {at}: {ended.code} {ended.fired}")
                if ended.code == 1:
                    raise LostError(f"{name} {fault.value} at {at}: {ended.err[-400:]}")
                tally.runs += 1
                tally.injected += 1
                tally.fired += ended.fired
                tally.by_operation[name] += ended.fired
                if tally.runs % 20 == 0:
                    say(str(tally))
            tally.acknowledged += len(life.items)
    return tally


def main() -> None:
    """Run it from the command line."""
    runs, seed = int((*sys.argv[1:], "500")[0]), int((*sys.argv[1:], *("500", "1")[len(sys.argv) - 1 :])[1])
    if not faults.available():
        sys.exit("strace is needed, and that it may trace: sudo apt-get install strace")
    with tempfile.TemporaryDirectory(prefix="vault-soak-") as folder:
        home = Path(folder) / "home"
        home.mkdir()
        tally = soak(runs, seed, home)
    print(tally)
    print("faults that fired, by operation:", dict(tally.by_operation))


if __name__ == "__main__":
    main()
