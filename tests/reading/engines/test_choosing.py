"""Which engines are chosen, what happens where one is missing, and what loading them costs and says."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from vault.errors import EngineError
from vault.reading.engines import Choice, choose
from vault.reading.engines.tesseract import open_tesseract
from vault.reading.errors import EngineMissingError


def run(code, **environment):
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def without_rapidocr(monkeypatch):
    """A machine on which `import rapidocr` fails."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    monkeypatch.delitem(sys.modules, "vault.reading.engines.rapid", raising=False)


@pytest.fixture
def without_library(monkeypatch):
    """A machine without tesserocr."""
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    monkeypatch.delitem(sys.modules, "vault.reading.engines.tesseract_library", raising=False)


@pytest.fixture
def without_tesseract(monkeypatch, tmp_path, without_library):
    """A machine with neither tesserocr nor the command."""
    monkeypatch.setenv("PATH", str(tmp_path))


needs_command = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="the command tesseract is not on PATH"
)


@needs_command
def test_auto_reads_with_rapidocr_and_asks_tesseract():
    engines = choose()
    assert (engines.first.name, engines.second.name, engines.missing) == ("rapidocr", "tesseract", None)
    assert "PP-OCRv6" in engines.first.version


@needs_command
def test_tesseract_asks_rapidocr():
    engines = choose(Choice.TESSERACT)
    assert (engines.first.name, engines.second.name) == ("tesseract", "rapidocr")
    assert engines.first.version.startswith("5.")


def test_rapidocr_reads_alone_when_asked_for():
    engines = choose("rapidocr")
    assert (engines.first.name, engines.second, engines.missing) == ("rapidocr", None, None)


def test_without_tesseract_auto_says_that_there_is_no_second_opinion(without_tesseract):
    engines = choose("auto")
    assert engines.first.name == "rapidocr"
    assert engines.second is None
    assert engines.missing.code == "tesseract-missing"


def test_without_tesseract_asking_for_it_is_an_error_with_the_command(without_tesseract):
    with pytest.raises(EngineError) as caught:
        choose("tesseract")
    assert caught.value.code == "tesseract-missing"


@pytest.mark.parametrize(
    ("platform", "hint"),
    [
        ("linux", "sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim"),
        ("darwin", "brew install tesseract tesseract-lang"),
        ("win32", "tick Chinese (Simplified)"),
    ],
)
def test_the_hint_is_what_to_type_on_this_system(without_tesseract, platform, hint):
    with pytest.raises(EngineMissingError) as caught:
        open_tesseract(platform)
    assert hint in caught.value.said()[1]


@needs_command
@pytest.mark.parametrize(
    ("platform", "hint"), [("linux", "tesseract-ocr-chi-sim"), ("win32", "tick Chinese")]
)
def test_missing_chinese_data_are_named(monkeypatch, tmp_path, without_library, platform, hint):
    (tmp_path / "eng.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(EngineMissingError) as caught:
        open_tesseract(platform)
    assert caught.value.code == "tesseract-data-missing"
    assert "chi_sim" in caught.value.said()[0]
    assert hint in caught.value.said()[1]


def test_a_tesseract_that_does_not_run_counts_as_missing(monkeypatch, tmp_path, without_library):
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nexit 127\n", encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineMissingError):
        open_tesseract("linux")


@needs_command
def test_without_rapidocr_auto_reads_with_tesseract_and_says_so(without_rapidocr):
    engines = choose("auto")
    assert engines.first.name == "tesseract"
    assert engines.second is None
    assert engines.missing.code == "rapidocr-missing"


def test_without_rapidocr_asking_for_it_is_an_error(without_rapidocr):
    with pytest.raises(EngineError) as caught:
        choose("rapidocr")
    assert caught.value.code == "rapidocr-missing"
    assert "pip install" in caught.value.said()[1]


def test_without_any_engine_auto_is_an_error(without_rapidocr, without_tesseract):
    with pytest.raises(EngineMissingError):
        choose("auto")


def test_an_unknown_choice_is_refused():
    with pytest.raises(ValueError, match="paddle"):
        choose("paddle")


def test_importing_the_engines_loads_no_engine():
    heavy = {"PIL", "numpy", "cv2", "rapidocr", "onnxruntime", "tesserocr", "subprocess"}
    done = run(f"import sys, vault.reading.engines; print(sorted({heavy!r} & set(sys.modules)))")
    assert done.stdout.strip() == "[]", done.stderr


def test_rapidocr_is_silent_and_stays_off_the_network():
    done = run(
        "import logging, socket\n"
        "def refused(*_, **__): raise AssertionError('network')\n"
        "socket.socket.connect = socket.getaddrinfo = refused\n"
        "from PIL import Image\n"
        "from vault.reading.engines import choose\n"
        "assert choose('rapidocr').first.read(Image.new('RGB', (300, 300), 'white')) == ()\n"
        "assert logging.getLogger().level == logging.WARNING and not logging.getLogger().handlers\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@needs_command
def test_tesseract_reads_where_no_temporary_file_can_be_made(tesseract, draw, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "nowhere"))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.chdir(tmp_path)
    assert (
        tesseract.read(draw((500, 100), [(20, 20, "20250314008812347756")]))[0].text == "20250314008812347756"
    )
    assert list(pathlib.Path(tmp_path).iterdir()) == []
