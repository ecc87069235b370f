"""PAdES B-B on a certificate's PDF (ETSI EN 319 142-1), made and read with pyHanko."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.seal.paper_key import PaperKey


class SignatureState(StrEnum):
    """How a file's signature stands, whoever made it.

    `changed`: the signed bytes are not the bytes signed. `extended`: something was added to the
    file after it was signed. `unreadable`: there is one that cannot be read, or several.
    """

    MISSING = "missing"
    INTACT = "intact"
    EXTENDED = "extended"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FileSignature:
    """What a PDF's own signature says. Nothing of it is proved by an authority yet.

    `leaf`, `issuer`: certificates in the file (DER), b"" when there is none; the signer's facts
    stand in the leaf: `app.seal.paper_certificate.prove_paper_certificate`.
    """

    state: SignatureState
    leaf: bytes = b""
    issuer: bytes = b""
    signed_at: datetime | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the file, every byte of it, is as it was signed."""
        return self.state is SignatureState.INTACT


def sign_pdf(pdf: bytes, key: PaperKey, certificate: bytes, issuer: bytes, when: datetime) -> bytes:
    """The PDF with a signature added at its end; certificate and issuer in DER.

    Uses the empty signature field that is there, else makes an invisible one.
    """
    raise NotImplementedError


def check_signature(pdf: bytes) -> FileSignature:
    """How the file's signature stands; an answer for any bytes, never an exception."""
    raise NotImplementedError
