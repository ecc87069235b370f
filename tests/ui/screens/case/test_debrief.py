"""The debrief's questions at the screen: what was chosen tells the slip, a blank tells none."""

import pytest
from pytestqt.qtbot import QtBot

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import FixedClock
from ui.application import Shell
from ui.screens.case.debrief import DebriefScreen
from ui.screens.case.work import CaseWork
from ui.widgets.labels import TextLabel

pytestmark = pytest.mark.begins_at(Step.THEORY)


def test_a_wrong_answer_shows_the_likely_slip_to_the_assessor(
    shell: Shell, desk: Workspace, walk: CaseWalk, clock: FixedClock, qtbot: QtBot
) -> None:
    """R5, R22: only when the questions are asked for."""
    desk.secrecy.sign(PRACTICE_PIN)
    walk.to(Step.THEORY)
    sitting = desk.theory.start(walk.case_id)
    drawn = {question.id for question in desk.theory.paper(sitting).questions}
    first = walk.protocol.areas[0].id
    wrong = next(i for i in walk.protocol.items if i.id in drawn and i.area == first and i.slips)
    option, slip = wrong.slips[0]
    desk.theory.answer(sitting, wrong.id, (option,))
    desk.theory.hand_in(sitting)
    screen = DebriefScreen(CaseWork(desk, shell.background, lambda: clock.now().date()))
    qtbot.addWidget(screen)
    screen.show()
    screen.open_with(walk.case_id)
    qtbot.waitUntil(lambda: shell.background.idle and screen._view is not None, timeout=120_000)
    assert not [text for text in said(screen) if slip.sv in text]
    screen._on_questions()
    qtbot.waitUntil(lambda: screen.area.has_questions, timeout=120_000)
    assert [text for text in said(screen) if text.startswith("Troligt tankefel")] == [
        f"Troligt tankefel: {slip.sv}"
    ]
    assert wrong.why.sv in said(screen)


def said(screen: DebriefScreen) -> list[str]:
    return [label.text() for label in screen.area.findChildren(TextLabel)]
