"""The secrecy agreement: read and signed before anybody sees the questions (R5)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.text import Text
from app.storage.tables import AssessorRow
from app.usecases.desk import Desk


class SecrecyNotSigned(UserError):
    """The questions open only for somebody who has signed the secrecy agreement (R5)."""

    def __init__(self, assessor: str) -> None:
        super().__init__()
        self.assessor = assessor


@dataclass(frozen=True, slots=True)
class SecrecyView:
    """The agreement as it is signed, and when who is signed in did; None before."""

    title: Text
    points: tuple[Text, ...]
    signed: date | None


TITLE = Text("Sekretessförbindelse", "Secrecy agreement")
POINTS = (
    Text(
        "Jag lämnar aldrig ut frågor, svar eller bedömningsmallar till någon.",
        "I never give out questions, answers or marking guides to anybody.",
    ),
    Text(
        "Jag kopierar, fotograferar eller skriver inte av frågor, och låter ingen annan göra det.",
        "I do not copy, photograph or write down questions, and let nobody else do so.",
    ),
    Text(
        "Jag använder inte frågorna i undervisning eller för att öva någon inför ett prov.",
        "I do not use the questions in teaching or to train anybody for a test.",
    ),
    Text(
        "Det jag får veta om en validand berättar jag bara för den som behöver det i sitt uppdrag.",
        "What I learn of a candidate I tell only to those who need it for their task.",
    ),
    Text(
        "Misstänker jag att frågor har kommit ut säger jag det genast till testcentret.",
        "If I suspect that questions have got out I tell the test centre at once.",
    ),
)


class Secrecy:
    """Shows the agreement and lets who is signed in sign it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self) -> SecrecyView:
        """The text and whether it is signed."""
        return SecrecyView(TITLE, POINTS, _signed(self._desk))

    def sign(self, secret: str) -> None:
        """Sign with the desk's secret; signed once it stays. Raises WrongSecret, TooManyTries."""
        self._desk.check_secret(secret)
        with self._desk.database.transaction() as session:
            row = session.get_one(AssessorRow, self._desk.assessor.id)
            row.secrecy_signed = row.secrecy_signed or self._desk.clock.now().date()
        self._desk.announce(Touched.TRUST)


def is_secrecy_signed(desk: Desk, session: Session) -> bool:
    """Whether who is signed in has signed."""
    return session.get_one(AssessorRow, desk.assessor.id).secrecy_signed is not None


def require_secrecy(desk: Desk) -> None:
    """Let who is signed in on to the questions. Raises SecrecyNotSigned (R5)."""
    if _signed(desk) is None:
        raise SecrecyNotSigned(desk.assessor.name)


def _signed(desk: Desk) -> date | None:
    with desk.database.reading() as session:
        return session.get_one(AssessorRow, desk.assessor.id).secrecy_signed
