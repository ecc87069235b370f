"""The code on the finished page survives what paper goes through: creases, copies, fax."""

import random
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFilter

from app.certificate.page import draw_certificate
from app.certificate.picture import page_png
from app.certificate.reading import codes_in_bytes
from tests.app.certificate import samples

FACTS = samples.full()
Damage = Callable[[Image.Image, int], Image.Image]


@cache
def _page(dpi: int) -> Image.Image:
    """The finished page in grey, as a scanner at `dpi` sees a fresh print."""
    return Image.open(BytesIO(page_png(draw_certificate(FACTS), 0, dpi))).convert("L")


@cache
def _code_box(dpi: int) -> tuple[int, int, int, int]:
    """Where the code is on the page: found by reading it, left, top, right, bottom in pixels."""
    import zxingcpp

    (code,) = zxingcpp.read_barcodes(_page(dpi))
    corners = (code.position.top_left, code.position.bottom_right)
    return corners[0].x, corners[0].y, corners[1].x, corners[1].y


def as_printed(page: Image.Image, dpi: int) -> Image.Image:
    """Nothing happened to it."""
    return page


def blurred(page: Image.Image, dpi: int) -> Image.Image:
    """A lens slightly out of focus: about a quarter of a module."""
    return page.filter(ImageFilter.GaussianBlur(dpi * 0.005))


def noisy(page: Image.Image, dpi: int) -> Image.Image:
    """Grain of a cheap sensor, the same in every run."""
    grain = Image.effect_noise(page.size, 60)
    return Image.blend(page, grain, 0.28)


def skewed(page: Image.Image, dpi: int) -> Image.Image:
    """Held crooked: turned 7 degrees and leaning away."""
    turned = page.rotate(7, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    lean = (1, 0.12, 0, 0.03, 1, 0, 0.00002 * 300 / dpi, 0.00003 * 300 / dpi)
    return turned.transform(
        turned.size, Image.Transform.PERSPECTIVE, lean, Image.Resampling.BICUBIC, fillcolor=255
    )


def compressed(page: Image.Image, dpi: int) -> Image.Image:
    """Sent through a chat that squeezes pictures."""
    squeezed = BytesIO()
    page.save(squeezed, "JPEG", quality=12)
    return Image.open(squeezed).convert("L")


def folded(page: Image.Image, dpi: int) -> Image.Image:
    """A crease right across the code, where the toner has come off and dirt has gone in."""
    creased = page.copy()
    _left, top, _right, bottom = _code_box(dpi)
    at, width = (top + bottom) // 2, max(1, dpi // 100)
    draw = ImageDraw.Draw(creased)
    draw.line([(0, at), (page.width, at + dpi // 20)], fill=225, width=width)
    draw.line([(0, at + width), (page.width, at + width + dpi // 20)], fill=120, width=1)
    return creased


def blotted(page: Image.Image, dpi: int) -> Image.Image:
    """A drop of oil over 7 % of the code, in its middle."""
    stained = page.copy()
    left, top, right, bottom = _code_box(dpi)
    radius = (0.07 * (right - left) * (bottom - top) / 3.1416) ** 0.5
    x, y = (left + right) / 2 + radius * 0.3, (top + bottom) / 2
    ImageDraw.Draw(stained).ellipse([x - radius, y - radius, x + radius, y + radius], fill=60)
    return stained


def dirty(page: Image.Image, dpi: int) -> Image.Image:
    """A shop floor's specks all over."""
    spotted, chance = page.copy(), random.Random(7)
    draw = ImageDraw.Draw(spotted)
    for _ in range(400):
        x, y = chance.randrange(page.width), chance.randrange(page.height)
        size = chance.uniform(0.002, 0.006) * dpi
        draw.ellipse([x - size, y - size, x + size, y + size], fill=chance.choice((20, 240)))
    return spotted


def faded(page: Image.Image, dpi: int) -> Image.Image:
    """Toner nearly out: black is mid grey on paper that has yellowed."""
    return page.point([150 + value * 80 // 255 for value in range(256)])


def copied(page: Image.Image, dpi: int) -> Image.Image:
    """A copy of a copy: each time a little soft, then hard black and white."""
    for _ in range(2):
        page = page.filter(ImageFilter.GaussianBlur(dpi * 0.002))
        page = page.point([0 if value < 140 else 255 for value in range(256)])
    return page


DAMAGES: tuple[Damage, ...] = (
    as_printed,
    blurred,
    noisy,
    skewed,
    compressed,
    folded,
    blotted,
    dirty,
    faded,
    copied,
)


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_the_code_is_read_whatever_happened_to_the_paper(damage: Damage, dpi: int) -> None:
    """R40: error correction M is enough for one misfortune at a time, at a phone's resolution."""
    assert _read(damage(_page(dpi), dpi)) == (FACTS.qr_text,)


def test_a_crumpled_dirty_copy_is_read_at_a_phones_resolution() -> None:
    """R40: several misfortunes at once."""
    page = skewed(folded(dirty(_page(300), 300), 300), 300)
    assert _read(compressed(page, 300)) == (FACTS.qr_text,)


def test_a_fax_in_fine_resolution_is_read() -> None:
    """R40: 204 × 196 dots an inch in pure black and white (ITU-T T.4)."""
    width, height = round(8.27 * 204), round(11.69 * 196)
    fax = _page(300).resize((width, height), Image.Resampling.BOX)
    fax = fax.point([0 if value < 128 else 255 for value in range(256)]).convert("1").convert("L")
    assert _read(fax) == (FACTS.qr_text,)


def test_a_code_that_lost_its_corner_is_not_read_as_another() -> None:
    """R40: too much is missing; then there is no answer rather than a wrong one."""
    torn = _page(200).copy()
    left, top, right, bottom = _code_box(200)
    ImageDraw.Draw(torn).rectangle([left, top, (left + right) // 2, bottom], fill=255)
    import zxingcpp

    assert [code.text for code in zxingcpp.read_barcodes(torn) if code.valid] == []


def _read(picture: Image.Image) -> tuple[str, ...]:
    out = BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return codes_in_bytes(out.getvalue())
