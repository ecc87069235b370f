"""What the candidate has in front of them: questions, answers, marks, languages; no Qt, no I/O."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.pausing import left_in_area
from app.domain.protocol import ItemKind, Question
from app.domain.scoring import Answer
from app.domain.text import Language, Text

if TYPE_CHECKING:
    from app.usecases.theory import Paper


@dataclass(frozen=True, slots=True)
class Mark:
    """How one question stands in the overview."""

    number: int
    answered: bool
    begun: bool
    marked: bool
    unsaved: bool
    current: bool


class Sheet:
    """The paper with what has been answered since; position and languages of the candidate."""

    def __init__(self, paper: "Paper", language: Language) -> None:
        self.paper = paper
        self.questions = paper.questions
        self.answers = {item: answer for item, answer in paper.answers.items() if answer}
        self.marked = set(paper.marked)
        self._places = {question.id: at for at, question in enumerate(paper.questions)}
        self.at = self._places[paper.current]
        self._languages: dict[str, Language] = dict(paper.reading.languages)
        self._language = self._languages.get(paper.current, language)

    @property
    def question(self) -> Question:
        """The question on view."""
        return self.questions[self.at]

    @property
    def is_first(self) -> bool:
        """Whether nothing comes before."""
        return self.at == 0

    @property
    def is_last(self) -> bool:
        """Whether nothing comes after."""
        return self.at == len(self.questions) - 1

    @property
    def language(self) -> Language:
        """The language the question on view is read in.

        A question met for the first time opens in the language chosen last; then it keeps its own.
        """
        return self._languages.setdefault(self.question.id, self._language)

    @property
    def languages(self) -> tuple[tuple[str, Language], ...]:
        """The questions met, each with the language it is read in."""
        return tuple(self._languages.items())

    def read_in(self, language: Language) -> None:
        """Read the question on view, and those not met yet, in another language."""
        self._language = self._languages[self.question.id] = language

    @property
    def left_in_area(self) -> int:
        """Questions still blank in an area that is begun; 0 between two areas (R20)."""
        return left_in_area(self.questions, self.answers, self.question.id)

    def answer(self, item_id: str) -> Answer:
        """What is given, () for nothing."""
        return self.answers.get(item_id, ())

    def give(self, item_id: str, answer: Answer) -> None:
        """Put down an answer; () takes it back."""
        if answer:
            self.answers[item_id] = answer
        else:
            self.answers.pop(item_id, None)

    def is_answered(self, question: Question) -> bool:
        """Whether the answer is whole: a match counts when every left side has its right one."""
        answer = self.answer(question.id)
        if question.kind is ItemKind.MATCH:
            return len(answer) == len(question.options)
        return bool(answer)

    @property
    def answered(self) -> int:
        """How many questions have a whole answer."""
        return sum(map(self.is_answered, self.questions))

    @property
    def blank(self) -> tuple[int, ...]:
        """Places of the questions without a whole answer."""
        return tuple(at for at, one in enumerate(self.questions) if not self.is_answered(one))

    @property
    def to_look_at(self) -> tuple[int, ...]:
        """Places of the marked questions."""
        return tuple(at for at, one in enumerate(self.questions) if one.id in self.marked)

    def place(self, item_id: str) -> int:
        """Where in the test the item stands, from 0."""
        return self._places[item_id]

    def area(self) -> tuple[int, int, Text]:
        """The area on view: its number, of how many, its name."""
        order = self._areas()
        return order.index(self.question.area) + 1, len(order), self._name(self.question.area)

    def blocks(self) -> tuple[int, ...]:
        """How many questions stand side by side from each area, in the order of the test."""
        sizes: list[int] = []
        before = ""
        for question in self.questions:
            if question.area == before:
                sizes[-1] += 1
            else:
                sizes.append(1)
            before = question.area
        return tuple(sizes)

    def marks(self, unsaved: Iterable[str]) -> tuple[Mark, ...]:
        """Every question for the overview."""
        lost = set(unsaved)
        return tuple(
            Mark(
                number=at + 1,
                answered=self.is_answered(question),
                begun=bool(self.answer(question.id)),
                marked=question.id in self.marked,
                unsaved=question.id in lost,
                current=at == self.at,
            )
            for at, question in enumerate(self.questions)
        )

    def _areas(self) -> list[str]:
        return list(dict.fromkeys(question.area for question in self.questions))

    def _name(self, area: str) -> Text:
        return self.paper.areas[area]
