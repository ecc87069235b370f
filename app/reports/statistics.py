"""Statistics for a scheme's owner as tables: nobody's name, no key, no group under five (X7)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.domain.certificate import AreaOutcome
from app.domain.distractors import distractor_shares
from app.domain.item_statistics import item_figures
from app.domain.kappa import weighted_kappa
from app.domain.matrix_summary import SMALLEST_GROUP
from app.domain.protocol import Protocol
from app.domain.scoring import Answer, score_item
from app.domain.shares import share
from app.domain.text import Language
from app.reports.statistics_words import CONFIDENCES, HEADS, NAMES, WHOLE
from app.reports.table import Column, ColumnKind, Row, Table

_TEXTS = ("profile", "version", "item", "family", "area", "area_name", "confidence", "register")
_ITEM_KEYS = (
    *("profile", "version", "tests", "item", "family", "area", "asked", "exposure", "difficulty"),
    *("discrimination", "wrong_1", "wrong_2", "wrong_3", "working", "blank", "confidence"),
)
_AGREEMENT_KEYS = (
    *("profile", "version", "area", "area_name", "practicals", "pairs", "alike", "near", "kappa"),
)
_AREA_KEYS = (
    *("profile", "version", "area", "area_name", "assessed", "shown", "share", "low", "high"),
)
_WIDTHS = {"item": 20, "area_name": 28, "discrimination": 20, "kappa": 18}
ASSESSED = frozenset((AreaOutcome.SHOWN, AreaOutcome.NOT_YET, AreaOutcome.SAFETY))
"""The outcomes of an area that was assessed; what is credited was not, here."""


@dataclass(frozen=True, slots=True)
class TakenTest:
    """A theory test handed in: what was drawn and answered, () for a blank."""

    protocol: Protocol
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class RatedTwice:
    """A practical that two rated alone: levels 1–4 by criterion id, 0 and None left out."""

    protocol: Protocol
    first: Mapping[str, int]
    second: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AreaCame:
    """What an area of a decided case came to."""

    protocol: Protocol
    area: str
    outcome: AreaOutcome


T = TypeVar("T", TakenTest, RatedTwice, AreaCame)


def item_table(tests: Iterable[TakenTest], language: Language) -> Table:
    """Every item of each protocol version that was tested here, versions apart."""
    name = NAMES["items"].in_language(language)
    return Table(name, _columns(_ITEM_KEYS, language), _item_rows(tests, language))


def agreement_table(practicals: Iterable[RatedTwice], language: Language) -> Table:
    """Of each version the whole and each area: how far two assessors agree, with the count."""
    name = NAMES["agreement"].in_language(language)
    rows = _agreement_rows(practicals, language)
    return Table(name, _columns(_AGREEMENT_KEYS, language), rows)


def area_table(told: Iterable[AreaCame], language: Language) -> Table:
    """Of each version and area how many were assessed and showed it, with the 95 % interval."""
    name = NAMES["areas"].in_language(language)
    return Table(name, _columns(_AREA_KEYS, language), _area_rows(told, language))


def register_table(counts: Iterable[tuple[str, int, int]], language: Language) -> Table:
    """How many entries each register has, and how many are open; `counts`: words, all, open."""
    name = NAMES["registers"].in_language(language)
    return Table(name, _columns(("register", "filed", "open"), language), list(counts))


def _item_rows(tests: Iterable[TakenTest], language: Language) -> Iterator[Row]:
    for protocol, taken in _by_version(tests):
        items = {item.id: item for item in protocol.items}
        rule = protocol.rules.multiple_scoring
        answers: defaultdict[str, list[Answer]] = defaultdict(list)
        scored = []
        for test in taken:
            scored.append({i: score_item(items[i], a, rule) for i, a in _known(test, items)})
            for item_id, answer in _known(test, items):
                answers[item_id].append(answer)
        figures = item_figures(items, scored)
        for item in protocol.items:
            found = figures[item.id]
            head = (protocol.profile, protocol.version, _shown(len(taken)), item.id, item.family)
            if found.asked < SMALLEST_GROUP:
                yield *head, item.area, *(None,) * 9, None
                continue
            wrong = distractor_shares(item, answers[item.id])
            shares = (None,) * 3 if wrong is None else (*wrong.wrong, None, None, None)[:3]
            yield (
                *head,
                *(item.area, found.asked, found.exposure, found.difficulty, found.discrimination),
                *shares,
                *((None, None) if wrong is None else (wrong.working, wrong.blank)),
                CONFIDENCES[found.confidence].in_language(language),
            )


def _agreement_rows(practicals: Iterable[RatedTwice], language: Language) -> Iterator[Row]:
    for protocol, rated in _by_version(practicals):
        area_of = {criterion.id: criterion.area for criterion in protocol.criteria}
        pairs: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        groups: defaultdict[str, set[int]] = defaultdict(set)
        for number, one in enumerate(rated):
            for criterion in one.first.keys() & one.second.keys() & area_of.keys():
                for key in ("", area_of[criterion]):
                    pairs[key].append((one.first[criterion], one.second[criterion]))
                    groups[key].add(number)
        names = {"": WHOLE} | {area.id: area.name for area in protocol.areas}
        for key, area_name in names.items():
            head = (protocol.profile, protocol.version, key, area_name.in_language(language))
            if len(groups[key]) < SMALLEST_GROUP:
                if not key or groups[key]:
                    yield *head, *(None,) * 5
                continue
            found = weighted_kappa(pairs[key])
            alike, near = (1000 * part // found.pairs for part in (found.alike, found.near))
            yield *head, len(groups[key]), found.pairs, alike, near, found.permille


def _area_rows(told: Iterable[AreaCame], language: Language) -> Iterator[Row]:
    for protocol, came in _by_version(told):
        for area in protocol.areas:
            outcomes = [o.outcome for o in came if o.area == area.id and o.outcome in ASSESSED]
            name = area.name.in_language(language)
            head = (protocol.profile, protocol.version, area.id, name)
            if len(outcomes) < SMALLEST_GROUP:
                if outcomes:
                    yield *head, *(None,) * 5
                continue
            found = share(outcomes.count(AreaOutcome.SHOWN), len(outcomes))
            permille = (2000 * found.part + found.whole) // (2 * found.whole)
            yield *head, found.whole, found.part, permille, found.low, found.high


def _by_version(told: Iterable[T]) -> Iterator[tuple[Protocol, Sequence[T]]]:
    found: dict[str, list[T]] = {}
    for one in told:
        found.setdefault(one.protocol.hash, []).append(one)
    for group in sorted(found.values(), key=lambda one: _order(one[0].protocol)):
        yield group[0].protocol, group


def _order(protocol: Protocol) -> tuple[str, tuple[int, ...]]:
    return protocol.code, tuple(int(part) for part in protocol.version.split("."))


def _known(test: TakenTest, items: Mapping[str, object]) -> Iterator[tuple[str, Answer]]:
    return ((item, answer) for item, answer in test.answers.items() if item in items)


def _shown(count: int) -> int | None:
    return count if count >= SMALLEST_GROUP else None


def _columns(keys: Iterable[str], language: Language) -> tuple[Column, ...]:
    return tuple(
        Column(
            key,
            HEADS[key].in_language(language),
            ColumnKind.TEXT if key in _TEXTS else ColumnKind.INTEGER,
            _WIDTHS.get(key, 14),
        )
        for key in keys
    )
