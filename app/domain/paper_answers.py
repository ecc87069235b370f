"""Answers as somebody writes them on paper: letters of options, numbers, pairs."""

import re
from itertools import pairwise

from app.domain.paper_form import letter
from app.domain.protocol import ItemKind, Question
from app.domain.scoring import Answer, fits, parse_number

_PAIR = re.compile(r"([A-Z])\s*[=\-:]?\s*(\d{1,2})")


def read_answer(question: Question, written: str) -> Answer | None:
    """The answer as the test keeps it, () for a blank; None for what the question cannot take.

    SINGLE `B` · MULTIPLE `A C` · ORDER `C A B D` · MATCH `A2 B1` · NUMERIC `24,98`.
    """
    compact = written.strip().upper()
    if not compact:
        return ()
    if question.kind is ItemKind.NUMERIC:
        answer: Answer | None = (written.strip(),) if parse_number(written) is not None else None
    elif question.kind is ItemKind.MATCH:
        answer = _pairs(question, compact)
    else:
        answer = _letters(question, compact)
    return answer if answer is not None and fits(question, answer) else None


def written_answer(question: Question, answer: Answer) -> str:
    """The answer as it stands on paper."""
    if question.kind is ItemKind.NUMERIC:
        return "".join(answer)
    letters = {option.id: letter(at) for at, option in enumerate(question.options)}
    if question.kind is ItemKind.MATCH:
        numbers = {target.id: str(at) for at, target in enumerate(question.targets, 1)}
        pairs = (choice.partition("=") for choice in answer)
        return " ".join(f"{letters[left]}{numbers[right]}" for left, _, right in pairs)
    return " ".join(letters[choice] for choice in answer)


def _letters(question: Question, compact: str) -> Answer | None:
    """Each letter once; one for SINGLE, all of them for ORDER."""
    given = [sign for sign in compact if sign not in " ,;.-"]
    ids = {letter(at): option.id for at, option in enumerate(question.options)}
    if len(set(given)) != len(given) or not set(given) <= set(ids):
        return None
    most = 1 if question.kind is ItemKind.SINGLE else len(ids)
    least = len(ids) if question.kind is ItemKind.ORDER else 1
    return tuple(ids[sign] for sign in given) if least <= len(given) <= most else None


def _pairs(question: Question, compact: str) -> Answer | None:
    """Letter and number, each letter once, and nothing else written."""
    lefts = {letter(at): option.id for at, option in enumerate(question.options)}
    rights = {str(at): target.id for at, target in enumerate(question.targets, 1)}
    found = list(_PAIR.finditer(compact))
    between = [compact[a.end() : b.start()] for a, b in pairwise(found)]
    ends = [compact[: found[0].start()], compact[found[-1].end() :]] if found else [compact]
    names = [match.group(1) for match in found]
    if any(part.strip(" ,;.") for part in (*between, *ends)) or len(set(names)) != len(names):
        return None
    if not all(m.group(1) in lefts and m.group(2) in rights for m in found):
        return None
    return tuple(f"{lefts[m.group(1)]}={rights[m.group(2)]}" for m in found)
