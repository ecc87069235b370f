"""The certificate on A4: from the stored facts to the bytes of a PDF."""

from app.domain.certificate import CertificateFacts


def draw_certificate(facts: CertificateFacts) -> bytes:
    """A PDF of one or more A4 pages; the same facts give the same bytes (I4).

    Raises MissingGlyph, RefusedLetter (both before anything is drawn) and CodeTooLarge.
    """
    raise NotImplementedError(facts)
