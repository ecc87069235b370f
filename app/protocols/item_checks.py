"""What one item must hold together: options, key, number and picture, by kind."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from app.domain.protocol import ItemKind
from app.domain.text import Text
from app.protocols.building import build_option
from app.protocols.faults import Fault, Problem
from app.protocols.format_items import ItemFile, OptionFile
from app.protocols.format_words import NUMBER_PATTERN
from app.protocols.placed import PlacedItem
from app.protocols.templates import places_in

FEWEST_OPTIONS = 3
"""Fewer options make guessing pay."""

_FIELDS = {
    ItemKind.SINGLE: {"options", "key"},
    ItemKind.MULTIPLE: {"options", "key"},
    ItemKind.ORDER: {"options", "key"},
    ItemKind.MATCH: {"options", "targets", "key"},
    ItemKind.NUMERIC: {"value", "tolerance", "unit"},
}
_UNSET = {"options": (), "targets": (), "key": (), "value": None, "tolerance": "0", "unit": ""}
_NUMBER = re.compile(NUMBER_PATTERN, re.ASCII)

Found = tuple[str, Problem, str]
"""Path below the item, problem, detail."""


def check_item(placed: PlacedItem, faults: list[Fault]) -> None:
    """Adds what is wrong with the item."""
    item = placed.item
    parts = [_fields_for_kind(item), _options(item), _pictures(item), _places(item)]
    parts.append(_number(item) if item.kind is ItemKind.NUMERIC else _key(item))
    for part in parts:
        for path, problem, detail in part:
            faults.append(Fault(placed.file, placed.path + path, problem, detail))


def asked(item: ItemFile) -> tuple[object, ...]:
    """What a candidate sees of the item: two items that ask the same are one."""
    options = tuple((build_option(option).text) for option in item.options)
    return (item.kind, item.stem, options, item.targets, item.picture, item.unit)


def _fields_for_kind(item: ItemFile) -> Iterator[Found]:
    for name, unset in _UNSET.items():
        if name not in _FIELDS[item.kind] and getattr(item, name) != unset:
            yield f".{name}", Problem.FIELD_NOT_FOR_KIND, item.kind.value


def _options(item: ItemFile) -> Iterator[Found]:
    if item.kind is ItemKind.NUMERIC:
        return
    yield from _distinct(item.options, ".options")
    yield from _distinct(item.targets, ".targets")
    if len(item.options) < FEWEST_OPTIONS:
        yield ".options", Problem.TOO_FEW_OPTIONS, f"{len(item.options)} < {FEWEST_OPTIONS}"
    if item.kind is ItemKind.MATCH and len(item.targets) < FEWEST_OPTIONS:
        yield ".targets", Problem.TOO_FEW_OPTIONS, f"{len(item.targets)} < {FEWEST_OPTIONS}"


def _distinct(options: Sequence[OptionFile], path: str) -> Iterator[Found]:
    """Ids are unique, and no two options read the same in either language."""
    for option_id, count in Counter(option.id for option in options).items():
        if count > 1:
            yield path, Problem.DUPLICATE_ID, option_id
    texts: list[Text] = [build_option(option).text for option in options]
    for language in (tuple(text.sv for text in texts), tuple(text.en for text in texts)):
        for text, count in Counter(language).items():
            if count > 1:
                yield path, Problem.SAME_OPTION, text


def _key(item: ItemFile) -> Iterator[Found]:
    known = _known_choices(item)
    for index, choice in enumerate(item.key):
        if choice not in known:
            yield f".key[{index}]", Problem.KEY_UNKNOWN, choice
    if not _has_right_count(item):
        yield ".key", Problem.KEY_COUNT, f"{item.kind.value}: {len(item.key)}"
    for index, option in enumerate(item.options):
        if option.slip and option.id in item.key:
            yield f".options[{index}].slip", Problem.SLIP_ON_KEY, option.id
    shown = tuple(option.id for option in item.options)
    if item.kind is ItemKind.ORDER and item.key == shown:
        yield ".key", Problem.ORDER_SHOWN, " ".join(shown)


def _known_choices(item: ItemFile) -> set[str]:
    options = {option.id for option in item.options}
    if item.kind is ItemKind.MATCH:
        return {f"{left}={right.id}" for left in options for right in item.targets}
    return options


def _has_right_count(item: ItemFile) -> bool:
    """One for SINGLE, some but not all for MULTIPLE, each once for ORDER and MATCH."""
    if len(set(item.key)) != len(item.key):
        return False
    if item.kind is ItemKind.SINGLE:
        return len(item.key) == 1
    if item.kind is ItemKind.MULTIPLE:
        return 0 < len(item.key) < len(item.options)
    lefts = sorted(choice.partition("=")[0] for choice in item.key)
    return lefts == sorted(option.id for option in item.options)


def _number(item: ItemFile) -> Iterator[Found]:
    if item.value is None:
        yield "", Problem.FIELD_MISSING, "value"
    elif not _NUMBER.match(item.value):
        yield ".value", Problem.NOT_A_NUMBER, item.value
    if not _NUMBER.match(item.tolerance) or item.tolerance.startswith("-"):
        yield ".tolerance", Problem.NOT_A_NUMBER, item.tolerance


def _places(item: ItemFile) -> Iterator[Found]:
    for name in sorted(places_in(item)):
        yield "", Problem.PLACE_UNFILLED, name


def _pictures(item: ItemFile) -> Iterator[Found]:
    if (item.picture is None) != (item.picture_text is None):
        yield ".picture_text", Problem.PICTURE_TEXT, item.picture or ""
