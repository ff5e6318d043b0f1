"""Engines as they are on this machine, and pictures drawn with a font from a wheel."""

import importlib.util
import pathlib
import shutil
from collections.abc import Callable, Iterable

import noto_cjk_sans_otc
import pytest
from PIL import Image, ImageDraw, ImageFont

from vault.reading.engines import Engine, LineReader, choose
from vault.reading.engines.rapid import RapidOcr
from vault.reading.engines.tesseract import LANGUAGES, Tesseract, open_tesseract
from vault.reading.errors import EngineMissingError

FONT = pathlib.Path(noto_cjk_sans_otc.__file__).parent / "NotoSansCJK-Regular.ttc"
SIMPLIFIED = 2  # index of the SC face in the collection

Drawer = Callable[..., Image.Image]


@pytest.fixture(scope="session")
def draw() -> Drawer:
    """A function that writes texts at places of a picture."""

    def drawn(
        size: tuple[int, int],
        texts: Iterable[tuple[float, float, str]],
        *,
        height: int = 32,
        ink: str = "black",
        paper: str = "white",
    ) -> Image.Image:
        picture = Image.new("RGB", size, paper)
        font = ImageFont.truetype(str(FONT), height, index=SIMPLIFIED)
        for x, y, text in texts:
            ImageDraw.Draw(picture).text((x, y), text, font=font, fill=ink)
        return picture

    return drawn


@pytest.fixture(scope="session")
def rapidocr() -> RapidOcr:
    engine = choose("rapidocr").first
    assert isinstance(engine, RapidOcr)
    return engine


@pytest.fixture(scope="session", params=["command", "library"])
def tesseract(request: pytest.FixtureRequest) -> Tesseract:
    """Tesseract by each of its two ways."""
    try:
        open_tesseract()
    except EngineMissingError as error:
        pytest.skip(f"{error} {error.said()[1]}")
    if request.param == "library":
        if importlib.util.find_spec("tesserocr") is None:
            pytest.skip("tesserocr is not installed: python -m pip install tesserocr")
        from vault.reading.engines.tesseract_library import open_channel
    else:
        if shutil.which("tesseract") is None:
            pytest.skip("the command tesseract is not on PATH")
        from vault.reading.engines.tesseract_command import open_channel
    return Tesseract(open_channel(LANGUAGES))


@pytest.fixture(scope="session", params=["rapidocr", "tesseract"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn, Tesseract as `choose` opens it."""
    try:
        return choose(request.param).first
    except EngineMissingError as error:
        pytest.skip(f"{error} {error.said()[1]}")


@pytest.fixture(scope="session", params=["rapidocr", "tesseract"])
def reader(request: pytest.FixtureRequest) -> LineReader:
    """Each second opinion in turn."""
    try:
        second = choose({"rapidocr": "tesseract", "tesseract": "auto"}[request.param]).second
    except EngineMissingError as error:
        pytest.skip(f"{error} {error.said()[1]}")
    if second is None:
        pytest.skip("there is one engine only")
    assert second.name == request.param
    return second
