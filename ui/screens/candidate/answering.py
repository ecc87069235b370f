"""What the five ways of answering have in common."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.protocol import Question
from app.domain.scoring import Answer
from app.domain.text import Language
from ui.screens.candidate.sizes import Letters

LETTERS_OF_OPTIONS = "ABCDEFGHIJ"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is to be shown: the language it is read in, how large."""

    question: Question
    language: Language
    letters: Letters


class AnswerPane(QWidget):
    """Shows one kind of question and says what is answered."""

    answered = Signal(object)  # Answer, () when it is taken back
    named = "answer"

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(f"answer_{self.named}")
        self.setAcceptDrops(False)

    def show_question(self, asked: Asked, answer: Answer) -> None:
        """Build the question anew with what is answered so far."""
        raise NotImplementedError

    def dress(self, asked: Asked) -> None:
        """The same question in another language or size; the answer on view stays."""
        raise NotImplementedError

    def show_answer(self, answer: Answer) -> None:
        """Show what is answered, () for nothing; `answered` is silent."""
        raise NotImplementedError

    def press(self, sign: str) -> bool:
        """A letter or figure typed where nothing else takes it; whether it meant something."""
        return False

    def flush(self) -> None:
        """Say at once what is typed and not said yet."""

    def wants_focus(self) -> bool:
        """Whether the keyboard begins in the answer and not at the question."""
        return False

    def take_focus(self) -> None:
        """Let the keyboard begin here."""
        self.setFocus()

    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key passes, in order."""
        return ()


def place_of(sign: str, count: int) -> int | None:
    """Which of `count` options a key means: A or 1 the first; None for any other key."""
    letters = LETTERS_OF_OPTIONS[:count]
    sign = sign.upper()
    if sign and sign in letters:
        return letters.index(sign)
    if sign.isdecimal() and 1 <= int(sign) <= count:
        return int(sign) - 1
    return None
