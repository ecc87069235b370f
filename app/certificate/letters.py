"""Which letters the certificate's fonts can show, asked before anything is signed or drawn."""

from app.domain.certificate import CertificateFacts
from app.domain.errors import UserError


class MissingGlyph(UserError):
    """The certificate's fonts lack `letters` (each once, in order of first use)."""

    code = "E_GLYPH"

    def __init__(self, letters: str) -> None:
        super().__init__()
        self.letters = letters


class RefusedLetter(UserError):
    """`letters` are invisible or turn the reading direction; no name or text may hold them."""

    code = "E_GLYPH"

    def __init__(self, letters: str) -> None:
        super().__init__()
        self.letters = letters


def check_letters(facts: CertificateFacts) -> None:
    """Nothing if every printed text can be shown; call it before signing (`qr_text` may be empty).

    Raises RefusedLetter (controls, bidi controls) or MissingGlyph.
    """
    raise NotImplementedError(facts)
