"""Is this certificate genuine, in force, whose and for what: answered without network."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.domain.certificate_status import CertificateState
from app.domain.foreign_code import ForeignCode
from app.domain.grey_picture import GreyPicture
from app.domain.protocol import Protocol
from app.domain.receipt import ReceiptWords
from app.domain.scanned_text import scanned_text
from app.seal.carrier import read_text
from app.seal.codes import BadSeal, Code
from app.seal.verifying import Answer
from app.storage.cases import certificate_of
from app.storage.protocols import newest_of_major
from app.storage.tables import CertificateRow, VerificationRow
from app.usecases.checked import Checked, CheckedArea, as_known_here, checked_of
from app.usecases.desk import Desk

if TYPE_CHECKING:
    from app.certificate.checking import CodeCheck
    from app.certificate.reading import ReadFile

_RECENT = 6
_DIFFERS = "+DIFFERS"

__all__ = [
    "Answer",
    "Checked",
    "CheckedArea",
    "Code",
    "ForeignCode",
    "GreyPicture",
    "ReceiptWords",
    "RecentCheck",
    "Verification",
]


@dataclass(frozen=True, slots=True)
class RecentCheck:
    """A check made at this desk: nothing personal is kept. `differs`: the file said otherwise."""

    at: datetime
    number: str
    answer: Answer
    differs: bool = False


class Verification:
    """Check a text, a PDF or a picture against the lists this desk holds."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check_text(self, text: str) -> Checked:
        """The answer for what a camera, scanner or clipboard gave; never raises for bad text."""
        from app.certificate.checking import check_code

        check = check_code(text, self._desk.trust(), self._desk.clock.now().date())
        return self._remember((self._checked(check),))

    def check_file(self, path: Path) -> Checked:
        """The answer for a PDF or picture; of several certificates one that is not in order.

        The others are in `more`. Raises FileTooLarge, NotReadable, NoCodeFound.
        """
        from app.certificate.reading import read_file

        return self._check(read_file(path))

    def check_picture(self, raw: bytes) -> Checked:
        """As `check_file`, for a picture in memory (PNG or JPEG); nothing of it is kept."""
        from app.certificate.reading import read_bytes

        return self._check(read_bytes(raw))

    def check_grey(self, pictures: Sequence[GreyPicture]) -> Checked:
        """As `check_picture`, for what is seen on screens. Raises NoCodeFound."""
        from app.certificate.reading import FoundCode, NoCodeFound, ReadFile

        codes = [code for picture in pictures for code in self.codes_in_grey(picture)]
        if not codes:
            raise NoCodeFound(len(pictures))
        found = tuple(FoundCode(code, 0) for code in dict.fromkeys(codes))
        return self._check(ReadFile(b"", found, 1, is_pdf=False))

    def codes_in_grey(self, picture: GreyPicture) -> tuple[str, ...]:
        """The codes in one picture of a camera or screen; nothing is checked or kept."""
        from app.certificate.reading import codes_in_grey

        return codes_in_grey(picture.grey, picture.width, picture.height)

    def is_whole(self, typed: str) -> bool:
        """Whether a scanner has typed all of a code, so that no Enter need be waited for."""
        try:
            read_text(scanned_text(typed))
        except BadSeal:
            return False
        return True

    def receipt(self, words: ReceiptWords) -> bytes:
        """The outcome as a PDF to print; nothing of it is kept. Raises MissingGlyph."""
        from app.certificate.receipt import draw_receipt

        return draw_receipt(words)

    def print_receipt(self, words: ReceiptWords, printer: str | None) -> None:
        """Print the receipt. Raises NoPrinterProgram, PrintFailed, MissingGlyph."""
        from app.certificate.printing import print_pdf

        print_pdf(self.receipt(words), words.title, printer)

    def printers(self) -> tuple[str, ...]:
        """The printers of this computer. Raises NoPrinterProgram."""
        from app.certificate.printing import printers

        return printers()

    def recent(self) -> tuple[RecentCheck, ...]:
        """The last checks, newest first."""
        newest = select(VerificationRow).order_by(VerificationRow.id.desc()).limit(_RECENT)
        with self._desk.database.reading() as session:
            return tuple(_recent(row) for row in session.scalars(newest))

    def _check(self, read: "ReadFile") -> Checked:
        from app.certificate.checking import check_codes

        today = self._desk.clock.now().date()
        checks = check_codes(read, self._desk.trust(), today, self._protocol)
        in_question = [check for check in checks if not check.is_in_order]
        first = (in_question or checks)[0]
        rest = [check for check in checks if check is not first]
        return self._remember([self._checked(check) for check in (first, *rest)])

    def _checked(self, check: "CodeCheck") -> Checked:
        claims = check.verdict.certificate
        if claims is None:
            return checked_of(check, None)
        with self._desk.database.reading() as session:
            own = session.get(CertificateRow, claims.certificate_id)
            state = None if own is None else CertificateState(own.state)
            newest = None if own is None else certificate_of(session, own.case_id)
        checked = checked_of(check, self._protocol(claims.profile))
        return as_known_here(checked, state, "" if newest is None else newest.number)

    def _protocol(self, profile: str) -> Protocol | None:
        with self._desk.database.reading() as session:
            found = newest_of_major(session, profile)
        return None if found is None else self._desk.protocol(found)

    def _remember(self, checked: Sequence[Checked]) -> Checked:
        """The first with the others beside it, once it is noted that they were checked."""
        now = self._desk.clock.now()
        with self._desk.database.transaction() as session:
            for one in reversed(checked):
                mark = _DIFFERS if one.differs else ""
                session.add(VerificationRow(at=now, number=one.number, answer=one.answer + mark))
        first, *more = checked
        return replace(first, more=tuple(more))


def _recent(row: VerificationRow) -> RecentCheck:
    answer = Answer(row.answer.removesuffix(_DIFFERS))
    return RecentCheck(row.at, row.number, answer, row.answer.endswith(_DIFFERS))
