"""Pages as pictures."""

from io import BytesIO

from PIL import Image

from app.certificate.page import draw_certificate
from app.certificate.picture import opened, page_png
from tests.app.certificate import samples

PDF = draw_certificate(samples.full(24))


def test_a_page_is_painted_on_white_at_the_resolution_asked_for() -> None:
    """A4 at 100 dpi; PDF pages have no ground of their own."""
    picture = Image.open(BytesIO(page_png(PDF, 1, 100)))
    assert picture.size == (827, 1170)
    assert picture.mode == "RGB"
    assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_many_areas_take_two_pages() -> None:
    """24 of them."""
    with opened(PDF) as document:
        assert len(document) == 2


def test_the_ring_shows_levels_from_the_top_clockwise() -> None:
    """Level 3 fills three rings of the first sector and leaves the outermost pale."""
    picture = Image.open(BytesIO(page_png(PDF, 0, 300))).convert("RGB")
    per_mm = 300 / 25.4
    x = (169 + 0.9) * per_mm
    rings = [(34.4 - 16 + 0.8 + step * 3.57) * per_mm for step in range(4)]
    colours = [picture.getpixel((round(x), round(y))) for y in rings]
    assert [colour == (19, 75, 143) for colour in colours] == [False, True, True, True]
    assert colours[0] == (227, 233, 241)
