"""The certificate's file before it is signed: the page, the badge in it, a field to sign in."""

from app.certificate.attached import add_badge, add_signature_field
from app.certificate.page import draw_certificate
from app.domain.certificate import CertificateFacts

SIGNATURE_FIELD = "Underskrift"
"""The empty signature field that `sign=True` leaves: invisible, tagged, to be filled as it is."""

BADGE_NAME = "kompetensbevis.json"
"""What the credential is called inside the file."""


def whole_pdf(facts: CertificateFacts, badge: bytes | None, sign: bool) -> bytes:
    """The page with the badge as associated file and, to be signed, an empty field.

    The same facts and badge give the same bytes (I4). Raises as `draw_certificate`.
    """
    pdf = draw_certificate(facts)
    if badge is not None:
        pdf = add_badge(pdf, BADGE_NAME, badge)
    return add_signature_field(pdf, SIGNATURE_FIELD) if sign else pdf
