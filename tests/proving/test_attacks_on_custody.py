"""Custody logs that somebody tampered with: even an attacker who signs anew must break the chain or leave its head."""

from __future__ import annotations

import json

from proving_judging import aspect, codes, judged
from proving_making import SIGNER, reseal, sha

from vault.proving import layout
from vault.proving.custody import canonical
from vault.proving.verify import Area, AspectVerdict, Severity


def with_custody(files: dict[str, bytes], lines: list[bytes]) -> dict[str, bytes]:
    return reseal({**files, layout.CUSTODY: b"".join(line + b"\n" for line in lines)}, SIGNER)


def with_head(files: dict[str, bytes], lines: list[bytes]) -> dict[str, bytes]:
    """The log together with the head in the manifest, so that both agree."""
    manifest = json.loads(files[layout.MANIFEST])
    manifest["custody"] = {"count": len(lines), "sha256": sha(lines[-1])}
    return with_custody({**files, layout.MANIFEST: json.dumps(manifest).encode()}, lines)


def test_custody_reordered(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    report = judged(with_custody(files, [lines[1], lines[0], *lines[2:]]))
    assert codes(report) >= {"custody-reordered"}
    assert "custody-shortened" not in codes(report)


def test_custody_shortened_at_its_tail(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    for cut in (lines[:-1], lines[:3], []):
        assert {"custody-shortened", "custody-head-wrong"} <= codes(judged(with_custody(files, cut)))


def test_custody_shortened_at_its_front_or_in_the_middle(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    assert "custody-shortened" in codes(judged(with_custody(files, lines[1:])))
    assert "custody-shortened" in codes(judged(with_custody(files, [*lines[:4], *lines[5:]])))


def test_a_record_doubled(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    assert "custody-added" in codes(judged(with_custody(files, [lines[0], *lines])))


def test_custody_edited(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    edited = [lines[0].replace(b"exif", b"file"), *lines[1:]]
    assert "custody-broken-link" in codes(judged(with_custody(files, edited)))


def test_the_last_record_edited_misses_the_head(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    lines[-1] = lines[-1].replace(b"packet-jd", b"packet-jx")
    assert codes(judged(with_custody(files, lines))) >= {"custody-head-wrong"}


def test_a_record_invented(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    record = json.loads(lines[-1])
    record["seq"] += 5
    forged = with_custody(files, [*lines, canonical(record)])
    assert {"custody-added", "custody-head-wrong"} <= codes(judged(forged))


def test_a_record_about_something_else(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    record = json.loads(lines[-1])
    record |= {"seq": record["seq"] + 1, "prev": sha(lines[-1]), "exhibit": "E99"}
    assert "custody-of-no-exhibit" in codes(judged(with_head(files, [*lines, canonical(record)])))


def test_a_record_that_is_not_canonical(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    forged = with_custody(files, [lines[0].replace(b'":', b'" :', 1), *lines[1:]])
    assert "custody-malformed" in codes(judged(forged))


def test_a_log_that_does_not_tell_where_an_exhibit_came_from(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    lines[0] = lines[0].replace(b"item.added", b"item.edited")
    for number in range(1, len(lines)):
        record = json.loads(lines[number])
        lines[number] = canonical({**record, "prev": sha(lines[number - 1])})
    report = judged(with_head(files, lines))
    assert {code for code in codes(report) if code.startswith("custody")} == set()
    assert "custody-without-origin" in codes(report, Severity.CAVEAT)


def test_a_log_that_withholds_the_digest_of_an_exhibit_that_is_not_redacted(files: dict[str, bytes]) -> None:
    lines = files[layout.CUSTODY].splitlines()
    for number in range(len(lines)):
        record = json.loads(lines[number])
        if number == 0:
            del record["body"]["sha256"]
            record["withheld"] = sorted([*record["withheld"], "sha256"])
        before = {"prev": sha(lines[number - 1])} if number else {}
        lines[number] = canonical({**record, **before})
    report = judged(with_head(files, lines))
    assert {code for code in codes(report) if code.startswith("custody")} == set()
    assert "custody-without-origin" in codes(report, Severity.CAVEAT)


def test_a_log_that_does_not_reach_to_the_packet(files: dict[str, bytes]) -> None:
    report = judged(with_head(files, files[layout.CUSTODY].splitlines()[:-1]))
    assert "custody-without-end" in codes(report, Severity.CAVEAT)


def test_an_unreadable_manifest_leaves_custody_unknown(files: dict[str, bytes]) -> None:
    report = judged({**files, layout.MANIFEST: b"{}"})
    assert aspect(report, Area.CUSTODY) is AspectVerdict.UNKNOWN
    assert "manifest-unreadable" in codes(report)
