"""`docs/format.md` suffices to read a vault and a packet: here they are read with age and JSON alone."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pyrage
import pytest
from docs_shown import PROJECT

from samples.authority import DemoAuthority

ID = r"[0-9abcdefghjkmnpqrstvwxyz]{8}"
EVENT = re.compile(rf"journal/({ID})/(\d{{8}})\.age")
OBJECT = re.compile(rf"objects/(..)/({ID})\.age")
OTHERS = {
    "vault.toml",
    "keys/signer.age",
    "keys/signer.crt",
    "keys/index.age",
    "index.db",
    "lock",
    "index.lock",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with two items, one of them confirmed and edited, and a packet."""
    made = tmp_path_factory.mktemp("format")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VAULT_", "XDG_"))}
    own = {
        "HOME": str(made),
        "VAULT_DIR": "vault",
        "VAULT_IDENTITY": "identity.txt",
        "PYTHONPATH": str(PROJECT),
    }

    def vault(*arguments: str) -> str:
        line = [sys.executable, "-m", "cli.main", *arguments]
        done = subprocess.run(line, cwd=made, env=kept | own, capture_output=True, text=True, check=True)
        return done.stdout

    material = PROJECT / "samples" / "material"
    with DemoAuthority() as authority:
        vault("init", "--tsa", authority.url)
        sms = json.loads(vault("add", str(material / "14-jd-sms-pasted.txt"), "--json"))["id"]
        vault("add", str(material / "13-jd-call-note.txt"))
        vault("confirm", sms, "--yes")
        vault("edit", sms, "--kind", "dunning", "--event-date", "2026-07-03")
        vault("packet", "--platform", "京东金融", "-o", "packet.zip")
    return made


def test_every_file_of_a_vault_is_in_the_format(folder: Path) -> None:
    names = {
        str(path.relative_to(folder / "vault")) for path in (folder / "vault").rglob("*") if path.is_file()
    }
    rest = {name for name in names if not EVENT.fullmatch(name) and not OBJECT.fullmatch(name)}
    assert rest <= OTHERS
    assert {"vault.toml", "keys/signer.age", "keys/signer.crt", "keys/index.age"} <= rest
    settings = tomllib.loads((folder / "vault" / "vault.toml").read_text("utf-8"))
    assert set(settings) == {"format", "id", "created", "recipients", "authorities"}
    assert settings["format"] == 1
    assert settings["recipients"] == [str(_identity(folder).to_public())]


def test_events_are_chained_by_the_digest_of_their_plaintext(folder: Path) -> None:
    texts = _events(folder)
    prev = "0" * 64
    for number, text in enumerate(texts, 1):
        event = json.loads(text)
        assert (event["seq"], event["prev"]) == (number, prev)
        assert re.fullmatch(r"[0-9a-f]{32}", event["salt"])
        assert event["at"].endswith("Z")
        prev = hashlib.sha256(text).hexdigest()
    assert [json.loads(text)["type"] for text in texts] == [
        "vault.created",
        "item.added",
        "item.stamped",
        "item.added",
        "item.stamped",
        "facts.judged",
        "item.edited",
        "packet.made",
        "packet.made",
    ]


def test_the_field_tables_are_those_of_the_events(folder: Path) -> None:
    tables = _tables((PROJECT / "docs" / "format.md").read_text("utf-8"))
    bodies = {
        "item.added": "Added",
        "item.stamped": "Stamped",
        "facts.judged": "Judged",
        "item.edited": "Edited",
    }
    for text in _events(folder):
        event = json.loads(text)
        if title := bodies.get(event["type"]):
            assert set(event["body"]) == tables[title]
        if event["type"] == "item.added":
            assert set(event["body"]["acquisition"]) == tables["Acquisition"]
            assert set(event["body"]["reading"]["lines"][0]) == tables["Line"]
            assert set(event["body"]["findings"]["facts"][0]) == tables["Fact"]


def test_objects_are_the_originals(folder: Path) -> None:
    added = [event for text in _events(folder) if (event := json.loads(text))["type"] == "item.added"]
    for event in added:
        item = event["item"]
        original = _opened(folder, folder / "vault" / "objects" / item[:2] / f"{item}.age")
        assert hashlib.sha256(original).hexdigest() == event["body"]["sha256"]
        assert len(original) == event["body"]["size"]


def test_a_packet_is_covered_from_its_signature_to_its_last_file(folder: Path) -> None:
    with zipfile.ZipFile(folder / "packet.zip") as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files["data/manifest.json"])
    covered = {*_listed(files, "manifest-sha256.txt"), *_listed(files, "tagmanifest-sha256.txt")}
    proofs = {"tagmanifest-sha256.txt", "tagmanifest-sha256.txt.p7s", "tagmanifest-sha256.txt.tsr"}
    assert set(files) == covered | proofs
    lines = files["data/custody.jsonl"].splitlines()
    digests = [hashlib.sha256(line).hexdigest() for line in lines]
    records = [json.loads(line) for line in lines]
    assert [record["prev"] for record in records] == ["0" * 64, *digests[:-1]]
    assert manifest["custody"] == {"count": len(lines), "sha256": digests[-1]}
    known = {hashlib.sha256(event).hexdigest() for event in _events(folder)}
    assert {record["event"] for record in records} - {None} <= known
    said = (PROJECT / "docs" / "format.md").read_text("utf-8")
    assert set(manifest["exhibits"][0]) == _tables(said.split("### manifest.json")[1])["ExhibitEntry"]
    assert set(records[0]) == set(
        re.findall(r"^\| `(\w+)` \|", said.split("### custody.jsonl")[1], re.MULTILINE)
    )


def _listed(files: dict[str, bytes], name: str) -> dict[str, str]:
    pairs = (line.split("  ") for line in files[name].decode("ascii").splitlines())
    listed = {file: digest for digest, file in pairs}
    assert list(listed) == sorted(listed)
    assert all(hashlib.sha256(files[file]).hexdigest() == digest for file, digest in listed.items())
    return listed


def _identity(folder: Path) -> Any:
    lines = (folder / "identity.txt").read_text("ascii").splitlines()
    return pyrage.x25519.Identity.from_str(
        next(line for line in lines if line.startswith("AGE-SECRET-KEY-1"))
    )


def _opened(folder: Path, file: Path) -> bytes:
    opened: bytes = pyrage.decrypt(file.read_bytes(), [_identity(folder)])
    return opened


def _events(folder: Path) -> list[bytes]:
    return [_opened(folder, file) for file in sorted((folder / "vault" / "journal").glob("*/*.age"))]


def _tables(text: str) -> dict[str, set[str]]:
    """Return the fields of each table of the document, by its heading."""
    sections = re.split(r"^#### ", text, flags=re.MULTILINE)[1:]
    return {part.split("\n")[0]: set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) for part in sections}
