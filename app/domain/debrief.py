"""How the theory went per area, and what kinds of questions were missed, in words for a talk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.protocol import Area, Item, ItemKind, Protocol
from app.domain.scoring import FULL, Answer, score_item, theory_permille


class QuestionKind(StrEnum):
    """What a question asks somebody to do, as the person would say it."""

    PICTURE = "picture"
    NUMBER = "number"
    ORDER = "order"
    MATCH = "match"
    SEVERAL = "several"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class KindResult:
    """How many questions of one kind were not wholly right, of how many; `blank` among them."""

    kind: QuestionKind
    missed: int
    of: int
    blank: int


@dataclass(frozen=True, slots=True)
class AreaDebrief:
    """One area of the test. Shares in permille; `kinds` with something missed, the most first."""

    area: Area
    permille: int
    cut_permille: int
    questions: int
    missed: int
    kinds: tuple[KindResult, ...]

    @property
    def is_met(self) -> bool:
        """Whether the area reached its own cut."""
        return self.permille >= self.cut_permille


def debrief(
    protocol: Protocol, drawn: Sequence[str], answers: Mapping[str, Answer]
) -> tuple[AreaDebrief, ...]:
    """The areas the test asked about, in protocol order."""
    asked = set(drawn)
    found = []
    for area in protocol.areas:
        items = tuple(i for i in protocol.items if i.area == area.id and i.id in asked)
        if items:
            permille = theory_permille(items, answers, protocol.rules.multiple_scoring)
            found.append(_area(area, permille, items, answers))
    return tuple(found)


def is_missed(item: Item, answers: Mapping[str, Answer]) -> bool:
    """Whether the answer was not wholly right."""
    return score_item(item, answers.get(item.id, ())) < FULL


def question_kind(item: Item) -> QuestionKind:
    """What the question asks for; a picture to read comes before how it is answered."""
    question = item.question
    if question.picture is not None:
        return QuestionKind.PICTURE
    return _KINDS[question.kind]


def _area(
    area: Area, permille: int, items: tuple[Item, ...], answers: Mapping[str, Answer]
) -> AreaDebrief:
    kinds = (_kind(kind, items, answers) for kind in QuestionKind)
    return AreaDebrief(
        area,
        permille,
        area.cut_permille,
        len(items),
        sum(is_missed(item, answers) for item in items),
        tuple(sorted((k for k in kinds if k.missed), key=lambda k: (-k.missed, k.of))),
    )


def _kind(kind: QuestionKind, items: tuple[Item, ...], answers: Mapping[str, Answer]) -> KindResult:
    asked = [item for item in items if question_kind(item) is kind]
    missed = [item for item in asked if is_missed(item, answers)]
    return KindResult(kind, len(missed), len(asked), sum(not answers.get(i.id) for i in missed))


_KINDS = {
    ItemKind.NUMERIC: QuestionKind.NUMBER,
    ItemKind.ORDER: QuestionKind.ORDER,
    ItemKind.MATCH: QuestionKind.MATCH,
    ItemKind.MULTIPLE: QuestionKind.SEVERAL,
    ItemKind.SINGLE: QuestionKind.JUDGE,
}
