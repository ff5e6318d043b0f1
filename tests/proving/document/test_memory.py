"""Evidence stays in memory: no file is made while the document is."""

from __future__ import annotations

import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).parent

PROGRAM = """
import os, sys
sys.path.insert(0, sys.argv[1])
import dossiers
from vault.proving.document import render
dossier, standing = dossiers.varied(), dossiers.UNSTAMPED
opened = []
def watch(event, arguments):
    if event in ("open", "os.mkdir", "tempfile.mkstemp", "tempfile.mkdtemp"):
        flags = arguments[2] if event == "open" else os.O_CREAT
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            opened.append((event, str(arguments[0])))
sys.dont_write_bytecode = True
sys.addaudithook(watch)
limit = {limit}
if limit:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # the compiler's own writes would end the process
pdf = render(dossier, standing)
assert pdf.startswith(b"%PDF"), pdf[:8]
assert not opened, opened
"""


def test_no_file_is_written_while_the_document_is_made(tmp_path: pathlib.Path) -> None:
    program = PROGRAM.replace("{limit}", str(sys.platform != "win32"))
    environment = {"TMPDIR": str(tmp_path), "HOME": str(tmp_path), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", program, str(FOLDER)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=FOLDER.parents[2],
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.iterdir())


def test_importing_the_room_loads_neither_typst_nor_pillow() -> None:
    program = "import sys, vault.proving.document; assert not {'typst', 'PIL', 'noto_cjk'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], cwd=FOLDER.parents[2], check=True)
