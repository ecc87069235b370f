"""What `protocol.yaml` and `texts.yaml` must hold together, within each file."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from app.domain.protocol import Critical, Evidence, Method
from app.protocols.faults import Fault, Problem
from app.protocols.format import AreaFile, CriterionFile, ProtocolFile, TextsFile

PROTOCOL_FILE, TEXTS_FILE = "protocol.yaml", "texts.yaml"
BRIEFING_POINTS = 6
WHOLE = 1000
FEWEST_STEPS, MOST_STEPS = 2, 4

Found = tuple[str, Problem, str]
"""Path, problem, detail."""


def check_protocol(protocol: ProtocolFile, faults: list[Fault]) -> None:
    """Adds what is wrong with the protocol as a whole, its areas and its criteria."""
    steps = len(protocol.scale)
    found = [*_whole(protocol), *_unique_ids(protocol)]
    for index, area in enumerate(protocol.areas):
        path = f"$.areas[{index}]"
        found += _area(area, path, steps)
        for place, criterion in enumerate(area.criteria):
            found += _criterion(criterion, area, f"{path}.criteria[{place}]", steps)
    faults.extend(Fault(PROTOCOL_FILE, *each) for each in found)


def check_texts(texts: TextsFile, faults: list[Fault]) -> None:
    """Adds a fault when the briefing is not the six points (R9)."""
    count = len(texts.briefing)
    if count != BRIEFING_POINTS:
        detail = f"{count} ≠ {BRIEFING_POINTS}"
        faults.append(Fault(TEXTS_FILE, "$.briefing", Problem.BRIEFING_POINTS, detail))


def _whole(protocol: ProtocolFile) -> Iterator[Found]:
    codes = [step.code for step in protocol.scale]
    if codes != list(range(1, len(codes) + 1)) or not FEWEST_STEPS <= len(codes) <= MOST_STEPS:
        yield "$.scale", Problem.SCALE_STEPS, ", ".join(map(str, codes))
    yield from _scale_names(protocol)
    total = sum(area.weight for area in protocol.areas)
    if total != WHOLE:
        yield "$.areas", Problem.WEIGHT_SUM, f"{total} ≠ {WHOLE}"
    if any(area.items for area in protocol.areas) and not protocol.rules.theory_minutes:
        yield "$.rules.theory_minutes", Problem.NO_THEORY_TIME, "0"


def _scale_names(protocol: ProtocolFile) -> Iterator[Found]:
    """Whoever checks a page reads the level by the step's name: no two may read alike."""
    seen: dict[tuple[str, str], int] = {}
    for place, step in enumerate(protocol.scale):
        for language, name in (("sv", step.name.sv), ("en", step.name.en)):
            read = {(language, alike) for alike in _read_alike(name)}
            is_figure = name.strip().isdecimal()
            if is_figure or any(seen.get(one, place) != place for one in read):
                yield f"$.scale[{place}].name.{language}", Problem.SCALE_NAMES, name
            seen |= dict.fromkeys(read, place)


def _read_alike(name: str) -> Iterator[str]:
    """What two names must not share: the words without raised figures, and the digits alone."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    yield " ".join("".join(c for c in name if c.isdecimal() or not c.isdigit()).casefold().split())
    digits = "".join(character for character in plain if character.isdecimal())
    if digits:
        yield digits


def _unique_ids(protocol: ProtocolFile) -> Iterator[Found]:
    areas, criteria = protocol.areas, [c for area in protocol.areas for c in area.criteria]
    yield from _repeated("$.areas", (area.id for area in areas))
    yield from _repeated("$.areas", (area.shared_id for area in areas))
    yield from _repeated("$.areas[*].criteria", (criterion.id for criterion in criteria))
    yield from _repeated("$.tasks", (task.id for task in protocol.tasks))


def _repeated(path: str, ids: Iterable[str]) -> Iterator[Found]:
    for each, count in Counter(ids).items():
        if count > 1:
            yield path, Problem.DUPLICATE_ID, each


def _area(area: AreaFile, path: str, steps: int) -> Iterator[Found]:
    if area.required_level > steps:
        detail = f"{area.required_level} > {steps}"
        yield f"{path}.required_level", Problem.ABOVE_SCALE, detail
    if not area.items and all(c.method is Method.THEORY for c in area.criteria):
        yield path, Problem.NOTHING_TO_ASSESS, area.id


def _criterion(criterion: CriterionFile, area: AreaFile, path: str, steps: int) -> Iterator[Found]:
    if criterion.levels and len(criterion.levels) != steps:
        yield f"{path}.levels", Problem.LEVEL_TEXTS, f"{len(criterion.levels)} ≠ {steps}"
    if criterion.method is Method.THEORY:
        if criterion.critical is Critical.STOP:
            yield f"{path}.critical", Problem.STOP_IN_THEORY, criterion.id
        if not area.items:
            yield f"{path}.method", Problem.THEORY_WITHOUT_ITEMS, criterion.id
    yield from _measure(criterion, path)


def _measure(criterion: CriterionFile, path: str) -> Iterator[Found]:
    measured = criterion.measured
    if (criterion.evidence is Evidence.VALUE) != (measured is not None):
        yield f"{path}.evidence", Problem.VALUE_WITHOUT_MEASURE, criterion.evidence.value
    if measured is not None and Decimal(measured.lower) >= Decimal(measured.upper):
        yield f"{path}.measured", Problem.LIMITS, f"{measured.lower} ≥ {measured.upper}"


def picture_places(protocol: ProtocolFile) -> list[tuple[str, str]]:
    """Path and picture of each task that shows one."""
    return [
        (f"$.tasks[{index}].picture", task.picture)
        for index, task in enumerate(protocol.tasks)
        if task.picture
    ]


def area_of_file(file: str) -> str:
    """The area an items file is about: `items/matteknik.yaml` → `matteknik`."""
    return re.sub(r"^items/|\.yaml$", "", file)
