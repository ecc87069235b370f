"""Which letters the certificate's fonts can show, asked before anything is signed or drawn."""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from app.certificate.typeface import letters_covered
from app.certificate.wording import FIXED_TEXTS
from app.domain.certificate import AreaLine, CertificateFacts
from app.domain.errors import UserError
from app.domain.protocol import ScaleStep

# Controls, format characters (all bidi controls are among them), surrogates, private use,
# unassigned, line and paragraph separators.
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NUMBERS_AND_NAMES = "".join(map(chr, range(0x20, 0x7F)))


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
    check_text(letters_printed(facts))


def check_text(text: str) -> None:
    """Nothing if the text can be printed. Raises RefusedLetter or MissingGlyph."""
    used = "".join(dict.fromkeys(text))
    refused = "".join(letter for letter in used if unicodedata.category(letter) in _REFUSED)
    if refused:
        raise RefusedLetter(refused)
    covered = letters_covered()
    missing = "".join(letter for letter in used if letter not in covered)
    if missing:
        raise MissingGlyph(missing)


def letters_printed(facts: CertificateFacts) -> str:
    """Each letter that may stand on the certificate once, in order of first use."""
    return "".join(dict.fromkeys("".join(_texts((facts, FIXED_TEXTS, _NUMBERS_AND_NAMES)))))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, AreaLine):
        yield from _texts((value.name, value.credit_note))
        # Typed in a field of several lines; their breaks are set anew on paper.
        yield from (" ".join(text.split()) for text in _texts((value.gap, value.next_step)))
    else:
        for part in _parts(value):
            yield from _texts(part)


def _parts(value: object) -> tuple[object, ...]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, dict):
        return tuple(value.values())
    if isinstance(value, ScaleStep):
        return (value.name,)
    if is_dataclass(value):
        return tuple(getattr(value, field.name) for field in fields(value))
    return ()
