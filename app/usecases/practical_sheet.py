"""The practical as a screen shows it: areas, criteria, what was seen and what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.case import Part, SittingState
from app.domain.missing import Missing, missing, within_tolerance
from app.domain.protocol import Area, Criterion, Measure, Protocol, ScaleStep, Task
from app.domain.seen import Seen
from app.domain.text import Text
from app.storage import photos as photo_rows
from app.storage import sittings as rows
from app.storage.tables import CaseRow, ObservationRow, PhotoRow, SittingRow
from app.usecases.beside import is_blind, said_instead
from app.usecases.evidence import areas_to_take
from app.usecases.sittings import Incident


@dataclass(frozen=True, slots=True)
class Piece:
    """The test piece and the batch it comes from, as marked (R30); empty where there is none."""

    number: str = ""
    batch: str = ""


NO_PIECE = Piece()


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of a criterion; its content stands under `sha256` (hex)."""

    id: UUID
    sha256: str


@dataclass(frozen=True, slots=True)
class CriterionSheet:
    """A criterion with what was seen and what it lacks. `within`: the measure's verdict."""

    criterion: Criterion
    number: str
    seen: Seen
    missing: tuple[Missing, ...]
    within: bool | None
    photos: tuple[Photo, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class AreaSheet:
    """The criteria of one area, and what is proposed to whoever has to learn more of it."""

    id: str
    name: Text
    required_level: int
    criteria: tuple[CriterionSheet, ...]
    measures: tuple[Measure, ...] = ()
    required: bool = True

    @property
    def is_left(self) -> bool:
        """Whether it is one the candidate may choose and has not: nothing in it is assessed."""
        return is_left(self.required, (sheet.seen for sheet in self.criteria))

    @property
    def done(self) -> int:
        """How many criteria lack nothing."""
        return sum(sheet.is_done for sheet in self.criteria)


@dataclass(frozen=True, slots=True)
class PracticalSheet:
    """The whole practical as it stands. `seconds`: active so far; `minutes`: what is planned.

    `lab_due`: when the laboratory answers. `paper_date`: keyed in from the paper form of that day.
    """

    sitting_id: UUID
    case_id: UUID
    name: str
    scale: tuple[ScaleStep, ...]
    areas: tuple[AreaSheet, ...]
    current: str
    task: Task | None
    task_picture: bytes | None
    seconds: int
    minutes: int
    machine: str
    gauge: str
    gauge_valid: bool
    state: SittingState
    incident: Incident | None
    piece: Piece = NO_PIECE
    lab_due: date | None = None
    paper_date: date | None = None


@dataclass(frozen=True, slots=True)
class PracticalOutline:
    """What the practical will be, before it begins."""

    task: Task | None
    task_picture: bytes | None
    minutes: int
    criteria: int


def area_sheets(
    session: Session, protocol: Protocol, case: CaseRow, row: SittingRow, today: date
) -> tuple[AreaSheet, ...]:
    """The areas to take that have something to rate, with what was seen so far (R33, R35).

    Where two assessors settled on something that counts, once neither is blind any more (R29).
    """
    to_take = areas_to_take(session, case, protocol)
    seen = {key: seen_of(each) for key, each in rows.observations(session, row.id).items()}
    if row.beside is None and not is_blind(session, case):
        seen |= _settled(session, row, seen)
    photos = photo_rows.of_sitting(session, row.id)
    valid = gauge_valid(case, day_of(row, today))
    return tuple(
        _area_sheet(protocol, area, seen, photos, valid)
        for area in protocol.areas
        if area.id in to_take and protocol.criteria_of(area.id)
    )


def with_oral(
    session: Session, case: CaseRow, areas: tuple[AreaSheet, ...]
) -> tuple[AreaSheet, ...]:
    """The areas with what was answered in the oral follow-up where nothing was seen before."""
    oral = rows.latest_sitting(session, case.id, Part.ORAL)
    if oral is None or not SittingState(oral.state).is_handed_in:
        return areas
    told = rows.observations(session, oral.id)
    return tuple(
        replace(
            area,
            criteria=tuple(
                replace(sheet, seen=seen_of(told[sheet.criterion.id]), missing=())
                if sheet.criterion.id in told and not sheet.seen.rating
                else sheet
                for sheet in area.criteria
            ),
        )
        for area in areas
    )


def criterion_sheet(
    criterion: Criterion,
    number: str,
    required: int,
    seen: Seen,
    photos: tuple[Photo, ...],
    valid: bool,
    left: bool = False,
) -> CriterionSheet:
    """The criterion judged by the same rules wherever it is shown. `left`: its area is."""
    lacks = missing(criterion, required, seen, gauge_valid=valid, photos=len(photos), is_left=left)
    within = within_tolerance(criterion, seen.measured)
    return CriterionSheet(criterion, number, seen, lacks, within, photos)


def is_left(required: bool, seen: Iterable[Seen]) -> bool:
    """Whether an area is left out by choice: not required, and "not assessed" all through."""
    return not required and all(each.rating == 0 for each in seen)


def day_of(row: SittingRow, today: date) -> date:
    """The day the work was seen: the paper's, else the one the sitting began on."""
    return row.paper_date or (row.started.date() if row.started else today)


def gauge_valid(case: CaseRow, day: date) -> bool:
    """Whether the gauge named at arrival is within its calibration on `day` (R12)."""
    return case.gauge_calibrated_to is not None and case.gauge_calibrated_to >= day


def seen_of(row: ObservationRow) -> Seen:
    """What an observation says."""
    return Seen(
        row.rating, row.note, row.measured, row.later, row.at, row.awaits_lab, row.lab_reference
    )


def before_left(session: Session, row: SittingRow, sheet: CriterionSheet) -> Seen:
    """What was seen before the area was left out; nothing rated where there was nothing."""
    found = (
        select(ObservationRow)
        .where(ObservationRow.sitting_id == row.id)
        .where(ObservationRow.criterion_id == sheet.criterion.id)
        .where(or_(ObservationRow.rating > 0, ObservationRow.awaits_lab))
        .order_by(ObservationRow.id.desc())
        .limit(1)
    )
    before = session.scalar(found)
    return replace(sheet.seen, rating=None, later=False) if before is None else seen_of(before)


def photos_of(rows_: tuple[PhotoRow, ...]) -> tuple[Photo, ...]:
    """The photos as a screen gets them."""
    return tuple(Photo(row.id, row.sha256) for row in rows_)


def _settled(session: Session, row: SittingRow, seen: Mapping[str, Seen]) -> dict[str, Seen]:
    return {
        key: replace(
            seen.get(key, Seen()), rating=each.rating, note=each.note, measured=each.measured
        )
        for key, each in said_instead(session, row).items()
    }


def _area_sheet(
    protocol: Protocol,
    area: Area,
    seen: Mapping[str, Seen],
    photos: Mapping[str, tuple[PhotoRow, ...]],
    valid: bool,
) -> AreaSheet:
    place, criteria = protocol.areas.index(area) + 1, protocol.criteria_of(area.id)
    said = [seen.get(criterion.id, Seen()) for criterion in criteria]
    left = is_left(area.required, said)
    sheets = tuple(
        criterion_sheet(
            criterion,
            f"{place}.{number}",
            area.required_level,
            said[number - 1],
            photos_of(photos.get(criterion.id, ())),
            valid,
            left,
        )
        for number, criterion in enumerate(criteria, 1)
    )
    return AreaSheet(area.id, area.name, area.required_level, sheets, area.measures, area.required)
