"""Every code in a file with its verdict, and what the rest of the file says beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.certificate.reading import FoundCode, ReadFile
from app.domain.foreign_code import ForeignCode, foreign_code
from app.domain.layers import OF_PICTURE, Layers
from app.domain.protocol import Protocol
from app.domain.scanned_text import scanned_text
from app.seal.codes import Code
from app.seal.trust import Trust
from app.seal.verifying import Answer, Verdict, verify

_COMPARED_MOST = 24
_NOT_OURS = (Code.E_TEXT,)
_GOOD = (Answer.VALID, Answer.PRACTICE)


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """One code. `layers` is None where there was only the code; `foreign` where it is not ours."""

    verdict: Verdict
    layers: Layers | None = None
    foreign: ForeignCode | None = None

    @property
    def is_in_order(self) -> bool:
        """Whether nobody need look closer."""
        return self.verdict.answer in _GOOD and not (self.layers and self.layers.differ)


def check_code(typed: str, trust: Trust, today: date) -> CodeCheck:
    """The verdict on what a scanner, a clipboard or a hand gave; never raises."""
    verdict = verify(scanned_text(typed), trust, today)
    foreign = foreign_code(typed) if verdict.code in _NOT_OURS else None
    return CodeCheck(verdict, None, foreign)


def check_codes(
    read: ReadFile, trust: Trust, today: date, protocol_of: Callable[[str], Protocol | None]
) -> tuple[CodeCheck, ...]:
    """Every certificate in the file; where there is none, the first code, which is no certificate.

    `protocol_of` gives the protocol of a profile such as `CNC-1/1`, where it is known here. Of
    very many certificates in one file the pages of the first 24 are compared.
    """
    checks = [(code, check_code(code.text, trust, today)) for code in read.codes]
    ours = [(code, check) for code, check in checks if check.foreign is None]
    if not ours:
        return (checks[0][1],)
    starts = [code.page for code, _ in ours]
    return tuple(
        _with_layers(read, (code, check), starts, trust, protocol_of)
        if number < _COMPARED_MOST
        else check
        for number, (code, check) in enumerate(ours)
    )


def _with_layers(
    read: ReadFile,
    found: tuple[FoundCode, CodeCheck],
    starts: list[int],
    trust: Trust,
    protocol_of: Callable[[str], Protocol | None],
) -> CodeCheck:
    from app.certificate.layers import check_layers

    code, check = found
    verdict = check.verdict
    if not read.is_pdf:
        return CodeCheck(verdict, OF_PICTURE)
    following = min((page for page in starts if page > code.page), default=read.pages)
    pages = (code.page, following - code.page, read.pages)
    protocol = protocol_of(verdict.certificate.profile) if verdict.certificate else None
    return CodeCheck(verdict, check_layers(read.raw, pages, verdict, trust, protocol))
