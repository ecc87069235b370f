"""What a photo of a piece is once it is kept: small, nothing in it but the picture (R28)."""

LARGEST_PHOTO = 300_000
"""Bytes of a photo as it is kept."""

LONGEST_SIDE = 1_600
"""Pixels of the longer side of a photo as it is kept."""

MOST_PHOTOS = 6
"""Photos of one criterion in one sitting."""

PHOTO_MEDIA = "image/jpeg"

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_PICTURE = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0})
"""Frame, tables, restart interval, scan, and the JFIF header (ITU-T T.81, table B.1)."""

_JFIF = b"JFIF\x00"


def is_bare_photo(content: bytes) -> bool:
    """Whether it is a JPEG of at most LARGEST_PHOTO bytes that says nothing beside the picture.

    No EXIF, position, colour profile, comment or thumbnail, and nothing after its end.
    """
    if len(content) > LARGEST_PHOTO or content[:2] != bytes((0xFF, _START)):
        return False
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        body = content[at + 4 : at + 2 + length]
        if marker not in _PICTURE or (marker == 0xE0 and not _is_plain_jfif(body)):
            return False
        at += 2 + length
        if marker == _SCAN:
            at = _after_scan(content, at)
        if content[at:] == bytes((0xFF, _END)):
            return True
    return False


def _is_plain_jfif(body: bytes) -> bool:
    """Fourteen bytes: no thumbnail, which would be a second picture."""
    return len(body) == 14 and body.startswith(_JFIF) and body[-2:] == bytes(2)


def _after_scan(content: bytes, at: int) -> int:
    """Where the next marker stands: stuffed zeros and restart markers belong to the scan."""
    while (at := content.find(b"\xff", at)) >= 0:
        follows = content[at + 1 : at + 2]
        if follows and follows[0] != 0 and not 0xD0 <= follows[0] <= 0xD7:
            return at
        at += 2
    return len(content)
