"""What somebody waits for at the desk: an answer durable, a certificate drawn, a code checked."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.domain.clock import SystemClock
from app.domain.desks import PRACTICE_PIN, DeskKind
from app.seal.verifying import verify
from app.workspace import Desks, Workspace
from tests.bench.measured import Measured
from tests.desk_work import MARIA, CaseWalk, Step, booked_case, unlock

ANSWERS, PAPERS, CHECKS = 399, 60, 300


def measured() -> Sequence[Measured]:
    """On the practice desk: the same file, keys and drawing as the real one."""
    with tempfile.TemporaryDirectory() as folder:
        desk = opened(Path(folder))
        try:
            case_id = booked_case(desk)
            walk = CaseWalk(desk, case_id).to(Step.THEORY)
            answers = _answers(desk, walk)
            certificate = desk.certificates.issue(walk.to(Step.CERTIFICATE).case_id)
            text = desk.certificates.facts(certificate).qr_text
            trust, today = desk.desk.trust(), desk.desk.clock.now().date()
            return (
                Measured("answer durable, ms", "ms", answers, 20),
                Measured(
                    "certificate PDF, ms",
                    "ms",
                    _times(PAPERS, lambda: desk.certificates.pdf(certificate)),
                    30,
                    "median",
                ),
                Measured(
                    "full verification of a QR text, ms",
                    "ms",
                    _times(CHECKS, lambda: verify(text, trust, today)),
                    5,
                    "median",
                ),
            )
        finally:
            desk.close()


def opened(home: Path) -> Workspace:
    """A new practice desk with keys as dear as a real one's, Maria signed in."""
    found = Desks(home, SystemClock())
    found.create_practice()
    return unlock(found, DeskKind.PRACTICE, MARIA, PRACTICE_PIN)


def _answers(desk: Workspace, walk: CaseWalk) -> list[float]:
    sitting = desk.theory.start(walk.case_id)
    questions = desk.theory.paper(sitting).questions
    places: Iterator[str] = iter([q.id for q in questions] * (ANSWERS // len(questions) + 1))

    def answer() -> None:
        place = next(places)
        desk.theory.answer(sitting, place, walk.right_answer(place))

    return _times(ANSWERS, answer)


def _times(count: int, act: Callable[[], object]) -> list[float]:
    """Milliseconds of each; the first is not counted: it loads what later ones find."""
    act()
    taken = []
    for _ in range(count):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1_000)
    return taken
