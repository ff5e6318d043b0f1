from __future__ import annotations

import contextlib
import json
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vault.sources import Found, Refused, open_steadily, walk
from vault.sources.errors import (
    NoPermissionError,
    SourceChangedError,
    SourceNotFoundError,
    SpecialFileError,
    SymlinkLoopError,
    UnreadableSourceError,
)


def names(root: Path, *paths: Path) -> list[str]:
    found = list(walk(paths or (root,)))
    assert all(isinstance(each, Found) for each in found)
    return [os.fspath(each.path.relative_to(root)) for each in found]


def refusals(*paths: Path) -> dict[str, str]:
    return {each.path.name: each.error.code for each in walk(paths) if isinstance(each, Refused)}


def fill(root: Path, *files: str) -> None:
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_folders_are_walked_in_sorted_order(tmp_path: Path) -> None:
    fill(tmp_path, "b/2.png", "b/10.png", "a.png", "c.png", "b/a/z.png")
    assert names(tmp_path) == ["a.png", "b/10.png", "b/2.png", "b/a/z.png", "c.png"]


def test_hidden_files_and_litter_are_passed_over_unless_named(tmp_path: Path) -> None:
    fill(tmp_path, ".DS_Store", "Thumbs.db", "desktop.ini", ".git/config", "__MACOSX/x", "real.png")
    assert names(tmp_path) == ["real.png"]
    assert names(tmp_path, tmp_path / ".DS_Store") == [".DS_Store"]


def test_paths_are_walked_in_the_order_named(tmp_path: Path) -> None:
    fill(tmp_path, "a/1", "b/1")
    assert names(tmp_path, tmp_path / "b", tmp_path / "a") == ["b/1", "a/1"]


def test_a_link_back_to_a_folder_above_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    fill(tmp_path, "a/1.png", "z.png")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    found = list(walk([tmp_path]))
    assert [each.path.name for each in found] == ["1.png", "up", "z.png"]
    assert isinstance(found[1], Refused)
    assert isinstance(found[1].error, SymlinkLoopError)


def test_a_link_to_itself_is_a_loop(tmp_path: Path) -> None:
    (tmp_path / "me").symlink_to(tmp_path / "me")
    assert refusals(tmp_path) == {"me": "symlink-loop"}


def test_a_folder_reached_twice_is_entered_once(tmp_path: Path) -> None:
    fill(tmp_path, "a/1.png")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert names(tmp_path) == ["a/1.png"]


def test_linked_files_are_found(tmp_path: Path) -> None:
    fill(tmp_path, "a/1.png")
    (tmp_path / "b.png").symlink_to(tmp_path / "a" / "1.png")
    assert names(tmp_path) == ["a/1.png", "b.png"]


def test_what_is_missing_is_reported(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    assert refusals(tmp_path, tmp_path / "typo", tmp_path / "nul\x00") == {
        "dangling": "source-not-found",
        "typo": "source-not-found",
        "nul\x00": "source-not-found",
    }


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder of a user who is not root: root may read everything, so it steps down for the test."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        if os.geteuid() == 0:
            os.chown(path, 65534, -1)
            os.seteuid(65534)
            try:
                yield path
            finally:
                os.seteuid(0)
        else:
            yield path


def test_a_folder_without_rights_is_reported_and_the_rest_goes_on(own_folder: Path) -> None:
    fill(own_folder, "closed/1.png", "open.png")
    (own_folder / "closed").chmod(0)
    assert [each.path.name for each in walk([own_folder])] == ["closed", "open.png"]
    assert refusals(own_folder) == {"closed": "no-permission"}
    (own_folder / "closed").chmod(0o700)


def test_pipes_devices_and_sockets_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(tmp_path)  # the name of a socket must be short
        try:
            listening.bind("socket")
        finally:
            os.chdir(here)
        assert refusals(tmp_path) == dict.fromkeys(("pipe", "device", "socket"), "special-file")
        for name in ("pipe", "device", "socket"):
            with pytest.raises(SpecialFileError), open_steadily(tmp_path / name):
                pass


def test_names_with_line_feeds_and_bytes_that_are_no_text_work(tmp_path: Path) -> None:
    strange = [os.fsencode(tmp_path) + b"/a\nb.png", os.fsencode(tmp_path) + b"/\xff\xfe.png"]
    for name in strange:
        Path(os.fsdecode(name)).write_bytes(b"x")
    found = list(walk([tmp_path]))
    assert all(isinstance(each, Found) for each in found)
    assert [json.loads(json.dumps(each.shown).encode("utf-8").decode()) for each in found] == [
        f"{tmp_path}/a\nb.png",
        f"{tmp_path}/\\xff\\xfe.png",
    ]
    for each in found:
        with open_steadily(each.path) as steady:
            assert steady.file.read() == b"x"


def test_a_strange_name_in_an_error_stays_on_one_line(tmp_path: Path) -> None:
    (refused,) = walk([tmp_path / "a\nb\udcff"])
    message, _ = refused.error.said()
    assert "\n" not in message
    message.encode("utf-8")


def test_a_file_is_read_with_its_size_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"evidence")
    os.utime(path, ns=(0, 1_700_000_000_000_000_000))
    with open_steadily(path) as steady:
        assert steady.file.read(4) == b"evid"
        assert steady.file.read() == b"ence"
        assert steady.size == 8
        assert steady.modified.isoformat() == "2023-11-14T22:13:20+00:00"
        steady.check()


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def swap(path: Path) -> None:
    state = path.stat()
    other = path.with_name("other")
    other.write_bytes(b"ecnedive")
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.replace(path)


@pytest.mark.parametrize("change", [append, touch, swap, Path.unlink])
def test_a_file_that_changes_while_it_is_read_is_an_error(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"evidence")
    with contextlib.ExitStack() as stack:
        steady = stack.enter_context(open_steadily(path))
        steady.file.read()
        change(path)
        reading = stack.pop_all()
    with pytest.raises(SourceChangedError):
        reading.close()


def test_an_error_of_the_reader_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"evidence")
    with pytest.raises(IsADirectoryError), open_steadily(path):
        tmp_path.read_bytes()


def test_opening_what_is_not_there_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "me").symlink_to(tmp_path / "me")
    for path, error in (
        (tmp_path / "none", SourceNotFoundError),
        (tmp_path / "nul\x00", SourceNotFoundError),
        (tmp_path, SpecialFileError),
        (tmp_path / "me", SymlinkLoopError),
        (tmp_path / ("n" * 300), UnreadableSourceError),
    ):
        with pytest.raises(error), open_steadily(path):
            pass


def test_a_file_without_rights_is_an_error(own_folder: Path) -> None:
    path = own_folder / "a"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(NoPermissionError), open_steadily(path):
        pass


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file whose reading fails")
def test_a_failing_medium_is_an_error_of_ours() -> None:
    with pytest.raises(UnreadableSourceError), open_steadily(Path("/proc/self/mem")) as steady:
        steady.file.read(1)
