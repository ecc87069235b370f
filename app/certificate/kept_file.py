"""What a file we once made is told by, without opening it or loading what made it."""

from app.certificate.signature import check_signature

_SIGNED, _BADGE = b"/ETSI.CAdES.detached", b"kompetensbevis.json"


def is_signed(pdf: bytes) -> bool:
    """Whether one of our files carries a signature."""
    return _SIGNED in pdf


def has_badge(pdf: bytes) -> bool:
    """Whether one of our files carries the credential."""
    return _BADGE in pdf


def is_whole_file(pdf: bytes, number: str) -> bool:
    """Whether what was kept is the file of the certificate with this number, every byte there.

    Without a signature only the beginning, the number in its metadata and the end tell.
    """
    signature = check_signature(pdf)
    is_intact = signature.is_whole if is_signed(pdf) else pdf.rstrip().endswith(b"%%EOF")
    return is_intact and pdf.startswith(b"%PDF-") and number.encode() in pdf
