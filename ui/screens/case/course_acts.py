"""What may be done to the course of a case: pause, resume, cancel, no-show, abort, end early."""

from collections.abc import Callable

from app.domain.case import CaseState, Step
from app.domain.errors import UserError
from app.usecases.cases import CaseView, StepState
from ui.figures import iso_day
from ui.language import tr
from ui.screens.case.course_box import CourseBox
from ui.screens.case.pane import CasePane
from ui.widgets.buttons import DangerButton, PrimaryButton

_C = CaseState


def may_pause(view: CaseView) -> bool:
    """Whether the case is under way."""
    return view.state in (_C.IDENTIFIED, _C.RUNNING)


def may_cancel(view: CaseView) -> bool:
    """Whether nothing has been begun."""
    return view.state in (_C.REGISTERED, _C.BOOKED, _C.IDENTIFIED)


def may_abort(view: CaseView) -> bool:
    """Whether something is under way that can be given up."""
    return view.state in (_C.RUNNING, _C.PAUSED, _C.ASSESSED)


def may_end_early(view: CaseView) -> bool:
    """Whether some part is finished and some is not (R37)."""
    states = {line.step: line.state for line in view.steps}
    finished = (states.get(step) is StepState.DONE for step in (Step.THEORY, Step.PRACTICAL))
    return view.state in (_C.RUNNING, _C.PAUSED) and any(finished)


def pause(pane: CasePane) -> CourseBox:
    """Stop for a time."""
    view = _view(pane)
    box = CourseBox(pane, tr("Pausa ärendet?"), PrimaryButton(tr("Pausa ärendet"), "pause"))
    kept = [tr("Allt som är gjort finns kvar, och provtid som är kvar räknas inte ner.")]
    if view.deadline is not None:
        day = iso_day(view.deadline)
        lost = [tr("Ärendet förfaller om det inte är beslutat senast {day}.").format(day=day)]
    else:
        lost = []
    box.show_meaning(kept, lost)
    box.ask_reason(tr("Varför pausas det?"))
    course = pane.work.desk.course
    return _open(pane, box, lambda reason: course.pause(view.id, reason))


def resume(pane: CasePane) -> None:
    """Go on; nothing is lost by that, so nothing is asked."""
    view, course = _view(pane), pane.work.desk.course
    pane.act(lambda: course.resume(view.id), lambda _none: pane.done.emit())


def cancel(pane: CasePane) -> CourseBox:
    """The booking is taken away."""
    view = _view(pane)
    box = CourseBox(pane, tr("Avboka ärendet?"), DangerButton(tr("Avboka ärendet"), "x"))
    box.show_meaning(
        [tr("Personen och tidigare resultat finns kvar.")], [tr("Bokningen tas bort.")]
    )
    box.ask_reason(tr("Varför avbokas det?"), needed=False)
    course = pane.work.desk.course
    return _open(pane, box, lambda reason: course.cancel(view.id, reason))


def no_show(pane: CasePane) -> CourseBox:
    """Who was booked did not come."""
    view = _view(pane)
    box = CourseBox(pane, tr("Kom inte?"), PrimaryButton(tr("Anteckna uteblev")))
    kept = [tr("{name} kan bokas på nytt när som helst.").format(name=view.name)]
    box.show_meaning(kept, [tr("Ärendet avslutas. Det räknas inte som ett försök.")])
    box.ask_reason(tr("Något att anteckna?"), needed=False)
    course = pane.work.desk.course
    return _open(pane, box, lambda reason: course.no_show(view.id, reason))


def abort(pane: CasePane) -> CourseBox:
    """End for good without a decision."""
    view = _view(pane)
    act = DangerButton(tr("Avbryt ärendet"), "x-circle")
    box = CourseBox(pane, tr("Avbryta ärendet för gott?"), act)
    kept = [tr("Historiken finns kvar. Frågor som har visats används inte igen.")]
    lost = [tr("Det som är gjort räknas inte, och inget intyg skrivs.")]
    if may_end_early(view):
        lost.append(tr("Vill du ge ett intyg på det som är klart: välj Avsluta med intyg i Mer."))
    box.show_meaning(kept, lost)
    box.ask_reason(tr("Varför avbryts det?"))
    course = pane.work.desk.course
    return _open(pane, box, lambda reason: course.abort(view.id, reason))


def end_early(pane: CasePane) -> CourseBox:
    """Go to decision with what is finished (R37)."""
    view = _view(pane)
    act = PrimaryButton(tr("Gå till beslut"), chevron=True)
    box = CourseBox(pane, tr("Avsluta med intyg på det som är klart?"), act)
    kept = [tr("Det som är visat kommer med på intyget och gäller vid omtest.")]
    lost = [tr("Områden som inte är provade klart blir ej bedömda i det här ärendet.")]
    box.show_meaning(kept, lost)
    box.ask_reason(tr("Varför avslutas det?"))
    course = pane.work.desk.course
    return _open(pane, box, lambda reason: course.end_with_statement(view.id, reason))


def _open(pane: CasePane, box: CourseBox, do: Callable[[str], object]) -> CourseBox:
    def done(_nothing: object) -> None:
        box.accept()
        pane.done.emit()

    def refused(error: UserError) -> None:
        box.show_wrong(error)

    pane.flush()
    box.given.connect(lambda reason: pane.act(lambda: do(reason), done, refused))
    box.open()
    return box


def _view(pane: CasePane) -> CaseView:
    assert pane.view is not None
    return pane.view
