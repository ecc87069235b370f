"""The way from a gap to recognition, in steps: gap, measure, done, retest, full certificate."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.certificate import CertificateKind
from app.domain.matrix import MatrixPerson


class DevelopmentStep(StrEnum):
    """A step on the way, in this order."""

    GAP = "gap"
    PLANNED = "planned"
    DONE = "done"
    RETEST = "retest"
    CERTIFIED = "certified"


@dataclass(frozen=True, slots=True)
class Development:
    """How far somebody has come with an area. `reached`: the last step taken."""

    reached: DevelopmentStep
    may_retest: bool = False

    def is_taken(self, step: DevelopmentStep) -> bool:
        """Whether the step is behind them."""
        return _ORDER.index(step) <= _ORDER.index(self.reached)


_ORDER = tuple(DevelopmentStep)


def development(
    person: MatrixPerson, area: str, *, is_gap: bool, is_planned: bool, is_done: bool
) -> Development:
    """Where somebody stands with one area.

    A retest may be opened once the measure is done; a full certificate in force ends the way,
    whichever area it began with.
    """
    if person.certified == CertificateKind.FULL and not is_gap:
        return Development(DevelopmentStep.CERTIFIED)
    if area in person.course.retaken or not is_gap:
        return Development(DevelopmentStep.RETEST)
    if is_done:
        return Development(DevelopmentStep.DONE, may_retest=person.course.may_retest_in(area))
    return Development(DevelopmentStep.PLANNED if is_planned else DevelopmentStep.GAP)


def development_of_gone(person: MatrixPerson, *, is_done: bool) -> Development:
    """As `development`, of an area that today's version has no longer.

    It is tried no more; a retest takes what that version asks for instead.
    """
    if person.certified == CertificateKind.FULL:
        return Development(DevelopmentStep.CERTIFIED)
    if person.course.in_retest:
        return Development(DevelopmentStep.RETEST)
    step = DevelopmentStep.DONE if is_done else DevelopmentStep.PLANNED
    return Development(step, may_retest=person.course.may_retest)
