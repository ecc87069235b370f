"""What an answer is worth: pure, integers, the same on every machine."""

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from app.domain.protocol import Item, ItemKind, MeasuredValue, MultipleScoring, Question

Answer = tuple[str, ...]
"""What the candidate gave. () = blank.

SINGLE ("b",) · MULTIPLE ("a", "c") in any order · NUMERIC ("24,99",) as typed · ORDER all option
ids in the order given · MATCH ("a=x", "b=y") in any order.
"""

FULL = 1000
_LONGEST_NUMBER = 60
_NUMBER = re.compile(r"[+-]?\d{1,12}(\.\d{1,12})?", re.ASCII)


def parse_number(text: str) -> Decimal | None:
    """The number a person typed; decimal comma or point, spaces anywhere, − or -; else None."""
    compact = "".join(text.split()).replace(",", ".").replace("−", "-")
    return Decimal(compact) if _NUMBER.fullmatch(compact) else None


def judge_measured(measured: MeasuredValue, value: Decimal) -> bool:
    """Whether `value`, in the measure's unit, is within its limits, limits included (R27)."""
    return measured.lower <= value <= measured.upper


def fits(question: Question, answer: Answer) -> bool:
    """Whether the answer is made of what the question offers; right or wrong is another matter.

    A typed number is short and has nothing invisible in it; everything else is made of the ids of
    options and targets, no more of them than there are.
    """
    if question.kind is ItemKind.NUMERIC:
        return len(answer) <= 1 and all(
            len(typed) <= _LONGEST_NUMBER and typed.isprintable() for typed in answer
        )
    known = {option.id for option in (*question.options, *question.targets)}
    return len(answer) <= len(question.options) and all(
        set(choice.split("=")) <= known for choice in answer
    )


def score_item(
    item: Item, answer: Answer, multiple: MultipleScoring = MultipleScoring.PARTIAL
) -> int:
    """Permille of the item's points; a blank gives 0 and a wrong answer never less.

    SINGLE and NUMERIC: all or nothing, NUMERIC within the tolerance, limits included.
    MULTIPLE: each right choice counts one, each wrong takes one away, of the number of right ones;
    by the rule ALL_OR_NOTHING only the right ones and no other give anything.
    ORDER: the share of neighbouring steps in the key that the answer also gives one straight after
    the other. MATCH: the share of left sides that have their right one and no other. Shares are
    rounded down.
    """
    match item.question.kind:
        case ItemKind.SINGLE:
            return FULL if answer == item.key.choice else 0
        case ItemKind.NUMERIC:
            return _score_number(item, answer)
        case ItemKind.ORDER:
            return _score_order(item.key.choice, answer)
        case ItemKind.MULTIPLE:
            share = _score_multiple(item.key.choice, answer)
            return share if share == FULL or multiple is MultipleScoring.PARTIAL else 0
        case ItemKind.MATCH:
            return _score_match(item.key.choice, answer)


def theory_permille(
    items: tuple[Item, ...],
    answers: Mapping[str, Answer],
    multiple: MultipleScoring = MultipleScoring.PARTIAL,
) -> int:
    """Points earned of points possible over `items`, in permille, rounded down.

    Rounding down never decides: a whole-number cut is reached exactly when its floor reaches it.
    """
    possible = sum(item.points for item in items)
    earned = sum(
        item.points * score_item(item, answers.get(item.id, ()), multiple) for item in items
    )
    return earned // possible


def _score_number(item: Item, answer: Answer) -> int:
    number = parse_number(answer[0]) if len(answer) == 1 else None
    if number is None or item.key.value is None:
        return 0
    return FULL if abs(number - item.key.value) <= item.key.tolerance else 0


def _score_multiple(key: tuple[str, ...], answer: Answer) -> int:
    right, given = set(key), set(answer)
    return _share(len(given & right) - len(given - right), len(right))


def _score_order(key: tuple[str, ...], answer: Answer) -> int:
    if sorted(answer) != sorted(key):
        return 0
    steps = set(pairwise(key))
    return _share(len(steps.intersection(pairwise(answer))), len(steps))


def _score_match(key: tuple[str, ...], answer: Answer) -> int:
    given = [pair.partition("=")[0] for pair in answer]
    right = [pair for pair in key if pair in answer and given.count(pair.partition("=")[0]) == 1]
    return _share(len(right), len(key))


def _share(right: int, of: int) -> int:
    return max(0, right) * FULL // of
