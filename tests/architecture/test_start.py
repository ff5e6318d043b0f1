"""What is not needed is not imported: `--version` and `--help` start quickly."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "PIL",
    "numpy",
    "cv2",
    "onnxruntime",
    "rapidocr",
    "sqlalchemy",
    "sqlcipher3",
    "typst",
    "cryptography",
    "bs4",
    "pypdfium2",
    "pyrage",
    "rfc3161_client",
    "rich",
    "msgspec",
)


def imported(arguments: list[str]) -> set[str]:
    code = f"import sys; from cli.main import run; run({arguments!r}); sys.stderr.write('|' + ' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stderr.rpartition("|")[2].split()}


@pytest.mark.parametrize("arguments", [["--version"], ["completion", "bash"]])
def test_nothing_heavy_is_imported_for(arguments: list[str]) -> None:
    assert imported(arguments).isdisjoint(HEAVY)


def test_help_imports_what_it_lays_out_with_and_no_more() -> None:
    assert imported(["--help"]).isdisjoint(set(HEAVY) - {"rich"})


def test_reading_a_text_loads_no_ocr_engine(tmp_path: object) -> None:
    assert imported(["read", "LICENSE"]).isdisjoint({"rapidocr", "onnxruntime", "cv2", "PIL", "typst"})
