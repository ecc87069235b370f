"""What is kept of a photo: a small JPEG and not a word beside the picture."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.domain.photo import LARGEST_PHOTO, is_bare_photo


def jpeg(**options: object) -> bytes:
    """A grey JPEG of 40×30, saved as asked."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "gray").save(out, "JPEG", **options)
    return out.getvalue()


BARE = jpeg()


def segment(marker: int, body: bytes) -> bytes:
    """One JPEG segment."""
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def test_a_plain_photo_is_bare() -> None:
    """R28."""
    assert is_bare_photo(BARE)
    assert is_bare_photo(jpeg(progressive=True, quality=95))
    assert is_bare_photo(jpeg(restart_marker_blocks=1))


@pytest.mark.parametrize("marker", [*range(0xE1, 0xF0), 0xFE])
def test_no_segment_with_words_is_let_through(marker: int) -> None:
    """R28: EXIF with a position, profile, comment: every APPn but the JFIF header, and COM."""
    assert not is_bare_photo(BARE[:2] + segment(marker, b"Exif\x00\x00GPS 57.78 14.16") + BARE[2:])


def test_a_thumbnail_in_the_header_is_a_second_picture() -> None:
    assert not is_bare_photo(BARE[:2] + segment(0xE0, b"JFIF\x00" + bytes(12)) + BARE[2:])
    assert not is_bare_photo(BARE[:2] + segment(0xE0, b"JFXX\x00" + bytes(9)) + BARE[2:])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        BARE[:-2],
        BARE[: len(BARE) // 2],
        BARE + b"hidden",
        BARE + BARE,
        BARE + b"\xff\xd9",
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        BARE[:2] + b"\xff\xdb\x00\x00" + BARE[2:],
        BARE[:-2] + bytes(LARGEST_PHOTO) + BARE[-2:],
    ],
)
def test_what_is_cut_off_too_large_or_followed_by_more_is_refused(content: bytes) -> None:
    assert not is_bare_photo(content)


@given(st.binary(max_size=200), st.integers(2, len(BARE)))
def test_nothing_put_in_between_can_smuggle_a_segment(put_in: bytes, at: int) -> None:
    """Whatever is said to be bare holds no EXIF header where a reader would look for one."""
    content = BARE[:at] + put_in + BARE[at:]
    if is_bare_photo(content):
        with Image.open(io.BytesIO(content)) as opened:
            assert not opened.getexif()
