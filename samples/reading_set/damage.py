"""Five ways in which a picture reaches the vault worse than it was: each keeps all of the text."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Mapping

import numpy as np
from PIL import Image, ImageFilter

Damage = Callable[[Image.Image, random.Random], Image.Image]


def compressed(picture: Image.Image, rng: random.Random) -> Image.Image:
    """JPEG of quality 30 to 50, as messengers make it."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=rng.randrange(30, 51))
    return Image.open(out).convert("RGB")


def small(picture: Image.Image, rng: random.Random) -> Image.Image:
    """Scaled down to 480 to 600 pixels of width (900 for pages wider than high)."""
    width = rng.randrange(480, 600) if picture.height > picture.width else rng.randrange(860, 1000)
    width = min(width, picture.width)
    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)


def photographed(picture: Image.Image, rng: random.Random) -> Image.Image:
    """A photo of a screen: turned by 1 to 4 degrees, seen from the side, with moire and uneven light."""
    width, height = picture.size
    room = round(0.12 * width)
    angle = math.radians(rng.choice((-1, 1)) * rng.uniform(1, 4))
    lean = rng.uniform(0.0, 0.03)
    framed = Image.new("RGB", (width + 2 * room, height + 2 * room), "#2b2927")
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    middle = (framed.width / 2, framed.height / 2)
    seen = [_turned((x - width / 2, y - height / 2), angle, lean * y / height) for x, y in corners]
    target = [(x + middle[0], y + middle[1]) for x, y in seen]
    warped = picture.transform(
        framed.size, Image.Transform.PERSPECTIVE, _plane(target, corners), Image.Resampling.BICUBIC
    )
    mask = Image.new("L", picture.size, 255).transform(
        framed.size, Image.Transform.PERSPECTIVE, _plane(target, corners)
    )
    framed.paste(warped, (0, 0), mask)
    pixels = np.asarray(framed, np.float32)
    rows, columns = np.mgrid[0 : framed.height, 0 : framed.width].astype(np.float32)
    period = rng.uniform(3.1, 5.3)
    moire = (
        5 * np.sin(2 * np.pi * (columns + 0.11 * rows) / period) * np.sin(2 * np.pi * rows / (period * 1.07))
    )
    light = (
        1 - rng.uniform(0.15, 0.3) * (columns * rng.choice((0, 1)) / framed.width + rows / framed.height) / 2
    )
    shown = np.clip((pixels + moire[..., None]) * light[..., None], 0, 255).astype(np.uint8)
    return compressed(
        Image.fromarray(shown).filter(ImageFilter.GaussianBlur(0.7)), random.Random(rng.random())
    )


def scanned(picture: Image.Image, rng: random.Random) -> Image.Image:
    """A scan: grey, a little askew, with noise and specks."""
    grey = picture.convert("L").rotate(rng.uniform(-1.2, 1.2), Image.Resampling.BICUBIC, fillcolor=250)
    chance = np.random.default_rng(rng.randrange(1 << 32))
    pixels = np.asarray(grey, np.float32) * 0.93 + 8
    pixels += chance.normal(0, 9, pixels.shape)
    specks = chance.random(pixels.shape)
    pixels[specks < 0.0004] = 40
    return (
        Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
        .filter(ImageFilter.GaussianBlur(0.6))
        .convert("RGB")
    )


def blurred(picture: Image.Image, rng: random.Random) -> Image.Image:
    """A screenshot of a screenshot: scaled down, up again and compressed."""
    share = rng.uniform(0.5, 0.65)
    width, height = picture.size
    little = picture.resize((round(width * share), round(height * share)), Image.Resampling.BILINEAR)
    again = little.resize((round(width * 0.9), round(height * 0.9)), Image.Resampling.BICUBIC)
    return compressed(again.filter(ImageFilter.GaussianBlur(0.8)), rng)


DAMAGES: Mapping[str, Damage] = {
    "jpeg": compressed,
    "small": small,
    "photo": photographed,
    "scan": scanned,
    "blur": blurred,
}


def _turned(point: tuple[float, float], angle: float, lean: float) -> tuple[float, float]:
    x, y = point[0] * (1 - lean), point[1]
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)


def _plane(seen: list[tuple[float, float]], true: list[tuple[int, int]]) -> tuple[float, ...]:
    """Return Pillow's eight numbers that take a point as seen to where it was in the picture."""
    rows, values = [], []
    for (x, y), (u, v) in zip(seen, true, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        values += [u, v]
    return tuple(np.linalg.solve(np.array(rows, float), np.array(values, float)))
