"""Attack packets, each named after its attack, and who finds them.

`vault verify` finds each; `verify.py` and the stock commands of VERIFY.txt find it where they reach. They do not reach
everywhere: a list of checksums does not know of files that it does not name, and only openssl reads signatures.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from proving_authority import DAY, GEN_TIME, TestAuthority
from proving_judging import TOKEN, codes
from proving_making import MADE_AT, PNG, SIGNER, reseal, sha, small_pdf, written, zipped
from standalone_runs import run

from vault.proving import layout
from vault.proving.custody import canonical
from vault.proving.pdf_signature import sign_document
from vault.proving.signer import new_signer, signer_fingerprint
from vault.proving.tokens import make_request
from vault.proving.verify import Severity, Verdict, verify

Files = Mapping[str, bytes]
E01, E02 = "data/exhibits/E01.png", "data/exhibits/E02.txt"
THIEF = new_signer("Somebody else", now=MADE_AT, serial=66)
STOCK = all(shutil.which(tool) for tool in ("bash", "openssl", "sha256sum", "pdfsig"))


@dataclass(frozen=True)
class Attack:
    """How the files change, the finding that names it, who else finds it: standalone, and which stock step."""

    make: Callable[[Files], Files]
    code: str
    standalone: bool = True
    stock: str = "sums"


def without(name: str) -> Callable[[Files], Files]:
    return lambda files: {other: content for other, content in files.items() if other != name}


def custody(edit: Callable[[list[bytes]], list[bytes]]) -> Callable[[Files], Files]:
    def make(files: Files) -> Files:
        lines = edit(files[layout.CUSTODY].splitlines())
        return {**files, layout.CUSTODY: b"".join(line + b"\n" for line in lines)}

    return make


def signed_by_thief(files: Files) -> Files:
    """Everything made anew by somebody else: consistent in itself, under another fingerprint."""
    manifest = json.loads(files[layout.MANIFEST])
    manifest |= {"signer": signer_fingerprint(THIEF), "timestamp": "none"}
    document = sign_document(small_pdf(), THIEF, packet=manifest["packet"], at=MADE_AT, stamp=None)
    forged = without(TOKEN)(files)
    return reseal(
        {**forged, layout.MANIFEST: json.dumps(manifest).encode(), layout.DOCUMENT: document}, THIEF
    )


def token_of(authority: TestAuthority, over: bytes | None = None) -> Callable[[Files], Files]:
    def make(files: Files) -> Files:
        from asn1crypto import tsp

        digest = sha(files[layout.TAG_MANIFEST] if over is None else over)
        request = tsp.TimeStampReq.load(make_request(digest, 7))
        return {**files, TOKEN: authority.respond(request).dump()}

    return make


def invented(lines: list[bytes]) -> list[bytes]:
    record = json.loads(lines[-1])
    return [*lines, canonical(record | {"seq": record["seq"] + 1, "prev": sha(lines[-1])})]


OTHER_PDF = sign_document(small_pdf(), SIGNER, packet="another packet", at=MADE_AT, stamp=None)
ATTACKS = {
    "an exhibit swapped": Attack(lambda f: {**f, E01: PNG[::-1]}, "exhibit-differs"),
    "an exhibit added": Attack(
        lambda f: {**f, "data/exhibits/E04.png": PNG}, "exhibit-unlisted", stock="bagit"
    ),
    "an exhibit dropped": Attack(without(E02), "exhibit-missing"),
    "two exhibits exchanged": Attack(lambda f: {**f, E01: f[E02], E02: f[E01]}, "exhibit-differs"),
    "a file added beside the manifests": Attack(
        lambda f: {**f, "README.txt": b"trust me"}, "file-unlisted", stock=""
    ),
    "the manifests rewritten without the key": Attack(
        lambda f: reseal({**f, E01: PNG[::-1]}), "signature-bad", stock="signature"
    ),
    "the tag manifest alone rewritten without the key": Attack(
        lambda f: {**f, layout.TAG_MANIFEST: f[layout.TAG_MANIFEST] + b"0" * 64 + b"  x\n"},
        "signature-bad",
        stock="signature",
    ),
    "everything signed by another key": Attack(
        signed_by_thief, "signer-not-expected", standalone=False, stock="fingerprint"
    ),
    "the signature of another packet": Attack(
        lambda f: {**f, layout.SIGNATURE: other_signature()},
        "signature-bad",
        standalone=False,
        stock="signature",
    ),
    "the signature taken out": Attack(without(layout.SIGNATURE), "signature-missing", stock="signature"),
    "a token for other bytes": Attack(
        token_of(TestAuthority(), b"other"), "token-mismatch", standalone=False, stock="token"
    ),
    "a token of another authority": Attack(
        token_of(TestAuthority("Evil TSA", embed_root=True)),
        "authority-not-vouched",
        standalone=False,
        stock="token",
    ),
    "a token of an authority with the same name": Attack(
        token_of(TestAuthority(key_suffix=" twin", embed_root=True)),
        "authority-not-vouched",
        standalone=False,
        stock="token",
    ),
    "a token of a certificate for other uses": Attack(
        token_of(TestAuthority(usage=())), "token-wrong-usage", standalone=False, stock="token"
    ),
    "a token of a certificate that had expired then": Attack(
        token_of(TestAuthority(lifetime=DAY / 2)), "token-outside-validity", standalone=False, stock="token"
    ),
    "a token of a certificate that was not valid yet": Attack(
        token_of(TestAuthority(start=GEN_TIME + DAY)),
        "token-outside-validity",
        standalone=False,
        stock="token",
    ),
    "the token taken out": Attack(without(TOKEN), "timestamp-missing", stock="token"),
    "custody reordered": Attack(custody(lambda x: [x[1], x[0], *x[2:]]), "custody-reordered"),
    "custody shortened at its end": Attack(custody(lambda x: x[:-1]), "custody-shortened"),
    "custody shortened at its front": Attack(custody(lambda x: x[1:]), "custody-shortened"),
    "custody with words after its end": Attack(
        lambda f: reseal({**f, layout.CUSTODY: f[layout.CUSTODY] + b"and so on"}),
        "custody-malformed",
        stock="signature",
    ),
    "custody edited": Attack(
        custody(lambda x: [x[0].replace(b"exif", b"file"), *x[1:]]), "custody-broken-link"
    ),
    "custody with a record more": Attack(custody(invented), "custody-added"),
    "the PDF of another packet": Attack(
        lambda f: {**f, layout.DOCUMENT: OTHER_PDF}, "document-of-another-packet"
    ),
    "the PDF of another packet, with the manifests rewritten": Attack(
        lambda f: reseal({**f, layout.DOCUMENT: OTHER_PDF}), "document-of-another-packet", stock="signature"
    ),
    "the PDF without its signature": Attack(
        lambda f: reseal({**f, layout.DOCUMENT: small_pdf()}), "document-unsigned", stock="pdf"
    ),
    "the PDF with something appended": Attack(
        lambda f: reseal({**f, layout.DOCUMENT: f[layout.DOCUMENT] + b"%more\n"}),
        "document-changed",
        stock="pdf",
    ),
    "the PDF edited under its signature": Attack(
        lambda f: reseal({**f, layout.DOCUMENT: f[layout.DOCUMENT].replace(b"72 72]", b"99 99]", 1)}),
        "document-changed",
        standalone=False,
        stock="pdf",
    ),
}


def other_signature() -> bytes:
    from vault.proving.signer import sign_detached

    return sign_detached(b"another packet", SIGNER)


def found(packet: bytes, authority: TestAuthority) -> set[str]:
    report = verify(
        packet, trusted_roots=(authority.root_pem,), trusted_signer=signer_fingerprint(SIGNER), at=MADE_AT
    )
    assert report.verdict is not Verdict.VALID
    return codes(report) | codes(report, Severity.CAVEAT)


@pytest.mark.parametrize("attack", ATTACKS)
def test_vault_verify_finds(files: Files, authority: TestAuthority, attack: str) -> None:
    one = ATTACKS[attack]
    assert one.code in found(zipped(one.make(files)), authority)


@pytest.mark.parametrize("attack", [name for name, one in ATTACKS.items() if one.standalone])
def test_verify_py_finds(files: Files, tmp_path: Path, attack: str) -> None:
    made = ATTACKS[attack].make(files)
    (tmp_path / "packet.zip").write_bytes(zipped(made))
    on_zip, said = run(tmp_path / "packet.zip")
    assert on_zip == 21, said
    assert run(unpack(made, tmp_path / "open"))[0] == 21


@pytest.mark.parametrize("attack", [name for name, one in ATTACKS.items() if not one.standalone])
def test_verify_py_leaves_open_what_it_cannot_check(files: Files, tmp_path: Path, attack: str) -> None:
    (tmp_path / "packet.zip").write_bytes(zipped(ATTACKS[attack].make(files)))
    code, said = run(tmp_path / "packet.zip")
    assert code in {21, 22}
    assert code == 21 or "NOT checked" in said


@pytest.mark.skipif(not STOCK, reason="bash, openssl, sha256sum or pdfsig is not installed")
@pytest.mark.parametrize("attack", ["", *(name for name, one in ATTACKS.items() if one.stock)])
def test_the_stock_commands_find(files: Files, authority: TestAuthority, tmp_path: Path, attack: str) -> None:
    made = ATTACKS[attack].make(files) if attack else files
    folder = unpack(made, tmp_path / "open")
    (folder / "tsa-root.pem").write_text(authority.root_pem)
    failed = {step for step, fails in STEPS.items() if fails(folder, files[layout.VERIFY].decode())}
    assert failed == set() if not attack else ATTACKS[attack].stock in failed


def unpack(files: Files, folder: Path) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def fails(command: str, folder: Path, wanted: str) -> bool:
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode != 0 or wanted not in done.stdout + done.stderr


def line(instructions: str, start: str) -> str:
    return re.search(rf"^    ({re.escape(start)}.*)$", instructions, re.MULTILINE)[1]  # type: ignore[index]


def bagit_fails(folder: Path, _instructions: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its imports
        import bagit
    for readers in ("tsa-root.pem", "signed-by.pem"):
        (folder / readers).unlink(missing_ok=True)
    try:
        return not bagit.Bag(str(folder)).is_valid()
    except bagit.BagError:
        return True


def fingerprint_fails(folder: Path, instructions: str) -> bool:
    command = line(instructions, "openssl x509")
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    shown = done.stdout.partition("=")[2].replace(":", "").strip().lower()
    return shown != signer_fingerprint(SIGNER)


STEPS: dict[str, Callable[[Path, str], bool]] = {
    "sums": lambda folder, text: fails(line(text, "sha256sum"), folder, ": OK"),
    "signature": lambda folder, text: fails(line(text, "openssl cms"), folder, "Verification successful"),
    "fingerprint": fingerprint_fails,
    "token": lambda folder, text: fails(
        line(text, "openssl ts -verify -data tagmanifest"), folder, "Verification: OK"
    ),
    "pdf": lambda folder, text: (
        fails(line(text, "pdfsig"), folder, "Signature is Valid.")
        or fails(line(text, "pdfsig"), folder, "Total document signed")
    ),
    "bagit": bagit_fails,
}


@pytest.mark.skipif(not STOCK, reason="bash, openssl, sha256sum or pdfsig is not installed")
def test_one_flipped_bit_in_every_member_is_found_by_the_stock_commands(
    files: Files, authority: TestAuthority, tmp_path: Path
) -> None:
    for number, (name, content) in enumerate(files.items()):
        flipped = bytearray(content)
        flipped[-1] ^= 1  # of a token or signature: its value; a copy of a certificate in it says nothing
        folder = unpack({**files, name: bytes(flipped)}, tmp_path / str(number))
        (folder / "tsa-root.pem").write_text(authority.root_pem)
        text = files[layout.VERIFY].decode()
        steps = ("sums", "signature", "fingerprint", "token")
        assert any(STEPS[step](folder, text) for step in steps), name


def test_a_token_that_has_expired_now_is_remarked_on_unless_it_is_asked_at_its_own_time(
    tmp_path: Path,
) -> None:
    then = GEN_TIME - 2000 * DAY
    old = TestAuthority("Old TSA", at=then, start=then - DAY, lifetime=2 * DAY)
    written(tmp_path / "p.zip", old)
    now = verify(tmp_path / "p.zip", trusted_roots=(old.root_pem,), at=MADE_AT)
    assert codes(now, Severity.CAVEAT) == {"token-aged"}
    at_that_time = verify(tmp_path / "p.zip", trusted_roots=(old.root_pem,), at=then + DAY / 2)
    assert at_that_time.verdict is Verdict.VALID
