"""Which wrong answers of an item somebody takes, without saying which is the right one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.protocol import Item, ItemKind
from app.domain.scoring import Answer

WORKING = 50
"""From this permille on a wrong option does its work (Haladyna and Downing 1993: 5 %)."""


@dataclass(frozen=True, slots=True)
class DistractorShares:
    """Permille of all asked who took each wrong option, most taken first, and who left it blank.

    Without ids: what is left over would be the key (R22).
    """

    wrong: tuple[int, ...]
    blank: int

    @property
    def working(self) -> int:
        """How many wrong options are taken by at least one in twenty."""
        return sum(share >= WORKING for share in self.wrong)


def distractor_shares(item: Item, answers: Sequence[Answer]) -> DistractorShares | None:
    """The shares of an item with options; None for one without, or never asked."""
    if item.question.kind not in (ItemKind.SINGLE, ItemKind.MULTIPLE) or not answers:
        return None
    taken = Counter(choice for answer in answers for choice in answer)
    wrong = (option.id for option in item.question.options if option.id not in item.key.choice)
    shares = sorted((taken[choice] * 1000 // len(answers) for choice in wrong), reverse=True)
    blank = sum(not answer for answer in answers) * 1000 // len(answers)
    return DistractorShares(tuple(shares), blank)
