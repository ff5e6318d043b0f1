"""Resolve every dependency anew and write the versions to `.ci/constraints.txt` (`make lock`).

Releases that refuse the oldest Python served are passed over, whichever Python this runs on: Debian 12 has
3.11.2, and some projects ask for a later patch level.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import venv
from pathlib import Path

OLDEST = "3.11.2"
GROUPS = ("dev", "fuzz", "train")
PROJECT = Path(__file__).resolve().parent.parent
CONSTRAINTS = PROJECT / ".ci" / "constraints.txt"
HEADER = "# Made by `make lock`: the versions that the tests have passed with.\n"


def pip(python: Path, *arguments: str) -> None:
    """Run the environment's pip in the project's folder."""
    subprocess.run([python, "-m", "pip", *arguments, "--quiet"], cwd=PROJECT, check=True)


def resolve(python: Path, place: Path, passed_over: dict[str, str]) -> list[dict[str, str]]:
    """Return the metadata of everything that would be installed, without the releases in `passed_over`."""
    report, limits = place / "report.json", place / "limits.txt"
    limits.write_text("".join(f"{name}!={version}\n" for name, version in passed_over.items()), "utf-8")
    groups = (word for group in GROUPS for word in ("--group", group))
    wanted = ("--editable", ".", *groups, "--constraint", str(limits))
    pip(python, "install", "--dry-run", "--ignore-installed", "--report", str(report), *wanted)
    entries = json.loads(report.read_text("utf-8"))["install"]
    return [entry["metadata"] for entry in entries if entry["metadata"]["name"] != "evidence-vault"]


def main() -> None:
    """Resolve until every release accepts the oldest Python."""
    passed_over: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        venv.create(place / "venv", with_pip=True)
        python = place / "venv" / "bin" / "python"
        pip(python, "install", "--upgrade", "pip", "packaging")
        found = resolve(python, place, passed_over)
        while refusing := refuse_oldest(python, found):
            for release in refusing:
                name = release["name"]
                passed_over[name] = ",!=".join(filter(None, (passed_over.get(name), release["version"])))
            print("passed over:", ", ".join(f"{name} {version}" for name, version in passed_over.items()))
            found = resolve(python, place, passed_over)
    lines = sorted((f"{release['name']}=={release['version']}\n" for release in found), key=str.lower)
    CONSTRAINTS.write_text(HEADER + "".join(lines), "utf-8")


def refuse_oldest(python: Path, found: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the releases that do not accept the oldest Python, judged by the packaging library."""
    judge = (
        "import json, sys; from packaging.specifiers import SpecifierSet as S;"
        f"print(json.dumps([S(one).contains({OLDEST!r}) for one in json.load(sys.stdin)]))"
    )
    asked = json.dumps([release.get("requires_python") or "" for release in found])
    answer = subprocess.run([python, "-c", judge], input=asked, stdout=subprocess.PIPE, text=True, check=True)
    return [release for release, accepts in zip(found, json.loads(answer.stdout), strict=True) if not accepts]


if __name__ == "__main__":
    main()
