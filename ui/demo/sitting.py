"""Self-assessment, theory in candidate mode, the practical: by keyboard, as on the shop floor."""

from uuid import UUID

from PySide6.QtCore import QBuffer, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from app.domain.case import Step
from app.domain.protocol import Evidence, Item, ItemKind
from app.usecases.practical_sheet import CriterionSheet
from app.workspace import Workspace
from ui.demo.hands import Hands

_NOTE = "Lugnt och i rätt ordning."
_SIZE = QSize(1366, 768)


def assess_oneself(hands: Hands) -> None:
    """Step 3 for every statement."""
    hands.find("level_3")
    hands.picture("self-assessment")
    while hands.sees("level_3") is not None:
        hands.press(Qt.Key.Key_3)
        hands.rest()
        if hands.sees("level_3") is not None:
            hands.click("self_next")
        hands.rest()


def sit_theory(hands: Hands, desk: Workspace, case_id: UUID, secret: str) -> None:
    """Every item answered as its key says, in the kind's own way; then handed in."""
    hands.picture("theory-start")
    hands.click("theory_start")
    hands.find("question_page")
    hands.window.showNormal()  # the full screen of a machine without one is small
    hands.window.resize(_SIZE)
    items = _drawn(desk, case_id)
    pictured: set[str] = set()
    for number, item in enumerate(items, 1):
        hands.find(f"question_{number}", QAbstractButton).click()
        hands.reads("stem", item.question.stem.sv)
        _answer(hands, item)
        hands.until("the answer to be saved", lambda: hands.sees("saved_words") is not None)
        shown = "picture" if item.question.picture else item.question.kind.value
        if shown not in pictured:
            pictured.add(shown)
            hands.picture(f"theory-{shown}")
    hands.click("next")
    hands.find("hand_in_page")
    hands.picture("theory-hand-in")
    hands.click("hand_in_yes")
    hands.type(secret, "passphrase")
    hands.picture("theory-handed-in")
    hands.click("give_secret")
    hands.find("practical_start")


def sit_practical(hands: Hands, desk: Workspace, case_id: UUID) -> None:
    """Alt+3 and Ctrl+Enter for each criterion, value and note where one is asked for."""
    hands.picture("practical-start")
    hands.click("practical_start")
    hands.find("criterion")
    sitting = desk.cases.view(case_id).sitting_of(Step.PRACTICAL)
    assert sitting is not None
    sheets = [sheet for area in desk.practical.sheet(sitting).areas for sheet in area.criteria]
    for at, sheet in enumerate(sheets):
        hands.reads("criterion_text", sheet.criterion.text.sv)
        _rate(hands, sheet)
        if sheet.criterion.measured or at == len(sheets) // 3:
            hands.picture(f"practical-{sheet.number}")
        hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.until("finish", lambda: hands.find("finish", QAbstractButton).isEnabled())
    hands.picture("practical-done")
    hands.click("finish")
    hands.click("confirm_yes")
    hands.find("sign")


def _drawn(desk: Workspace, case_id: UUID) -> list[Item]:
    sitting = desk.cases.view(case_id).sitting_of(Step.THEORY)
    assert sitting is not None
    protocol = desk.desk.protocol(desk.cases.roles()[0].hash)
    items = {item.id: item for item in protocol.items}
    return [items[question.id] for question in desk.theory.paper(sitting).questions]


def _answer(hands: Hands, item: Item) -> None:
    key = item.key
    match item.question.kind:
        case ItemKind.NUMERIC:
            hands.type(str(key.value).replace(".", ","), "number")
        case ItemKind.ORDER:
            _put_in_order(hands, [option.id for option in item.question.options], key.choice)
        case ItemKind.MATCH:
            targets = [target.id for target in item.question.targets]
            for pair in key.choice:
                left, right = pair.split("=")
                letter = "ABCDEFGHIJ"[targets.index(right)]
                hands.press_on(hands.part(f"match_{left}", f"letter_{letter}"))
        case _:
            for option in key.choice:
                hands.press_on(hands.find(f"option_{option}", QAbstractButton))


def _put_in_order(hands: Hands, shown: list[str], right: tuple[str, ...]) -> None:
    for place, option in enumerate(right):
        while shown.index(option) > place:
            at = shown.index(option)
            hands.press_on(hands.part(f"order_{option}", "up"))
            shown[at - 1], shown[at] = shown[at], shown[at - 1]


def _rate(hands: Hands, sheet: CriterionSheet) -> None:
    measured = sheet.criterion.measured
    if sheet.criterion.evidence is Evidence.PHOTO:
        _paste_photo(hands)
    hands.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    if measured is not None:
        middle = (measured.lower + measured.upper) / 2
        hands.type(str(middle).replace(".", ","), "measured")
    hands.type(_NOTE, "note")


def _paste_photo(hands: Hands) -> None:
    """From the clipboard, as a phone's companion program puts it."""
    QGuiApplication.clipboard().setImage(_turned_part())
    hands.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    hands.find("photo_1")


def a_photo() -> bytes:
    """A picture of a turned part, as a file."""
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    _turned_part().save(kept, "JPEG")  # type: ignore[call-overload]
    return bytes(kept.data().data())


def _turned_part() -> QImage:
    picture = QImage(1200, 900, QImage.Format.Format_RGB32)
    picture.fill(QColor("#C9CDD2"))
    painter = QPainter(picture)
    painter.setPen(QPen(QColor("#566273"), 12))
    for radius in (320, 210, 90):
        painter.setBrush(QColor("#8D99A8" if radius != 90 else "#2C3644"))
        painter.drawEllipse(QPoint(600, 450), radius, radius)
    painter.end()
    return picture
