"""What somebody who can write to the folder may change, and how the check tells it apart."""

from __future__ import annotations

import shutil

import pytest
from keeping_repair import repaired
from keeping_vault import NOW, Kept

from vault.keeping import age
from vault.keeping.check.audit import check
from vault.keeping.check.finding import MESSAGES, SEVERITIES, Finding, finding
from vault.keeping.repair import Fix
from vault.language import Language, translator

CONFLICTS = (
    "{stem} (conflicted copy 2026-11-22).age",  # Dropbox
    "{stem} (alice's conflicted copy 2026-11-22).age",
    "{stem}.sync-conflict-20261122-060000-ABCDEFG.age",  # Syncthing
    "{stem} (1).age",  # Google Drive
    "{stem}_conflict-20261122-060000.age",  # Nextcloud, older
    "{stem}(冲突副本 2026-11-22).age",  # Baidu Netdisk, Nutstore
    "{stem}-副本.age",
)


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {one.code for one in findings}


@pytest.mark.parametrize("name", CONFLICTS)
@pytest.mark.parametrize("place", ["objects", "journal", "keys"])
def test_a_conflict_copy_is_named_and_changes_nothing(kept: Kept, name: str, place: str) -> None:
    kept.add("注销")
    source = next((kept.path / place).rglob("*.age"))
    copy = source.with_name(name.format(stem=source.stem))
    copy.write_bytes(b"another version")
    with kept.unlocked() as unlocked:
        (found,) = check(kept.store, unlocked, read_data=True)
        assert (found.code, found.subject) == ("conflict-copy", copy.relative_to(kept.path).as_posix())
        assert len(list(unlocked.index.items())) == 1


def test_an_original_that_no_event_tells_of_is_an_orphan_and_stays(kept: Kept) -> None:
    import io

    kept.add("known")
    orphan = kept.store.put(io.BytesIO(b"orphan")).id
    with kept.unlocked() as unlocked:
        (found,) = check(kept.store, unlocked, read_data=True)
        assert found.code == "object-orphaned"
        assert orphan in found.subject
        (repair,) = repaired(unlocked, moment=NOW)
        assert repair.fix is Fix.LEFT
        assert kept.store.objects.has(orphan)


def test_events_in_another_order_are_told_from_changed_ones(kept: Kept) -> None:
    for text in ("甲", "乙", "丙"):
        kept.add(text)
    (writer,) = kept.store.journal.writers()
    paths = [kept.store.journal.path(writer, seq) for seq in (2, 3, 4)]
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)
    with kept.unlocked() as unlocked:
        found = check(kept.store, unlocked)
    assert codes(found) == {"event-misplaced", "object-event-maybe-lost"}
    assert sum(one.code == "event-misplaced" for one in found) == 3


def test_a_whole_folder_of_another_vault_s_writer_is_named(
    kept: Kept, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from vault.keeping.store import Store

    kept.add("ours")
    root = tmp_path_factory.mktemp("other")
    other, _ = Store.create(
        root / "vault", now=NOW, identity_file=root / "identity.txt", state_folder=root / "state"
    )
    (theirs,) = other.journal.writers()
    shutil.copytree(other.journal.folder / theirs, kept.path / "journal" / theirs)
    with kept.unlocked() as unlocked:
        found = check(kept.store, unlocked)
    assert {(one.code, theirs in one.subject) for one in found} == {("event-damaged", True)}


def test_a_chain_cut_at_its_end_is_told_without_the_key_by_the_device_that_wrote_it(kept: Kept) -> None:
    for text in ("甲", "乙", "丙"):
        kept.add(text)
    (writer,) = kept.store.journal.writers()
    for seq in (3, 4):
        kept.store.journal.path(writer, seq).unlink()
    (found,) = check(kept.store)
    assert (found.code, found.values) == ("chain-cut", {"found": "2", "expected": "4"})


def test_an_exchanged_signing_certificate_is_told_without_the_key(kept: Kept) -> None:
    kept.store.store_signer(b"key", b"certificate")
    assert check(kept.store) == ()
    kept.store.keys.store_signer(b"stranger's key", b"stranger's", kept.store.settings.recipients)
    (found,) = check(kept.store)
    assert (found.code, found.subject) == ("signer-changed", "keys/signer.crt")
    kept.store.trust_signer()
    assert check(kept.store) == ()


@pytest.mark.parametrize("name", ["signer.crt", "signer.age"])
def test_a_missing_half_of_the_signer_is_told_without_the_key(kept: Kept, name: str) -> None:
    kept.store.store_signer(b"key", b"certificate")
    (kept.path / "keys" / name).unlink()
    assert [(one.code, one.subject) for one in check(kept.store)] == [("key-missing", f"keys/{name}")]


def test_the_first_signer_that_a_device_sees_is_trusted(kept: Kept) -> None:
    kept.store.store_signer(b"key", b"certificate")
    elsewhere = kept.reopened(state="another device")
    assert check(elsewhere, kept.unlocked(elsewhere)) == ()
    kept.store.keys.store_signer(b"key", b"another", kept.store.settings.recipients)
    assert codes(check(elsewhere)) == {"signer-changed"}


def test_a_key_encrypted_to_a_stranger_is_damaged(kept: Kept) -> None:
    kept.store.store_signer(b"key", b"certificate")
    stranger = age.generate()
    (kept.path / "keys" / "signer.age").write_bytes(age.encrypt(b"key", stranger.recipients))
    with kept.unlocked() as unlocked:
        assert [(one.code, one.subject) for one in check(kept.store, unlocked)] == [
            ("key-damaged", "keys/signer.age")
        ]


@pytest.mark.parametrize("code", MESSAGES)
def test_every_finding_says_in_both_languages_what_it_is_about_and_what_to_do(code: str) -> None:
    made = finding(code, "objects/7k/q2m3xd.age", found=2, expected=4, mode="0644", lacking="x", event="y")
    english, chinese = made.said(), made.said(translator(Language.ZH))
    assert made.severity is SEVERITIES[code]
    assert made.subject in english
    assert made.subject in chinese
    assert english != chinese
    assert "{" not in english + chinese
    assert len(english.split(". ")) + english.count(";") >= 2
