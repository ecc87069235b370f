"""The certificate's file before it is signed: the page, the badge in it, a field to sign in."""

from app.certificate.archivable import SIGNATURE_FIELD, Attachment
from app.certificate.page import draw_certificate
from app.domain.certificate import CertificateFacts

BADGE_NAME = "kompetensbevis.json"
"""What the credential is called inside the file."""

_MEDIA_TYPE = "application/vc"
_DESCRIPTION = "Beviset som Open Badges 3.0 / The certificate as Open Badges 3.0"

__all__ = ["BADGE_NAME", "SIGNATURE_FIELD", "whole_pdf"]


def whole_pdf(facts: CertificateFacts, badge: bytes | None, sign: bool) -> bytes:
    """The page with the badge as associated file and, to be signed, an empty field.

    The same facts and badge give the same bytes (I4). Raises as `draw_certificate`.
    """
    held = None if badge is None else Attachment(BADGE_NAME, _MEDIA_TYPE, _DESCRIPTION, badge)
    return draw_certificate(facts, held, sign)
